"""What a plan costs with a visit in it: the best plan with that forced."""

from dataclasses import dataclass
from typing import Final

from solver.consultations.explanation.answers import (
    VISIT_GAINED,
    VISIT_LOST,
    VISIT_MOVED,
)
from solver.consultations.explanation.basis import Basis
from solver.consultations.formulation import formulate, visit_order
from solver.consultations.problem import RequestId, Visit
from solver.explanation.cost import PlanCost
from solver.explanation.forcing import (
    ANSWER_LIMITS,
    as_planned,
    demanding,
    one_of,
    solved,
    tier_costs,
)
from solver.explanation.moves import Move, MoveKinds, move_statements, moves_between
from solver.explanation.priced import cost_statements
from solver.explanation.statements import Statement
from solver.result import SolveLimits

_KINDS: Final = MoveKinds(
    VISIT_LOST.id,
    VISIT_GAINED.id,
    VISIT_MOVED.id,
    {"day": "other_day", "host": "holder"},
)


@dataclass(frozen=True, slots=True)
class Cost(PlanCost[Visit, Move[RequestId, Visit]]):
    """The best visits with one forced, against the plan."""


def force(
    basis: Basis, visit: Visit, limits: SolveLimits = ANSWER_LIMITS
) -> Cost | None:
    """The best plan with the visit; ``None`` if a rule refuses it whatever else is."""
    formulation = formulate(basis.index, basis.rules, basis.options)
    variables = formulation.variables
    wanted = [c.taken for c in variables.choices if c.visit == visit]
    if not wanted:
        return None
    own = set(basis.visits)
    mine = [c.taken for c in variables.choices if c.visit in own]
    reached = solved(
        demanding(variables.model, [one_of(wanted)]),
        (*formulation.objectives, as_planned(mine, "visits")),
        (*wanted, *mine, *visit_order(basis.index, variables)),
        limits,
    )
    visits = tuple(c.visit for c in variables.choices if reached.values[c.taken])
    unmet, *tiers, _ = reached.tiers
    return Cost(
        assignments=visits,
        tiers=tier_costs(
            basis.measured, basis.measure(visits), tiers, sure=unmet.proven
        ),
        moves=moves_between(
            basis.planned,
            {other.request: other for other in visits},
            {visit.request},
        ),
        unmet=unmet.value,
        decided=unmet.proven,
    )


def told(basis: Basis, visit: Visit, cost: Cost) -> tuple[Statement, ...]:
    """A cost in words: tiers that change, then whose visits move."""
    said = tuple(cost_statements(cost, basis.index.whose(visit)))
    if cost.unmet:
        return said
    return (*said, *move_statements(cost.moves, _KINDS, basis.index.whose))
