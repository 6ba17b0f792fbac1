"""What a plan costs against another, tier by tier, whatever is planned."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from solver.kinds import OptionT

#: What else differs between two plans; each problem has its own.
MoveT = TypeVar("MoveT")


@dataclass(frozen=True, slots=True)
class TierCost:
    """One tier of the plan and of the best plan with the pair forced.

    No plan with the pair lies below ``bound``, unless ``conditional`` says that this
    rests on a tier above that is not proven.
    """

    id: str
    unit: str
    planned: int
    forced: int
    bound: int
    conditional: bool = False

    @property
    def amount(self) -> int:
        """By how much the tier gets worse; negative if it gets better."""
        return self.forced - self.planned

    @property
    def proven(self) -> bool:
        """Whether no plan with the pair can be better on this tier."""
        return self.forced == self.bound and not self.conditional

    @property
    def facts(self) -> dict[str, int | str]:
        """The tier as facts of a statement."""
        return {
            "tier": self.id,
            "unit": self.unit,
            "planned_value": self.planned,
            "forced_value": self.forced,
        }


@dataclass(frozen=True, slots=True)
class Price:
    """The tiers of the best plan with something forced, against the plan.

    ``unmet`` counts what cannot be forced in any plan (``decided``), or could not be
    in the time given.
    """

    tiers: tuple[TierCost, ...]
    unmet: int = 0
    decided: bool = True

    @property
    def proven(self) -> bool:
        """Whether every number is exact."""
        return self.decided and all(tier.proven for tier in self.tiers)

    @property
    def first_difference(self) -> TierCost | None:
        """The tier that decides: the first whose value differs."""
        return next((tier for tier in self.tiers if tier.amount), None)

    @property
    def vector(self) -> tuple[int, ...]:
        """Values of all tiers, to be compared in order."""
        return tuple(tier.forced for tier in self.tiers)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCost(Price, Generic[OptionT, MoveT]):
    """The best plan with something forced, and what moves for it."""

    assignments: tuple[OptionT, ...]
    moves: tuple[MoveT, ...]
