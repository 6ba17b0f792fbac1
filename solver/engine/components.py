"""Components over all tiers that are left, settled by one sum and then closed.

What a later tier prices ties parts of this tier together. A component over all of them
is independent for good: once it is settled on every tier its variables stand still, and
no later tier has to hold what an earlier one reached in it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from solver.engine.budget import Budget
from solver.engine.cpsat import minimise_part
from solver.engine.face import Face
from solver.engine.joined import DECISIONS_PER_UNIT, Joined, minimise_joined
from solver.engine.parts import Part, independent_parts
from solver.engine.resting import Resting, find_resting

#: Parts of fewer variables are minimised tier by tier: they take no time [variables].
JOINED_FROM = 400
#: Of what is left of the budget one component may use so much.
MOST_OF_BUDGET = 0.7


@dataclass(frozen=True, slots=True)
class _Settled:
    """A component and what is proven of it, by how many tiers are left."""

    part: Part
    bounds: tuple[tuple[int, int], ...]
    joined: Joined
    proven_above: int


class Components:
    """Components that were settled, of one face."""

    def __init__(self, face: Face, budget: Budget) -> None:
        self._face = face
        self._budget = budget
        self._settled: list[_Settled] = []
        self._of: dict[int, _Settled] = {}

    def knows(self, part: Part) -> bool:
        """Whether a part belongs to a component that was looked at."""
        return part.variables[0] in self._of

    def proves(self, part: Part, tiers_left: int) -> bool:
        """Whether nothing better than the values taken is left for a part on a tier."""
        settled = self._of.get(part.variables[0])
        return settled is not None and tiers_left > settled.proven_above

    def settle(
        self,
        hard: Sequence[Part],
        tiers: Sequence[Mapping[int, int]],
        values: list[int],
    ) -> bool:
        """Settle the components of parts that are hard; whether values changed.

        Parameters
        ----------
        tiers
            Costs of this tier and of all that follow.
        values
            A full assignment that the face admits, taken over from.
        """
        face, budget = self._face, self._budget
        resting = find_resting(face, _priced(tiers), budget.exhausted)
        idle = frozenset(rest.var for rest in resting.rests)
        wanted = {part.variables[0] for part in hard}
        changed = False
        for whole in independent_parts(face, resting.rows, idle):
            if wanted.isdisjoint(whole.variables) or budget.exhausted():
                continue
            changed |= self._settle(whole, tiers, values, resting)
        return changed

    def _settle(
        self,
        part: Part,
        tiers: Sequence[Mapping[int, int]],
        values: list[int],
        resting: Resting,
    ) -> bool:
        face, budget = self._face, self._budget
        seconds = MOST_OF_BUDGET * budget.seconds
        allowance = budget.allowance(1).within(seconds)
        joined = minimise_joined(face, part, tiers, values, budget, allowance)
        changed = any(values[var] != value for var, value in joined.values.items())
        if changed:
            for var, value in joined.values.items():
                values[var] = value
            resting.settle(face, values)
            budget.show(values)
        bounds = tuple((face.lowers[var], face.uppers[var]) for var in part.variables)
        left = len(tiers) - joined.proven
        settled = _Settled(part, bounds, joined, left)
        self._settled.append(settled)
        self._of.update(dict.fromkeys(part.variables, settled))
        if not left:
            self._close(part, values)
        return changed

    def _close(self, part: Part, values: Sequence[int]) -> None:
        for var in part.variables:
            self._face.raise_lower(var, values[var])
            self._face.cut_upper(var, values[var])

    def alone(self, decisions: Iterable[int], values: Sequence[int]) -> bool:
        """Whether it is proven that nothing else is as good in any component closed."""
        asked = frozenset(decisions)
        return all(
            self._alone(settled, asked, values)
            for settled in self._settled
            if not settled.proven_above
        )

    def _alone(
        self, settled: _Settled, decisions: frozenset[int], values: Sequence[int]
    ) -> bool:
        """Whether every other assignment costs more than the decisions it changes.

        Each decision that differs is a gain of one, a unit of the sum outweighs many:
        if nothing gains, nothing that costs the same differs.
        """
        face, part, budget = self._face, settled.part, self._budget
        if settled.joined.costs is None or budget.exhausted():
            return False
        costs = {v: DECISIONS_PER_UNIT * c for v, c in settled.joined.costs.items()}
        for var, (lower, upper) in zip(part.variables, settled.bounds, strict=True):
            if var in decisions and lower < upper:
                if lower < values[var] < upper:
                    return False
                away = 1 if values[var] == upper else -1
                costs[var] = costs.get(var, 0) + away
            face.lowers[var], face.uppers[var] = lower, upper
        try:
            here = sum(cost * values[var] for var, cost in costs.items())
            found = minimise_part(
                face, part, costs, values, budget, budget.allowance(1)
            )
            return found is not None and found.bound >= here
        finally:
            for var in part.variables:
                face.lowers[var] = face.uppers[var] = values[var]


def _priced(tiers: Sequence[Mapping[int, int]]) -> Mapping[int, int]:
    """Every variable that costs something on one of the tiers."""
    return {var: 1 for costs in tiers for var in costs}
