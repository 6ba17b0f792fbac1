"""The kinds of rules and wishes, whatever is planned: each problem fills in its types.

Pick the weakest kind that does the job: a ``PairRule`` refuses an option before it
becomes a variable, a ``JointRule`` posts rows over several options, a ``Wish`` prices.
"""

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from solver.linear import Expression
from solver.rule import Finding, P, Refusal, Rule, RuleId

#: Tables of a problem, its decision atom, plan and variables; each has its own.
IndexT = TypeVar("IndexT")
OptionT = TypeVar("OptionT")
PlanT = TypeVar("PlanT")
VariablesT = TypeVar("VariablesT")
OptionT_co = TypeVar("OptionT_co", covariant=True)
#: Each problem's own kinds of rules and wishes.
PairT = TypeVar("PairT")
JointT = TypeVar("JointT")
WishT = TypeVar("WishT")


class Decided(Protocol[OptionT_co]):
    """A plan, as far as rules and wishes look at it."""

    @property
    def assignments(self) -> tuple[OptionT_co, ...]:
        """The options taken; fixed cover is not among them."""
        ...


class PairRule(Rule[P], Generic[P, IndexT, OptionT]):
    """Says whether an option may be taken at all, whatever else is.

    ``on_fixed`` says that the rule is worth showing on what is fixed.
    """

    on_fixed: ClassVar[bool] = True

    @abstractmethod
    def refuse(self, index: IndexT, option: OptionT) -> Refusal | None:
        """The reason why the option is out, ``None`` where it passes."""


class JointRule(Rule[P], Generic[P, IndexT, OptionT, VariablesT]):
    """Says whether assignments go together.

    Rows must always admit taking no option at all, whatever is fixed.
    """

    @abstractmethod
    def post(self, index: IndexT, variables: VariablesT) -> None:
        """Post the rows that allow exactly what ``breaches`` does not report."""

    @abstractmethod
    def breaches(
        self, index: IndexT, assignments: Iterable[OptionT]
    ) -> Iterable[Finding]:
        """Breaches that the assignments cause on top of what is fixed."""

    def fixed_breaches(self, index: IndexT) -> Iterable[Finding]:  # noqa: ARG002 - most rules have none
        """Breaches that rest on what is fixed alone."""
        return ()

    def check(self, index: IndexT, plan: Decided[OptionT]) -> tuple[Finding, ...]:
        """All breaches of a plan, those of what is fixed marked as not decided."""
        return (
            *self.breaches(index, plan.assignments),
            *self.fixed_breaches(index),
        )


class Wish(Rule[P], Generic[P, IndexT, PlanT, VariablesT]):
    """Says how good a plan is; ``cost`` and ``measure`` speak the same ``unit``.

    The value is never below 0, 0 is best. Coefficients may be negative (a covered
    minute is an uncovered one less); a variable may occur in several terms.
    """

    unit: str

    def applies(self, index: IndexT) -> bool:  # noqa: ARG002 - most wishes always do
        """Whether the tier exists for this problem."""
        return True

    @abstractmethod
    def cost(self, index: IndexT, variables: VariablesT) -> Expression:
        """Terms to minimise; auxiliary variables and rows go to ``variables.model``."""

    @abstractmethod
    def measure(self, index: IndexT, plan: PlanT) -> int:
        """The same value, counted on a plan."""


class Rules(Protocol[IndexT, OptionT, PlanT, VariablesT]):
    """The rules of a profile, ready to use; wishes in the order of the tiers."""

    @property
    def pair(self) -> Sequence[PairRule[Any, IndexT, OptionT]]:
        """Rules about an option by itself."""
        ...

    @property
    def joint(self) -> Sequence[JointRule[Any, IndexT, OptionT, VariablesT]]:
        """Rules about options together."""
        ...

    @property
    def wishes(self) -> Sequence[Wish[Any, IndexT, PlanT, VariablesT]]:
        """What is minimised, one after another."""
        ...

    @property
    def not_checked(self) -> tuple[RuleId, ...]:
        """Rules that are switched off or have no data."""
        ...


@dataclass(frozen=True, slots=True)
class RuleSet(Generic[PairT, JointT, WishT]):
    """The rules of a profile, ready to use; wishes in the order of the tiers."""

    pair: tuple[PairT, ...]
    joint: tuple[JointT, ...]
    wishes: tuple[WishT, ...]
    not_checked: tuple[RuleId, ...] = ()
