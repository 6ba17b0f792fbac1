"""The relaxation over the teams found so far: it says what people and money are worth.

GLOP's multipliers are never trusted: rounded up to whole parts they are prices, and a
bound is counted from prices in integers (see ``packing``).
"""

from collections.abc import Sequence

# The wheel ships this module's stub without the marker that would let it count.
from ortools.linear_solver import pywraplp  # type: ignore[import-untyped]

from solver.errors import EngineFault
from solver.pairing.asked import Asked
from solver.pairing.cover import Cover
from solver.pairing.prices import CENT_PARTS, PARTS, Prices
from solver.pairing.problem import PersonId, Team


class Master:
    """Teams with fractional shares: each person at most once, within the budget.

    Parameters
    ----------
    staying
        Teams that are chosen in any case.
    asked
        Teams of which one is chosen.
    """

    def __init__(self, cover: Cover, staying: Sequence[Team], asked: Asked) -> None:
        solver = pywraplp.Solver.CreateSolver("GLOP")
        if solver is None:
            raise EngineFault("OR-Tools wurde ohne GLOP gebaut.")
        self._cover = cover
        self._solver = solver
        self._rows: dict[PersonId, pywraplp.Constraint] = {}
        budget = cover.index.problem.budget_cents
        self._budget = solver.Constraint(-solver.infinity(), budget)
        self._asked = asked
        self._staying = frozenset(staying)
        self._one = solver.Constraint(1, 1) if asked else None
        solver.Objective().SetMaximization()

    def add(self, teams: Sequence[Team]) -> None:
        """Take more teams in."""
        goal = self._solver.Objective()
        for team in teams:
            least = int(team in self._staying)
            share = self._solver.NumVar(least, self._solver.infinity(), "")
            goal.SetCoefficient(share, self._cover.hours(team))
            for person in team.people:
                if person not in self._rows:
                    self._rows[person] = self._solver.Constraint(
                        -self._solver.infinity(), 1
                    )
                self._rows[person].SetCoefficient(share, 1)
            cents = self._cover.index.cents(team)
            if cents:
                self._budget.SetCoefficient(share, cents)
            if self._one is not None and team in self._asked:
                self._one.SetCoefficient(share, 1)

    def prices(self, seconds: float) -> Prices | None:
        """What everybody is worth now; ``None`` if there was no time to tell."""
        self._solver.SetTimeLimit(max(1, int(seconds * 1000)))
        if self._solver.Solve() != pywraplp.Solver.OPTIMAL:
            return None
        people = {
            person: _parts(row.dual_value(), PARTS)
            for person, row in self._rows.items()
        }
        return Prices(people, _parts(self._budget.dual_value(), CENT_PARTS))


def _parts(multiplier: float, parts: int) -> int:
    """A multiplier in whole parts, never negative."""
    return max(0, -int(-multiplier * parts // 1))
