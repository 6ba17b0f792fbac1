"""Who walks side by side among good values, and when a walk is over."""

from dataclasses import dataclass

from solver.engine.budget import Allowance, Budget
from solver.engine.knapsack.tried import Tried


@dataclass(slots=True)
class Walker:
    """Where one of several who walk side by side is, and whether it asks."""

    values: list[int]
    worth: int
    asks: bool = False


class Walkers:
    """As many as there are workers, all beginning at the values that are known.

    Parameters
    ----------
    patience
        So many steps in vain end the walk.
    """

    def __init__(
        self, tried: Tried, budget: Budget, allowance: Allowance, patience: float
    ) -> None:
        self._tried = tried
        self._budget = budget
        self._allowance = allowance
        self._patience = patience
        self._all = [
            Walker(list(tried.values), tried.value)
            for _ in range(max(1, budget.limits.workers))
        ]
        own = allowance.deterministic
        self._least_units = (budget.deterministic or 0.0) - (own or 0.0)
        self.in_vain = 0

    def next(self) -> Walker:
        """Whoever does not ask; another step is taken."""
        self.in_vain += 1
        return next(one for one in self._all if not one.asks)

    @property
    def over(self) -> bool:
        """Whether nothing can be better, or the walk has taken what it may."""
        if self._tried.proven or self.in_vain > self._patience:
            return True
        units = self._budget.deterministic
        if units is not None and units <= self._least_units:
            return True
        return self._budget.exhausted() or self._allowance.seconds <= 0.0
