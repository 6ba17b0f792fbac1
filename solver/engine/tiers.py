"""Tiers solved one after another, each with its value and a proven lower bound.

For each tier the relaxation is solved over everything at once. What it answers in
whole numbers, and what the exact certificate confirms, is proven; only parts where it
stays fractional go to CP-SAT. Then all that cannot be optimal is cut off and the next
tier looks at what remains.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from solver.engine.blocks import Blocks
from solver.engine.blocktier import BlockTier
from solver.engine.budget import Budget
from solver.engine.certificate import certify, lower_bound, share, tighten
from solver.engine.crowd import crowd_multipliers
from solver.engine.draws import MOST_DRAWS, TieBreak
from solver.engine.face import Face
from solver.engine.greedy import filled
from solver.engine.ground import Ground
from solver.engine.obvious import obvious_multipliers
from solver.engine.parts import Part, independent_parts, whole
from solver.engine.partwise import Partwise, rounded
from solver.engine.relaxation import RelaxedOptimum
from solver.engine.resting import find_resting
from solver.engine.unique import another
from solver.linear import Expression, LinearModel
from solver.tier import TierResult

#: A relaxed value this close to a whole number is tried as that number; whether it
#: holds is then checked in integers.
WHOLE = 1e-5

#: From so many decisions on a plan of everything follows the relaxation before its
#: parts are gone through: a good one early, where parts take seconds [decisions].
FOLLOWED_FROM = 2_000

#: From so many variables on crowds are counted: the relaxation of fewer takes no longer
#: and says more [variables].
CROWD_FROM = 5_000


@dataclass(frozen=True, slots=True)
class Objective:
    """One tier: what is minimised, and in which unit its value counts.

    Where it costs more than ``most`` it is of no interest by how much: a bound above
    does, and the value may be anything. With ``enough`` whatever costs no more will do,
    and is not proven to be best.
    """

    id: str
    unit: str
    expression: Expression
    most: int | None = None
    enough: bool = False


@dataclass(frozen=True, slots=True)
class Reached:
    """The best full assignment found, and value and bound of every tier.

    ``unique`` says it is proven that no other decisions are as good.
    """

    values: tuple[int, ...]
    tiers: tuple[TierResult, ...]
    unique: bool = False


TierCallback = Callable[[tuple[TierResult, ...]], None]


def minimise_tiers(
    model: LinearModel | Ground,
    objectives: Sequence[Objective],
    incumbent: Sequence[int],
    budget: Budget,
    on_tier: TierCallback,
    tie_break: TieBreak | None = None,
) -> Reached:
    """Lexicographic minimum as far as the budget allows, at worst ``incumbent``.

    Parameters
    ----------
    model
        Or its ground, which is tightened to what is optimal.
    incumbent
        A full assignment that the model admits.
    on_tier
        Called after each tier with the tiers reached so far.
    tie_break
        Chooses between answers that are equally good on every tier, until only one is
        left; without it, and where a tier is not proven, any of them is given back.
    """
    ground = model if isinstance(model, Ground) else Ground(model)
    search = _Search(ground, incumbent, budget, tie_break)
    results: list[TierResult] = []
    conditional = False
    tiers = [_costs(objective.expression) for objective in objectives]
    for index, objective in enumerate(objectives):
        value, bound = search.tier(objective, tiers[index:])
        results.append(
            TierResult(objective.id, objective.unit, value, bound, conditional)
        )
        conditional = conditional or value != bound
        on_tier(tuple(results))
    unique = tie_break is not None and not conditional and search.choose(tie_break)
    return Reached(tuple(search.values), tuple(results), unique)


class _Search:
    """State of a run over the tiers: the ground, the incumbent."""

    def __init__(
        self,
        ground: Ground,
        incumbent: Sequence[int],
        budget: Budget,
        tie_break: TieBreak | None,
    ) -> None:
        self._tie_break = tie_break
        self.values = list(incumbent)
        self._ground = ground
        self._model = ground.model
        self._budget = budget
        self._improved = False
        self._followed = False

    @property
    def _face(self) -> Face:
        return self._ground.face

    @cached_property
    def _parts(self) -> Partwise:
        return Partwise(self._ground, self.values, self._budget)

    @cached_property
    def _blocks(self) -> Blocks:
        return Blocks(self._ground, self._budget, self._tie_break)

    def tier(
        self, objective: Objective, tiers: Sequence[Mapping[int, int]]
    ) -> tuple[int, int]:
        """Minimise one tier and leave its optimal face: value and bound.

        Parameters
        ----------
        tiers
            Costs of this tier and of all that follow.
        """
        costs, following = tiers[0], tiers[1:]
        if objective.most is not None:
            self._parts.most = objective.most - objective.expression.constant
            self._parts.enough = objective.enough
        enough = self._parts.is_enough(costs)
        slack = self._room(costs) if enough else self._minimise(costs, following)
        if objective.most is not None:
            self._parts.most, self._parts.enough = None, False
        value = objective.expression.constant + _worth(costs, self.values)
        return value, value - slack

    def choose(self, tie_break: TieBreak) -> bool:
        """Draw ranks until only one answer is left; whether that is proven."""
        if self._model.blocks and self._blocks.columns.settled:
            return self._blocks.columns.unique
        for draw in range(1, MOST_DRAWS + 1):
            other = another(
                self._face,
                tie_break.decisions,
                self.values,
                self._ground.relaxation,
                self._budget,
            )
            if not other:
                return other is False and self._parts.components.choose(
                    tie_break, self.values
                )
            ranks = {v: rank for v, rank in tie_break.ranks(draw).items() if rank}
            if self._minimise(ranks, drawn=True):
                return False
        return False

    def _minimise(
        self,
        costs: Mapping[int, int],
        later: Sequence[Mapping[int, int]] = (),
        *,
        drawn: bool = False,
    ) -> int:
        """Leave the best values found; gives back how far the bound lies below."""
        budget = self._budget
        if self._model.blocks and self._blocks.keep(costs, self.values, len(later)):
            return 0
        if budget.exhausted() or (
            not self._ground.opened and budget.too_late_to_begin()
        ):
            return self._room(costs)
        face = self._face
        self._improved = self._parts.improved = False
        self._ground.narrow()
        if self._room(costs) == 0:
            return self._stand_still(costs)
        resting = find_resting(face, costs, budget.exhausted)
        idle = frozenset(rest.var for rest in resting.rests)
        everything = whole(face, resting.rows, idle)
        cheap, left = self._cheaply(everything, costs)
        if left == 0 or budget.exhausted():
            return left
        relaxed = self._ground.relaxation.minimise(costs, resting.rows, budget)
        if relaxed is None and budget.exhausted():
            return left
        slack = 0
        if relaxed is None or not self._settled_at_once(everything, costs, relaxed):
            duals = cheap if relaxed is None else relaxed.duals
            tiers = (costs, *later)
            slack = self._go_on(
                BlockTier(tiers, resting.rows, idle, relaxed, duals, self.values, drawn)
            )
        if self._improved or self._parts.improved:
            # Only then: a tier that changes nothing must not touch what the incumbent
            # is worth on the tiers below.
            resting.settle(face, self.values)
        return slack

    def _go_on(self, tier: BlockTier) -> int:
        """Minimise what the relaxation leaves open; how far the bound lies below."""
        if tier.relaxed is not None:
            self._follow(tier.tiers[0], tier.relaxed)
        if not self._model.blocks:
            parts = independent_parts(self._face, tier.rows, tier.idle)
            return self._parts.minimise(parts, tier.tiers, tier.duals, tier.relaxed)
        before = list(self.values)
        slack = self._blocks.minimise(tier)
        self._improved = self._improved or before != self.values
        return slack

    def _follow(self, costs: Mapping[int, int], relaxed: RelaxedOptimum) -> None:
        """Begin a large model anew with what the relaxation takes most of."""
        decisions = () if self._tie_break is None else self._tie_break.decisions
        if self._followed or len(decisions) < FOLLOWED_FROM:
            return
        self._followed = True
        order = sorted(decisions, key=lambda var: -round(relaxed.values[var], 3))
        values = filled(self._model, order, self._budget.exhausted)
        if values is None or _worth(costs, values) >= _worth(costs, self.values):
            return
        if self._face.admits(values):
            self.values[:] = values
            self._improved = True
            self._budget.show(values)

    def _room(self, costs: Mapping[int, int]) -> int:
        """How far below the incumbent the bounds alone could allow a tier to go."""
        bounds = self._face if self._ground.opened else self._model
        lowers, uppers = bounds.lowers, bounds.uppers
        return sum(
            cost * (self.values[var] - (lowers if cost > 0 else uppers)[var])
            for var, cost in costs.items()
        )

    def _stand_still(self, costs: Mapping[int, int]) -> int:
        """Fix what costs at the values taken, the cheapest that bounds allow."""
        for var in costs:
            self._face.cut_upper(var, self.values[var])
            self._face.raise_lower(var, self.values[var])
        return 0

    def _cheaply(
        self, everything: Part, costs: Mapping[int, int]
    ) -> tuple[dict[int, float], int]:
        """Multipliers that cost next to nothing, and how far below they leave it."""
        if self._budget.exhausted():
            return {}, self._room(costs)
        duals = self._cheap_multipliers(everything, costs)
        return duals, self._left_by(everything, costs, duals)

    def _cheap_multipliers(
        self, everything: Part, costs: Mapping[int, int]
    ) -> dict[int, float]:
        """Multipliers read off the rows, as where every need is met."""
        face, rows = self._face, everything.rows
        duals = obvious_multipliers(face, rows, costs)
        if duals or len(everything.variables) < CROWD_FROM:
            return duals
        return crowd_multipliers(face, rows, costs)

    def _left_by(
        self, everything: Part, costs: Mapping[int, int], duals: Mapping[int, float]
    ) -> int:
        """How far multipliers leave the bound below the incumbent; 0 is a proof."""
        proof = certify(self._face, (everything,), costs, duals)
        value = share(everything, costs, self.values)
        slack = value - lower_bound(self._face, everything, costs, proof)
        if slack == 0 and not self._budget.exhausted():
            # Without time no later tier looks at what is left of the face.
            tighten(self._face, everything, costs, proof, value=value)
        return slack

    def _settled_at_once(
        self, everything: Part, costs: Mapping[int, int], relaxed: RelaxedOptimum
    ) -> bool:
        """Whether the relaxation alone answers the tier, in whole numbers."""
        candidate = rounded(everything, relaxed)
        if any(
            abs(relaxed.values[var] - value) > WHOLE for var, value in candidate.items()
        ):
            return False
        proof = certify(self._face, (everything,), costs, relaxed.duals)
        bound = lower_bound(self._face, everything, costs, proof)
        self._parts.take_if_better(everything, costs, candidate)
        value = share(everything, costs, self.values)
        if value != bound:
            return False
        tighten(self._face, everything, costs, proof, value=value)
        return True


def _costs(expression: Expression) -> dict[int, int]:
    costs: dict[int, int] = defaultdict(int)
    for var, cost in expression.terms:
        costs[var] += cost
    return {var: cost for var, cost in costs.items() if cost}


def _worth(costs: Mapping[int, int], values: Sequence[int]) -> int:
    return sum(cost * values[var] for var, cost in costs.items())
