"""What a person did cannot be done: the tree of errors with words for people.

ServiceError
├── NotFound             it is not there, or not for this person: the same answer
├── NotPermitted         the role may not do this at all
├── SignInRequired       nobody is signed in, or the sign-in has ended
├── InvalidInput         faults of an input, all at once
│   └── ImportRefused    faults of a file: sheet, row, column, value
├── Conflict             the state changed meanwhile; carries the difference
│   └── Stale            the version named is not the current one
├── RuleBreach           the audit refuses; carries findings
├── TooLarge             over a limit that protects everybody
├── Busy                 try again in a moment
│   ├── TooManyAttempts  over the rate of failed sign-ins
│   └── StorageFault     nothing can be stored: disk full, read-only, unreachable
└── WrongSchema          the database is not of this program's version

Each message is one German sentence: what happened and what to do.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InputFault:
    """One fault: where (a JSON pointer), what is wrong, and a stable code."""

    pointer: str
    detail: str
    code: str


@dataclass(frozen=True, slots=True)
class FileFault:
    """One fault of a file; ``row`` counts from 1 as a spreadsheet shows it."""

    sheet: str
    row: int | None
    column: str
    value: str
    expected: str
    code: str


@dataclass(frozen=True, slots=True)
class RuleFinding:
    """A breach as rule, facts and the German sentence made from them."""

    rule: str
    facts: dict[str, int | str]
    text: str


class ServiceError(Exception):
    """Root of the tree."""


class NotFound(ServiceError):
    """It is not there, or it is not for this person: both look alike."""

    def __init__(self, message: str = "Das gibt es hier nicht.") -> None:
        super().__init__(message)


class NotPermitted(ServiceError):
    """The role may not do this at all."""

    def __init__(
        self, message: str = "Dazu fehlt Ihrer Anmeldung die Berechtigung."
    ) -> None:
        super().__init__(message)


class SignInRequired(ServiceError):
    """Nobody is signed in, or the sign-in has ended."""

    def __init__(self, message: str = "Bitte melden Sie sich an.") -> None:
        super().__init__(message)


class InvalidInput(ServiceError):
    """All faults of an input at once."""

    def __init__(self, message: str, faults: Sequence[InputFault] = ()) -> None:
        super().__init__(message)
        self.faults = tuple(faults)


class ImportRefused(ServiceError):
    """All faults of a file at once; nothing of it was stored."""

    def __init__(self, message: str, faults: Sequence[FileFault]) -> None:
        super().__init__(message)
        self.faults = tuple(faults)


class Conflict(ServiceError):
    """The state changed meanwhile; ``difference`` lists what, as sentences."""

    def __init__(self, message: str, difference: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.difference = tuple(difference)


class Stale(Conflict):
    """The version named is not the current one."""


class RuleBreach(ServiceError):
    """The audit refuses; nothing was changed."""

    def __init__(self, message: str, findings: Sequence[RuleFinding]) -> None:
        super().__init__(message)
        self.findings = tuple(findings)


class TooLarge(ServiceError):
    """Over a limit that protects everybody."""


class Busy(ServiceError):
    """Try again in a moment; ``retry_seconds`` says when."""

    def __init__(self, message: str, retry_seconds: int = 5) -> None:
        super().__init__(message)
        self.retry_seconds = retry_seconds


class TooManyAttempts(Busy):
    """Over the rate; the same for accounts that exist and those that do not."""


class StorageFault(Busy):
    """Nothing can be stored: the disk is full, read-only or out of reach."""

    def __init__(self, message: str, retry_seconds: int = 60) -> None:
        super().__init__(message, retry_seconds)


class WrongSchema(ServiceError):
    """The database is not of this program's version; it was not touched."""
