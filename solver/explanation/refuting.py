"""A quick no: the relaxation proves that too many minutes stay open in any plan."""

from typing import Final

from solver.engine.budget import Budget
from solver.engine.certificate import certify, lower_bound
from solver.engine.parts import whole
from solver.explanation.forcing import Demanding
from solver.linear import Expression
from solver.result import SolveLimits

#: More than any plan costs.
IMPOSSIBLE: Final = 1 << 62


def least(asked: Demanding, cost: Expression, limits: SolveLimits) -> int | None:
    """What every plan that meets all demands costs at least, as proven.

    A proof in whole numbers out of the relaxation's multipliers. ``None``
    says nothing, for there was no time; ``IMPOSSIBLE`` that no plan meets them.
    """
    costs: dict[int, int] = {}
    for var, factor in cost.terms:
        costs[var] = costs.get(var, 0) + factor
    with Budget(limits, None) as budget:
        if budget.exhausted():
            return None
        if not asked.met.narrow():
            return IMPOSSIBLE
        face = asked.met.face
        rows = tuple(face.live)
        relaxed = asked.met.relaxation.minimise(costs, rows, budget)
    if relaxed is None:
        return None
    everything = whole(face, rows, frozenset())
    proof = certify(face, (everything,), costs, relaxed.duals)
    fixed = sum(
        factor * face.lowers[var]
        for var, factor in costs.items()
        if face.lowers[var] == face.uppers[var]
    )
    bound = lower_bound(face, everything, costs, proof)
    return cost.constant + fixed + bound
