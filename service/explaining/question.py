"""Questions about a plan, and the answer in codes, between web process and solver.

Both sides are plain values of codes: the answering process sees no names, no database
and no reason of an absence.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from service.domain.kinds import ProposalKind
from solver.audit import AuditReport
from solver.rule import Facts


class QuestionKind(StrEnum):
    """What can be asked of a plan."""

    WHY = "why"
    WHY_NOT = "why-not"
    GAP = "gap"
    SINGLE_CHANGE = "single-change"
    ALTERNATIVES = "alternatives"
    DIFFERENCE = "difference"


@dataclass(frozen=True, slots=True)
class StoredPlan:
    """Compressed documents of a plan, as a proposal keeps them."""

    problem: bytes
    profile: bytes
    plan: bytes


@dataclass(frozen=True, slots=True)
class Order:
    """A question about a plan, in its codes.

    ``day`` is an ordinal; without child or day all of them are meant. ``episode``
    asks why not for all days of the child with the same absent person, ``by_rules``
    what the rules alone say of her. ``earlier`` is the last plan of a difference,
    ``renaming`` its codes to those of the new one.
    """

    kind: QuestionKind
    stored: StoredPlan
    child: str | None = None
    day: int | None = None
    person: str | None = None
    episode: bool = False
    by_rules: bool = False
    earlier: StoredPlan | None = None
    renaming: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class SaidFacts:
    """One statement of an answer: the kind or rule, and its facts in codes."""

    rule: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class TierFacts:
    """One tier of the plan, and of the best plan with what was asked.

    Nothing below ``bound`` is possible where ``proven``.
    """

    id: str
    unit: str
    planned: int
    forced: int
    bound: int
    proven: bool


@dataclass(frozen=True, slots=True)
class Part:
    """What is answered about one stretch of one child's day, minutes of the day."""

    child: str
    day: int
    start: int
    end: int
    proven: bool
    said: tuple[SaidFacts, ...]
    tiers: tuple[TierFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class MatchingOrder:
    """A question about a matching, in its codes; ``None`` means all kindergartens.

    ``earlier`` is the last plan of a difference, ``renaming`` its codes to those of the
    new one. After ``seconds`` no further kindergarten is begun.
    """

    kind: QuestionKind
    stored: StoredPlan
    kindergarten: str | None = None
    coach: str | None = None
    earlier: StoredPlan | None = None
    renaming: Mapping[str, str] | None = None
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class MatchingPart:
    """What is answered about one kindergarten; nothing where time did not reach.

    ``moves`` are all other kindergartens that change; ``said`` tells few of many.
    """

    kindergarten: str
    proven: bool
    said: tuple[SaidFacts, ...]
    tiers: tuple[TierFacts, ...] = ()
    moves: tuple[SaidFacts, ...] = ()
    reached: bool = True


@dataclass(frozen=True, slots=True)
class DatesOrder:
    """A question about the date of one session, in the ids of its problem.

    ``stored`` is the part of its coach as it stands; ``day`` an ordinal, of a why-not.
    """

    kind: QuestionKind
    stored: StoredPlan
    engagement: str
    month: int
    number: int
    day: int | None = None


@dataclass(frozen=True, slots=True)
class DatesPart:
    """What is answered about the date."""

    proven: bool
    said: tuple[SaidFacts, ...]
    tiers: tuple[TierFacts, ...] = ()


class Standing(StrEnum):
    """What stands and can be asked about."""

    CONTACTS = "contacts"
    CONSULTATIONS = "consultations"
    EVENTS = "events"


@dataclass(frozen=True, slots=True)
class StandingOrder:
    """A question about visits or an event as they stand, in the ids of their problem.

    ``subjects`` are the bonds, the requests or the event asked about, ``other`` who
    might visit or be host instead; ``day`` is an ordinal. ``forced`` asks what the best
    plan with that would be, too: it names others, and what theirs would become.
    """

    kind: Standing
    stored: StoredPlan
    subjects: tuple[str, ...]
    other: str | None = None
    day: int | None = None
    forced: bool = False


@dataclass(frozen=True, slots=True)
class MoveOrder:
    """A visit that is to move while all others stay, in the ids of its problem.

    ``subject`` is its bond or its request, ``day`` the ordinal of the day it is on.
    Without ``wanted`` any other day will do; ``host`` is whom a kindergarten is to
    visit.
    """

    kind: Standing
    stored: StoredPlan
    subject: str
    day: int
    wanted: int | None = None
    host: str | None = None


@dataclass(frozen=True, slots=True)
class MovePart:
    """The day found, and the minutes where the visit has hours of its own.

    Without a day there is none, and ``said`` tells what keeps it from those wanted.
    """

    day: int | None
    start: int | None = None
    end: int | None = None
    said: tuple[SaidFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class AuditOrder:
    """A stored plan to be checked on its stored problem, by the rules of then."""

    kind: ProposalKind
    stored: StoredPlan


class AnsweringAudit(Protocol):
    """Whoever checks stored plans; like ``Answering``."""

    def __call__(self, order: AuditOrder) -> tuple[AuditReport, ...]:
        """The one report."""
        ...


class AnsweringMove(Protocol):
    """Whoever finds visits another day; like ``Answering``."""

    def __call__(self, order: MoveOrder) -> tuple[MovePart, ...]:
        """The one answer."""
        ...


class AnsweringStanding(Protocol):
    """Whoever answers questions about what stands; like ``Answering``."""

    def __call__(self, order: StandingOrder) -> tuple[SaidFacts, ...]:
        """The answer."""
        ...


class AnsweringDates(Protocol):
    """Whoever answers questions about dates; like ``Answering``."""

    def __call__(self, order: DatesOrder) -> tuple[DatesPart, ...]:
        """The answer."""
        ...


class Answering(Protocol):
    """Whoever answers questions about substitution: another process, or this one."""

    def __call__(self, order: Order) -> tuple[Part, ...]:
        """The answer.

        Raises
        ------
        Busy
            If there is no answer in time.
        """
        ...


class AnsweringMatching(Protocol):
    """Whoever answers questions about matchings; like ``Answering``."""

    def __call__(self, order: MatchingOrder) -> tuple[MatchingPart, ...]:
        """The answer."""
        ...
