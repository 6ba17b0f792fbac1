"""The kinds of rules and wishes for substitution, and the set a profile makes of them.

Pick the weakest kind that does the job: a ``PairRule`` refuses an option before it
becomes a variable, a ``JointRule`` posts rows over several options, a ``Wish`` prices.
"""

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from solver.linear import Expression
from solver.rule import Finding, P, Refusal, Rule, RuleId
from solver.slots import Slot
from solver.substitution.index import ProblemIndex
from solver.substitution.plan import Option, Plan
from solver.substitution.variables import Variables


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
    def refuse(self, index: ProblemIndex, option: Option) -> Refusal | None:
        """The reason why the option is out, ``None`` where it passes."""

    def windows(self, index: ProblemIndex, option: Option) -> Sequence[Slot]:
        """Maximal parts of the option's slot that pass this rule."""
        return () if self.refuse(index, option) else (option.slot,)


class JointRule(Rule[P]):
    """Says whether assignments go together.

    Rows must always admit taking no option at all, whatever the fixed cover is.
    """

    @abstractmethod
    def post(self, index: ProblemIndex, variables: Variables) -> None:
        """Post the rows that allow exactly what ``breaches`` does not report."""

    @abstractmethod
    def breaches(
        self, index: ProblemIndex, assignments: Iterable[Option]
    ) -> Iterable[Finding]:
        """Breaches that the assignments cause on top of the fixed cover."""

    def fixed_breaches(self, index: ProblemIndex) -> Iterable[Finding]:  # noqa: ARG002 - most rules have none
        """Breaches that rest on fixed cover and regular children alone."""
        return ()

    def check(self, index: ProblemIndex, plan: Plan) -> tuple[Finding, ...]:
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

    def applies(self, index: ProblemIndex) -> bool:  # noqa: ARG002 - most wishes always do
        """Whether the tier exists for this problem."""
        return True

    @abstractmethod
    def cost(self, index: ProblemIndex, variables: Variables) -> Expression:
        """Terms to minimise; auxiliary variables and rows go to ``variables.model``."""

    @abstractmethod
    def measure(self, index: ProblemIndex, plan: Plan) -> int:
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
