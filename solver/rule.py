"""What a rule is: data about itself, said once for the solver and once as a check.

Pick the weakest kind that does the job: a ``PairRule`` refuses an option before it
becomes a variable, a ``JointRule`` posts rows over several options, a ``Wish`` prices.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, Generic, NewType, TypeVar

from solver.linear import Expression
from solver.slots import Slot

if TYPE_CHECKING:  # plan.py imports this module
    from solver.substitution.index import ProblemIndex
    from solver.substitution.plan import Option, Plan
    from solver.substitution.variables import Variables

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
    """

    id: RuleId
    number: int
    title: str
    source: Source
    binding: Binding
    applies_to: PersonGroup
    sentence: str


class Handover(StrEnum):
    """Whether a child may be moved within a day."""

    NEVER = "never"
    SAME_PLACE = "same_place"
    AT_ALL = "at_all"


@dataclass(frozen=True, slots=True)
class PieceLimits:
    """How a need may be cut: shortest piece and grid [min], and hand-overs."""

    handover: Handover = Handover.SAME_PLACE
    min_piece_minutes: int = 120
    step_minutes: int = 15


@dataclass(frozen=True, slots=True)
class NoParameters:
    """A rule without numbers."""


P = TypeVar("P")


class Rule(ABC, Generic[P]):
    """What every rule and wish has: data about itself and its parameters."""

    info: RuleInfo
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


class PairRule(Rule[P]):
    """Says whether this substitute may take this piece at this place at all.

    ``timed`` says that shortening the piece may help: then ``windows`` names the
    maximal parts that pass; a rule that is not timed refuses every part of an open
    stretch if it refuses the whole. ``on_fixed`` says that the rule is worth showing
    on fixed cover.
    """

    timed: ClassVar[bool] = False
    on_fixed: ClassVar[bool] = True

    @abstractmethod
    def refuse(self, index: "ProblemIndex", option: "Option") -> Refusal | None:
        """The reason why the option is out, ``None`` where it passes."""

    def windows(self, index: "ProblemIndex", option: "Option") -> Sequence[Slot]:
        """Maximal parts of the option's slot that pass this rule."""
        return () if self.refuse(index, option) else (option.slot,)


class JointRule(Rule[P]):
    """Says whether assignments go together.

    Rows must always admit taking no option at all, whatever the fixed cover is.
    """

    @abstractmethod
    def post(self, index: "ProblemIndex", variables: "Variables") -> None:
        """Post the rows that allow exactly what ``breaches`` does not report."""

    @abstractmethod
    def breaches(
        self, index: "ProblemIndex", assignments: "Iterable[Option]"
    ) -> Iterable[Finding]:
        """Breaches that the assignments cause on top of the fixed cover."""

    def fixed_breaches(self, index: "ProblemIndex") -> Iterable[Finding]:  # noqa: ARG002 - most rules have none
        """Breaches that rest on fixed cover and regular children alone."""
        return ()

    def check(self, index: "ProblemIndex", plan: "Plan") -> tuple[Finding, ...]:
        """All breaches of a plan, those of fixed cover marked as not decided."""
        return (
            *self.breaches(index, plan.assignments),
            *self.fixed_breaches(index),
        )


class Wish(Rule[P]):
    """Says how good a plan is; ``cost`` and ``measure`` speak the same ``unit``.

    The value is never below 0, 0 is best. Coefficients may be negative (a covered
    minute is an uncovered one less); a variable may occur in several terms.
    """

    unit: str

    def applies(self, index: "ProblemIndex") -> bool:  # noqa: ARG002 - most wishes always do
        """Whether the tier exists for this problem."""
        return True

    @abstractmethod
    def cost(self, index: "ProblemIndex", variables: "Variables") -> Expression:
        """Terms to minimise; auxiliary variables and rows go to ``variables.model``."""

    @abstractmethod
    def measure(self, index: "ProblemIndex", plan: "Plan") -> int:
        """The same value, counted on a plan."""


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules of a profile, ready to use.

    Wishes stand in the order of the tiers; pair rules that are timed come last.
    """

    pair: tuple[PairRule[Any], ...]
    joint: tuple[JointRule[Any], ...]
    wishes: tuple[Wish[Any], ...]
    not_checked: tuple[RuleId, ...] = ()
    pieces: PieceLimits = PieceLimits()
