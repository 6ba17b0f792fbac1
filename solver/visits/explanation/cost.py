"""What a visit costs if its visitor plans her own visits anew around it.

The visits of all others stay: whom the whole town would have to ask for a new plan is
not what somebody wants to know who asks for one visit.
"""

from dataclasses import dataclass, replace

from solver.engine.budget import Budget
from solver.engine.greedy import first_assignment
from solver.engine.tiers import minimise_tiers
from solver.explanation.alone import obstacle
from solver.explanation.cost import PlanCost
from solver.explanation.forcing import ANSWER_LIMITS, tier_costs
from solver.explanation.priced import cost_statements
from solver.explanation.statements import Statement
from solver.result import SolveLimits
from solver.visits.explanation.basis import Basis
from solver.visits.formulation import formulate, visit_order
from solver.visits.index import VisitIndex
from solver.visits.problem import RefusedDay, Visit, VisitProblem
from solver.visits.rounds import generate


@dataclass(frozen=True, slots=True)
class Cost(PlanCost[Visit, Visit]):
    """The visitor's best visits with one forced; ``moves`` are those that differ."""


def force(
    basis: Basis, visit: Visit, limits: SolveLimits = ANSWER_LIMITS
) -> Cost | Statement:
    """The best visits of one visitor with the visit; a refusal where a rule speaks.

    The refusal is of a rule that the visit breaks by itself or beside what stands and
    the visits of all others.
    """
    index, person = basis.index, basis.index.bond(visit).visitor
    others = tuple(v for v in basis.visits if index.bond(v).visitor != person)
    against = obstacle(index, basis.rules, others, visit)
    if against is not None:
        return against
    around = VisitIndex(_around(basis, visit, others))
    rounds = generate(around, basis.rules)
    with Budget(limits, None) as budget:
        formulation = formulate(around, basis.rules, rounds)
        variables = formulation.variables
        first = first_assignment(variables.model, visit_order(around, variables))
        reached = minimise_tiers(
            variables.model, formulation.objectives, first, budget, lambda _: None
        )
    own = {
        planned
        for choice in variables.choices
        if reached.values[choice.taken]
        for planned in choice.round.visits
    }
    visits = tuple(sorted((*others, visit, *own)))
    after = basis.measure(visits)
    sure = rounds.complete
    return Cost(
        assignments=visits,
        tiers=tier_costs(basis.measured, after, reached.tiers, sure=sure),
        moves=tuple(sorted({*visits} ^ {*basis.visits})),
    )


def told(basis: Basis, visit: Visit, cost: Cost) -> tuple[Statement, ...]:
    """A cost in words."""
    return tuple(cost_statements(cost, basis.index.whose(visit)))


def _around(basis: Basis, visit: Visit, others: tuple[Visit, ...]) -> VisitProblem:
    """The problem in which nothing is open but the visitor's other visits."""
    index, problem = basis.index, basis.problem
    person = index.bond(visit).visitor
    shut = (
        RefusedDay(bond.id, day)
        for bond in problem.bonds.values()
        if bond.visitor != person
        for day in index.days
    )
    return replace(
        problem,
        fixed=(*problem.fixed, *others, visit),
        refused=tuple(sorted({*problem.refused, *shut})),
    )


def forced_statements(basis: Basis, visit: Visit) -> tuple[Statement, ...]:
    """The cost in words; nothing where the rules alone have said it already."""
    cost = force(basis, visit)
    return told(basis, visit, cost) if isinstance(cost, Cost) else ()
