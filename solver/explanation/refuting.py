"""A quick no: the relaxation proves that too many minutes stay open in any plan."""

from solver.engine.budget import Budget
from solver.engine.certificate import certify, lower_bound
from solver.engine.parts import whole
from solver.explanation.forcing import Demanding
from solver.linear import Expression
from solver.result import SolveLimits


def beyond(asked: Demanding, cost: Expression, most: int, limits: SolveLimits) -> bool:
    """Whether every plan that meets all demands costs more than ``most``, as proven.

    A proof in whole numbers out of the relaxation's multipliers. ``False`` says
    nothing: the relaxation may be too weak, or there was no time.
    """
    costs: dict[int, int] = {}
    for var, factor in cost.terms:
        costs[var] = costs.get(var, 0) + factor
    with Budget(limits, None) as budget:
        if budget.exhausted():
            return False
        if not asked.met.narrow():
            return True
        face = asked.met.face
        rows = tuple(face.live)
        relaxed = asked.met.relaxation.minimise(costs, rows, budget)
    if relaxed is None:
        return False
    everything = whole(face, rows, frozenset())
    proof = certify(face, (everything,), costs, relaxed.duals)
    fixed = sum(
        factor * face.lowers[var]
        for var, factor in costs.items()
        if face.lowers[var] == face.uppers[var]
    )
    bound = lower_bound(face, everything, costs, proof)
    return cost.constant + fixed + bound > most
