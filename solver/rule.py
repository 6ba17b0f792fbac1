"""What a rule is: data about itself, said once for the solver and once as a check.

What it does with a plan is said by its kind, which belongs to a problem: see
``solver.substitution.kinds``.
"""

from abc import ABC
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar, Generic, NewType, TypeVar

RuleId = NewType("RuleId", str)
#: Facts of a finding: they fill the gaps of the rule's sentence. Ids, minutes, counts,
#: ISO dates, codes; never names of people.
Facts = Mapping[str, int | str]


class Binding(StrEnum):
    """How strongly a rule binds; law cannot be softened by a profile."""

    LAW = "law"
    CONTRACT = "contract"
    PRACTICE = "practice"
    WISH = "wish"


@dataclass(frozen=True, slots=True)
class LegalSource:
    """Where a rule or a number is written; dates say when it holds and was read."""

    law: str
    section: str
    land: str | None = None
    valid_from: date | None = None
    checked_on: date | None = None
    reference: str = ""


@dataclass(frozen=True, slots=True)
class AgreementSource:
    """A contract or agreement of the body that plans."""

    title: str


@dataclass(frozen=True, slots=True)
class Practice:
    """Good practice; ``reference`` names where it was seen."""

    title: str
    reference: str = ""


Source = LegalSource | AgreementSource | Practice


@dataclass(frozen=True, slots=True)
class Refusal:
    """A rule says no to one option."""

    rule: RuleId
    facts: Facts


@dataclass(frozen=True, slots=True)
class Finding:
    """A breach in a plan; ``decided`` is false where it rests on fixed cover alone."""

    rule: RuleId
    facts: Facts
    subjects: tuple[str, ...] = field(default=())
    decided: bool = True


class PersonGroup(StrEnum):
    """To whom a rule applies; working-time law, say, is a matter of status."""

    EVERYBODY = "everybody"
    EMPLOYED = "employed"
    PERMIT_HOLDERS = "permit_holders"


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """What a rule says about itself, as data.

    ``number`` is its place in the catalogue (1 to 13, wishes from 101), ``sentence``
    a German template whose gaps are exactly the facts of its refusals and findings.
    ``summary`` is told instead where one finding stands for several and has its facts.
    """

    id: RuleId
    number: int
    title: str
    source: Source
    binding: Binding
    applies_to: PersonGroup
    sentence: str
    summary: str = ""


@dataclass(frozen=True, slots=True)
class NoParameters:
    """A rule without numbers."""


P = TypeVar("P")


class Rule(ABC, Generic[P]):
    """What every rule and wish has: data about itself and its parameters."""

    info: RuleInfo
    #: Whether the model makes no sense without it; then no profile switches it off.
    indispensable: ClassVar[bool] = False
    parameters_type: ClassVar[type[Any]] = NoParameters

    def __init__(self, parameters: P) -> None:
        self.parameters = parameters

    @property
    def id(self) -> RuleId:
        """Stable id, never reused."""
        return self.info.id

    def refusal(self, **facts: int | str) -> Refusal:
        """A refusal of this rule with these facts."""
        return Refusal(self.info.id, facts)
