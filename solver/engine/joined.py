"""Several tiers of a part at once: one weighted sum whose optimum proves each of them.

A tier that the relaxation leaves a gap in would have to be held by a row over the whole
part while the next one is minimised; such a row is what engines are worst at. A sum in
which a unit of a tier weighs more than all that lower tiers can gain says the same
without any row, and what was learnt about one tier helps with the next.

Where the weights of all tiers grow too large for exact numbers, a few are proven first.
Then they weigh what their known values ask for, or even less: an optimum that keeps
the proven values is the best among all that do, however little they weigh.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil, gcd

from solver.engine.budget import Allowance, Budget
from solver.engine.face import Face
from solver.engine.parts import Part
from solver.engine.restarts import minimise_anew

#: No sum of weights grows larger: engines tell their bounds in floating point.
LARGEST_SUM = 1 << 52
#: A proven tier weighs as if lower ones could gain all they can, each, or this power of
#: it if the sum grows too large.
GAINS = (1.0, 0.8, 0.6, 0.5, 0.4, 0.3)
#: A unit of the sum outweighs so many decisions when others as good are looked for.
DECISIONS_PER_UNIT = 16


@dataclass(frozen=True, slots=True)
class Joined:
    """What was reached: values of the part's variables, and what is proven of them.

    ``costs`` weigh all tiers, if all are proven: no assignment that is as good on each
    of them costs more or less. They leave room for ``DECISIONS_PER_UNIT``.
    """

    values: Mapping[int, int]
    proven: int
    costs: Mapping[int, int] | None


def minimise_joined(
    face: Face,
    part: Part,
    tiers: Sequence[Mapping[int, int]],
    incumbent: Sequence[int],
    limits: tuple[Budget, Allowance],
    proven: int = 0,
) -> Joined:
    """Lexicographic minimum of a part, as far as the budget allows.

    Parameters
    ----------
    tiers
        Costs of each tier. The part must hang together by no row with anything that
        one of them prices.
    incumbent
        A full assignment that the face admits.
    proven
        So many of the first tiers are known to be at their least in it.
    """
    budget, allowance = limits
    search = _Stages(face, part, tiers, incumbent)
    search.proven = proven
    while search.proven < len(tiers) and not budget.exhausted():
        stage = search.next_stage()
        if stage is None:
            break
        rest = replace(allowance, deterministic=budget.deterministic)
        found = minimise_anew(face, part, stage.costs, search.values, budget, rest)
        if found is None or not search.take(stage, found.values, found.bound):
            break
    values = {var: search.values[var] for var in part.variables}
    whole = search.proven == len(tiers)
    return Joined(values, search.proven, search.summed() if whole else None)


@dataclass(frozen=True, slots=True)
class _Stage:
    """A weighted sum of the first tiers, up to ``end``."""

    end: int
    weights: tuple[int, ...]
    costs: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class _Tier:
    """A tier's costs within the part, divided by what divides them all."""

    unit: int
    costs: Mapping[int, int]
    least: int
    most: int

    def of(self, values: Sequence[int]) -> int:
        """What an assignment costs [units]."""
        return sum(cost * values[var] for var, cost in self.costs.items())


class _Stages:
    """The tiers of a part with the best assignment known and what is proven."""

    def __init__(
        self,
        face: Face,
        part: Part,
        tiers: Sequence[Mapping[int, int]],
        incumbent: Sequence[int],
    ) -> None:
        self.values = list(incumbent)
        self.proven = 0
        self._careful = False
        self._widths = {v: face.uppers[v] - face.lowers[v] for v in part.variables}
        self._tiers = [_scaled(face, part, costs) for costs in tiers]
        self._reached = [tier.of(self.values) for tier in self._tiers]

    def next_stage(self) -> _Stage | None:
        """The sum that proves most tiers more, or ``None`` if none is small enough.

        Once a sum weighed proven tiers too little, one tier is added at a time and the
        proven ones weigh as much as possible.
        """
        ends = range(len(self._tiers), self.proven, -1)
        if self._careful:
            ends = range(self.proven + 1, self.proven, -1)
        for end in ends:
            for gain in GAINS if self.proven else GAINS[:1]:
                stage = self._stage(end, gain)
                if stage is not None:
                    return stage
        return None

    def summed(self) -> Mapping[int, int] | None:
        """All tiers weighed with room for what tells decisions apart."""
        for gain in GAINS:
            stage = self._stage(
                len(self._tiers), gain, LARGEST_SUM // DECISIONS_PER_UNIT
            )
            if stage is not None:
                return stage.costs
        return None

    def _stage(
        self, end: int, gain: float, largest: int = LARGEST_SUM
    ) -> _Stage | None:
        """The sum of the tiers up to ``end``, ``None`` if it is too large."""
        weights = [0] * end
        full = known = 0
        for number in reversed(range(end)):
            tier, reached = self._tiers[number], self._reached[number]
            proven = number < self.proven
            weights[number] = 1 + (known if proven else full)
            # Among tiers not yet proven nothing may be left to chance.
            full += weights[number] * (tier.most - tier.least)
            known += weights[number] * ceil((reached - tier.least) ** gain)
        costs: dict[int, int] = {}
        for weight, tier in zip(weights, self._tiers, strict=False):
            for var, cost in tier.costs.items():
                costs[var] = costs.get(var, 0) + weight * cost
        if sum(abs(c) * self._widths[v] for v, c in costs.items()) > largest:
            return None
        return _Stage(end, tuple(weights), costs)

    def take(self, stage: _Stage, found: Mapping[int, int], bound: int) -> bool:
        """Take over what a stage found; whether it is worth going on."""
        candidate = list(self.values)
        for var, value in found.items():
            candidate[var] = value
        reached = [tier.of(candidate) for tier in self._tiers]
        kept = reached[: self.proven] == self._reached[: self.proven]
        if reached <= self._reached:
            self.values, self._reached = candidate, reached
        if not kept:
            again = not self._careful and stage.end > self.proven + 1
            self._careful = True
            return again
        total = sum(
            weight * value
            for weight, value in zip(stage.weights, reached, strict=False)
        )
        if total <= bound:
            self.proven = stage.end
            return True
        if self.proven == 0:
            self._prove_first(stage, bound)
        return False

    def _prove_first(self, stage: _Stage, bound: int) -> None:
        """Tiers that a bound of the sum proves although the sum is not."""
        for number in range(stage.end):
            lower = range(number + 1, stage.end)
            most = sum(stage.weights[n] * self._tiers[n].most for n in lower)
            weight = stage.weights[number]
            if -((most - bound) // weight) < self._reached[number]:
                return
            self.proven = number + 1
            bound -= weight * self._reached[number]


def _scaled(face: Face, part: Part, costs: Mapping[int, int]) -> _Tier:
    inside = {var: costs[var] for var in part.variables if costs.get(var)}
    unit = gcd(*inside.values()) or 1
    least = most = 0
    for var, cost in inside.items():
        ends = cost // unit * face.lowers[var], cost // unit * face.uppers[var]
        least += min(ends)
        most += max(ends)
    return _Tier(unit, {v: c // unit for v, c in inside.items()}, least, most)
