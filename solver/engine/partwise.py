"""A tier part by part: what the relaxation leaves open of each goes to CP-SAT.

Large parts of which much is left open are settled on all tiers at once. So are parts of
questions that are left open again on a later tier: of a question any best answer does.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from math import gcd

from solver.engine.budget import Allowance, Budget
from solver.engine.certificate import (
    Certificate,
    certify,
    lower_bound,
    share,
    tighten,
)
from solver.engine.components import AGAIN_FROM, JOINED_FROM, JOINED_GAP, Components
from solver.engine.cpsat import minimise_part
from solver.engine.face import Face
from solver.engine.ground import Ground
from solver.engine.parts import Part
from solver.engine.relaxation import RelaxedOptimum
from solver.engine.restarts import SMALL_UP_TO

#: From so many variables on the engine is not asked for what costs too much. Smaller
#: parts are met again, where something else is too much [variables].
MOST_FROM = 400


class Partwise:
    """Tiers of one face; ``improved`` is set when better values were taken.

    With ``most`` all parts together are of interest up to that cost only, and with
    ``enough`` nothing better is looked for.
    """

    def __init__(self, ground: Ground, values: list[int], budget: Budget) -> None:
        self.values = values
        self.improved = False
        self.most: int | None = None
        self.enough = False
        self._spare: int | None = None
        self._ground = ground
        self._budget = budget
        self._asked: set[int] = set()

    @property
    def _face(self) -> Face:
        return self._ground.face

    @cached_property
    def components(self) -> Components:
        """Components that were settled on several tiers."""
        return Components(self._face, self._budget)

    def minimise(
        self,
        parts: Sequence[Part],
        tiers: Sequence[Mapping[int, int]],
        duals: Mapping[int, float],
        relaxed: RelaxedOptimum | None,
    ) -> int:
        """Minimise the first of the tiers part by part; how far the bound lies below.

        Large parts that the relaxation leaves open are settled on all tiers at once.
        """
        costs = tiers[0]
        proof = certify(self._face, parts, costs, duals)
        if relaxed is not None and len(tiers) > 1:
            hard = [p for p in parts if self._is_hard(p, costs, proof, relaxed)]
            if hard and not self._budget.exhausted():
                settled = self.components.settle(hard, tiers, self.values)
                self.improved = self.improved or settled
            self._settle_again(parts, tiers, proof)
        allowance = self._budget.allowance(len(tiers))
        self._spare = self._most_above(parts, costs, proof)
        slack = 0
        # Small parts first: what they leave of the time goes to the largest.
        ordered = sorted(parts, key=lambda part: len(part.variables))
        for part in ordered:
            if not self.components.proves(part, len(tiers)):
                if self.enough and part is ordered[-1] and not slack:
                    # Whatever is left to the last one may be used up by it.
                    allowance = replace(allowance, first=True)
                slack += self._part(part, costs, proof, relaxed, allowance)
            elif self._face.free(part.variables[0]):
                value = share(part, costs, self.values)
                tighten(self._face, part, costs, proof, value=value)
        return slack

    def _most_above(
        self, parts: Sequence[Part], costs: Mapping[int, int], proof: Certificate
    ) -> int | None:
        """How much more than their bounds all parts together may cost."""
        if self.most is None:
            return None
        elsewhere = sum(cost * self.values[var] for var, cost in costs.items())
        elsewhere -= sum(share(part, costs, self.values) for part in parts)
        bounds = sum(lower_bound(self._face, part, costs, proof) for part in parts)
        return self.most - elsewhere - bounds

    def _settle_again(
        self,
        parts: Sequence[Part],
        tiers: Sequence[Mapping[int, int]],
        proof: Certificate,
    ) -> None:
        """Settle parts on all tiers that CP-SAT was asked about on one before.

        Only for questions: one answer does, none has to be drawn of all as good.
        """
        if self._ground.known is None or not self._asked or self._budget.exhausted():
            return
        again = [
            part
            for part in parts
            if len(part.variables) >= AGAIN_FROM
            and not self.components.knows(part)
            and not self._asked.isdisjoint(part.variables)
            and share(part, tiers[0], self.values)
            > lower_bound(self._face, part, tiers[0], proof)
        ]
        if again and self.components.settle_again(again, tiers, self.values):
            self.improved = True

    def _is_hard(
        self,
        part: Part,
        costs: Mapping[int, int],
        proof: Certificate,
        relaxed: RelaxedOptimum,
    ) -> bool:
        """Whether the relaxation leaves much of a large part open, rounded or not."""
        least = JOINED_FROM if self._ground.known is None else SMALL_UP_TO
        if len(part.variables) < least or self.components.knows(part):
            return False
        bound = lower_bound(self._face, part, costs, proof)
        if share(part, costs, self.values) > bound:
            self.take_if_better(part, costs, rounded(part, relaxed))
        unit = gcd(*(costs.get(var, 0) for var in part.variables)) or 1
        return (share(part, costs, self.values) - bound) // unit >= JOINED_GAP

    def _part(
        self,
        part: Part,
        costs: Mapping[int, int],
        proof: Certificate,
        relaxed: RelaxedOptimum | None,
        allowance: Allowance,
    ) -> int:
        """Minimise one part; gives back how far its bound lies below its value."""
        least = bound = lower_bound(self._face, part, costs, proof)
        if relaxed is not None and share(part, costs, self.values) > bound:
            self.take_if_better(part, costs, rounded(part, relaxed))
        if share(part, costs, self.values) > bound and not self._of_no_use(costs):
            self._asked.update(part.variables)
            known = self._ground.known
            solve = minimise_part if known is None else known.minimise
            if self._spare is not None and len(part.variables) >= MOST_FROM:
                allowance = allowance.asking(bound + self._spare)
            found = solve(self._face, part, costs, self.values, self._budget, allowance)
            if found is not None:
                bound = max(bound, found.bound)
                self.take_if_better(part, costs, found.values)
        if self._spare is not None:
            self._spare -= bound - least
        value = share(part, costs, self.values)
        tighten(self._face, part, costs, proof, value=value)
        return value - bound

    def is_enough(self, costs: Mapping[int, int]) -> bool:
        """Whether the values cost no more than asked for, and nobody asks for less."""
        if self.most is None or not self.enough:
            return False
        return sum(cost * self.values[var] for var, cost in costs.items()) <= self.most

    def _of_no_use(self, costs: Mapping[int, int]) -> bool:
        """Whether there is no time left, it is enough, or all costs too much anyway."""
        too_much = self._spare is not None and self._spare < 0
        return too_much or self.is_enough(costs) or self._budget.exhausted()

    def take_if_better(
        self, part: Part, costs: Mapping[int, int], candidate: Mapping[int, int]
    ) -> None:
        """Take a part's values if they hold and cost less than the incumbent's."""
        values, face = self.values, self._face
        cost = sum(costs.get(var, 0) * value for var, value in candidate.items())
        if cost >= share(part, costs, values):
            return
        old = [values[var] for var in part.variables]
        for var in part.variables:
            values[var] = candidate[var]
        if face.in_bounds(part.variables, values) and face.rows_hold(part.rows, values):
            self.improved = True
            self._budget.show(values)
            return
        for var, value in zip(part.variables, old, strict=True):
            values[var] = value


def rounded(part: Part, relaxed: RelaxedOptimum) -> dict[int, int]:
    """What the relaxation says of a part, in whole numbers."""
    return {var: round(relaxed.values[var]) for var in part.variables}
