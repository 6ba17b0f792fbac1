"""Components over the tiers that are left, settled by one sum.

What a later tier prices ties parts of this tier together. A component over all of them
is independent for good: once it is settled on every tier it is closed, its variables
stand still, and no later tier has to hold what an earlier one reached in it.

Where the later tiers tie many parts together to something large, as episodes tie weeks,
the first of them are settled alone, in components that are still small; rows hold what
they reached.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from solver.engine.budget import Allowance, Budget
from solver.engine.cpsat import minimise_part
from solver.engine.draws import MOST_DRAWS, TieBreak
from solver.engine.face import Face
from solver.engine.joined import DECISIONS_PER_UNIT, Joined, minimise_joined
from solver.engine.parts import Part, independent_parts
from solver.engine.resting import Resting, find_resting
from solver.engine.unique import distances
from solver.linear import Row, Var

#: Parts of fewer variables are minimised tier by tier: they take no time [variables].
JOINED_FROM = 250
#: And parts that are asked about on a second tier already [variables].
AGAIN_FROM = 100
#: Larger components are not joined: to prove a sum of tiers takes longer [variables].
JOINED_UP_TO = 8_000
#: From so many variables on a component is too large if it is so many times as large as
#: the largest part in it that asks for it: then fewer tiers are joined.
LARGE_FROM = 5_000
MOST_TIMES = 3
#: The same, of any size, where a part is joined because it is asked about again.
MOST_TIMES_AGAIN = 1.5
#: Nor are parts with a smaller gap: a row holds few units well [units of the tier].
JOINED_GAP = 20
#: Of what is left of the budget one component may use so much.
MOST_OF_BUDGET = 0.85


@dataclass(slots=True)
class _Settled:
    """A component, its bounds before it was closed, and what is proven of it.

    ``proven_above`` is how many tiers are left below the last one proven.
    """

    part: Part
    tiers: tuple[Mapping[int, int], ...]
    resting: Resting
    bounds: tuple[tuple[int, int], ...]
    joined: Joined
    proven_above: int


class _Joining:
    """The first of the tiers, and the parts that ask for their sum."""

    def __init__(
        self,
        tiers: Sequence[Mapping[int, int]],
        count: int,
        waiting: Sequence[Part],
        *,
        again: bool = False,
    ) -> None:
        self.tiers = tiers
        self.joined = tuple(tiers[:count])
        self.again = again
        self._large_from = 0 if again else LARGE_FROM
        self._most_times = MOST_TIMES_AGAIN if again else MOST_TIMES
        self._asking = {part.variables[0]: part for part in waiting}

    @property
    def waiting(self) -> list[Part]:
        """Parts whose component was too large."""
        return list(self._asking.values())

    def takes(self, whole: Part) -> bool:
        """Whether parts ask for this component and it is not too large for them."""
        inside = [var for var in whole.variables if var in self._asking]
        if not inside or len(whole.variables) > JOINED_UP_TO:
            return False
        largest = max(len(self._asking[var].variables) for var in inside)
        if len(whole.variables) > max(self._large_from, self._most_times * largest):
            return False
        for var in inside:
            del self._asking[var]
        return True


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
        """Whether nothing better than the values taken is left for a part on a tier.

        A row that holds an earlier tier may have tied it to more than was settled.
        """
        settled = [self._of.get(var) for var in part.variables]
        return all(s is not None and tiers_left > s.proven_above for s in settled)

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
            Costs of this tier and of all that follow, two at least.
        values
            A full assignment that the face admits, taken over from.
        """
        changed = False
        waiting = list(hard)
        # One tier alone is no sum: whoever asked minimises it part by part.
        for count in range(len(tiers), 1, -1):
            if not waiting or self._budget.exhausted():
                break
            joined = _Joining(tiers, count, waiting)
            changed |= self._settle_tiers(joined, values)
            waiting = joined.waiting
        return changed

    def settle_again(
        self,
        again: Sequence[Part],
        tiers: Sequence[Mapping[int, int]],
        values: list[int],
    ) -> bool:
        """The same for parts that were asked about on an earlier tier already.

        However little they leave open, they would be asked about tier by tier. Only all
        tiers at once, and where these tie a part to little else.
        """
        return self._settle_tiers(
            _Joining(tiers, len(tiers), again, again=True), values
        )

    def _settle_tiers(self, joining: "_Joining", values: list[int]) -> bool:
        """Settle components over the first tiers; whether values changed."""
        face, budget = self._face, self._budget
        resting = find_resting(face, _priced(joining.joined), budget.exhausted)
        idle = frozenset(rest.var for rest in resting.rests)
        changed = False
        wholes = independent_parts(face, resting.rows, idle)
        # Small ones first: what they leave of the time goes to the largest.
        for whole in sorted(wholes, key=lambda part: len(part.variables)):
            if budget.exhausted():
                break
            if joining.takes(whole):
                changed |= self._settle(whole, joining, values, resting)
        return changed

    def _settle(
        self, part: Part, joining: "_Joining", values: list[int], resting: Resting
    ) -> bool:
        face, tiers = self._face, joining.joined
        bounds = tuple((face.lowers[var], face.uppers[var]) for var in part.variables)
        budget, allowance = self._limits()
        limits = budget, replace(allowance, light=joining.again)
        joined = minimise_joined(face, part, tiers, values, limits)
        left = len(joining.tiers) - joined.proven
        settled = _Settled(part, tiers, resting, bounds, joined, left)
        self._settled.append(settled)
        self._of.update(dict.fromkeys(part.variables, settled))
        changed = self._take(settled, values)
        if not left:
            for var in part.variables:
                face.raise_lower(var, values[var])
                face.cut_upper(var, values[var])
        return changed

    def _limits(self) -> tuple[Budget, Allowance]:
        budget = self._budget
        return budget, budget.allowance(1).within(MOST_OF_BUDGET * budget.seconds)

    def _take(self, settled: _Settled, values: list[int]) -> bool:
        """Take over what was found; whether anything changed."""
        found = settled.joined.values
        if all(values[var] == value for var, value in found.items()):
            return False
        for var, value in found.items():
            values[var] = value
        settled.resting.settle(self._face, values)
        self._budget.show(values)
        return True

    def choose(self, tie_break: TieBreak, values: list[int]) -> bool:
        """Draw ranks until one answer is left of each closed one; whether it is."""
        decisions = frozenset(tie_break.decisions)
        closed = [s for s in self._settled if not s.proven_above]
        return all(self._choose(s, tie_break, decisions, values) for s in closed)

    def _choose(
        self,
        settled: _Settled,
        tie_break: TieBreak,
        decisions: frozenset[int],
        values: list[int],
    ) -> bool:
        """The same for one; it is open meanwhile."""
        face, part = self._face, settled.part
        for var, (lower, upper) in zip(part.variables, settled.bounds, strict=True):
            face.bound(var, lower, upper)
        try:
            for draw in range(1, MOST_DRAWS + 1):
                if self._alone(settled, decisions, values):
                    return True
                if self._budget.exhausted() or not self._draw(
                    settled, tie_break.ranks(draw), values
                ):
                    return False
            return False
        finally:
            for var in part.variables:
                face.bound(var, values[var], values[var])

    def _draw(
        self, settled: _Settled, ranks: Mapping[int, int], values: list[int]
    ) -> bool:
        """Minimise ranks below all tiers; whether that is proven."""
        known = len(settled.tiers)
        settled.tiers = (*settled.tiers, ranks)
        settled.joined = minimise_joined(
            self._face, settled.part, settled.tiers, values, self._limits(), known
        )
        self._take(settled, values)
        if settled.joined.costs is None:
            self._draw_by_rows(settled, ranks, values)
        return settled.joined.proven == len(settled.tiers)

    def _draw_by_rows(
        self, settled: _Settled, ranks: Mapping[int, int], values: list[int]
    ) -> None:
        """The same where no sum has room to tell decisions apart: rows hold tiers."""
        face, part, budget = self._face, settled.part, self._budget
        rows = list(part.rows)
        for costs in settled.tiers[:-1]:
            inside = tuple((Var(v), costs[v]) for v in part.variables if costs.get(v))
            value = sum(cost * values[var] for var, cost in inside)
            rows.append(len(face.terms))
            face.add(Row(inside, None, value, "Stufe bleibt erreicht"))
        settled.part = Part(part.variables, tuple(rows))
        if budget.exhausted():
            return
        allowance = budget.allowance(1)
        found = minimise_part(face, settled.part, ranks, values, budget, allowance)
        if found is None:
            return
        own = {var: ranks[var] for var in part.variables if ranks.get(var)}
        value = sum(rank * found.values[var] for var, rank in own.items())
        unproven = value > found.bound
        settled.joined = Joined(found.values, len(settled.tiers) - unproven, own)
        self._take(settled, values)

    def _alone(
        self, settled: _Settled, decisions: frozenset[int], values: Sequence[int]
    ) -> bool:
        """Whether every other assignment costs more than the decisions it changes.

        Each decision that differs is a gain, a unit of the sum outweighs many: if
        nothing gains, nothing that costs the same differs. A number between its bounds
        may go either way, so each such number is looked at by itself.
        """
        if settled.joined.costs is None:
            return False
        costs = {v: DECISIONS_PER_UNIT * c for v, c in settled.joined.costs.items()}
        return all(
            self._cheapest(settled.part, costs, gains, values)
            for gains in distances(self._face, self._open(settled, decisions), values)
        )

    def _open(self, settled: _Settled, decisions: frozenset[int]) -> list[int]:
        variables = settled.part.variables
        return [var for var in variables if var in decisions and self._face.free(var)]

    def _cheapest(
        self,
        part: Part,
        costs: Mapping[int, int],
        gains: Mapping[int, int],
        values: Sequence[int],
    ) -> bool:
        """Whether nothing costs less once decisions that differ are gains."""
        budget = self._budget
        if budget.exhausted():
            return False
        asked = {v: costs.get(v, 0) + gains.get(v, 0) for v in {**costs, **gains}}
        here = sum(cost * values[var] for var, cost in asked.items())
        allowance = budget.allowance(1)
        found = minimise_part(self._face, part, asked, values, budget, allowance)
        return found is not None and found.bound >= here


def _priced(tiers: Sequence[Mapping[int, int]]) -> Mapping[int, int]:
    """Every variable that costs something on one of the tiers."""
    return {var: 1 for costs in tiers for var in costs}
