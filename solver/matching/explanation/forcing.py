"""The best matching with a pair forced."""

from collections.abc import Sequence
from dataclasses import replace

from solver.engine.tiers import Objective
from solver.explanation.forcing import (
    ANSWER_LIMITS,
    as_planned,
    demanding,
    one_of,
    solved,
    tier_costs,
)
from solver.linear import Var
from solver.matching.completing import completed
from solver.matching.explanation.basis import Basis
from solver.matching.explanation.cost import Cost, moves_between
from solver.matching.formulation import matching_order
from solver.matching.problem import CoachId, KindergartenId
from solver.matching.reading import engagements
from solver.result import SolveLimits


def force(
    basis: Basis,
    kindergarten: KindergartenId,
    coaches: Sequence[CoachId],
    limits: SolveLimits = ANSWER_LIMITS,
) -> Cost:
    """The best matching in which one of these coaches takes a kindergarten.

    Parameters
    ----------
    coaches
        Whom the rules pass for it; not empty.
    limits
        Wall seconds, workers and deterministic limit of this one answer.
    """
    formulation = basis.formulation
    variables = formulation.variables
    wanted = [basis.choices[coach, kindergarten].chosen for coach in coaches]
    reached = solved(
        demanding(variables.model, [one_of(wanted)]),
        (*formulation.objectives, _as_planned(basis)),
        (*wanted, *order_of(basis)),
        limits,
    )
    assignments = engagements(variables, reached.values)
    unmet, *tiers, _ = reached.tiers
    if not all(tier.proven for tier in tiers):
        assignments = completed(variables, assignments, order_of(basis), basis.vector)
    forced = basis.measure(assignments)
    known = [
        replace(tier, value=now.value, bound=min(now.value, tier.bound))
        for now, tier in zip(forced, tiers, strict=True)
    ]
    return Cost(
        assignments=assignments,
        tiers=tier_costs(basis.measured, forced, known, sure=unmet.proven),
        moves=moves_between(basis.plan.assignments, assignments, {kindergarten}),
        unmet=unmet.value,
        decided=unmet.proven,
    )


def order_of(basis: Basis) -> tuple[Var, ...]:
    """Decisions as a first plan tries them: the plan's own, then a coordinator's."""
    pairs: list[Var] = []
    hours: list[Var] = []
    for e in basis.plan.assignments:
        choice = basis.choices.get((e.coach, e.kindergarten))
        if choice is not None:
            pairs.append(choice.chosen)
            if choice.extra is not None:
                hours += [choice.extra] * (e.half_hours - choice.least.half_hours)
    careful = matching_order(basis.index, basis.formulation.variables)
    return (*dict.fromkeys((*pairs, *careful)), *hours)


def _as_planned(basis: Basis) -> Objective:
    """Of equally good matchings the one that leaves most pairs as they are."""
    kept = (
        choice.chosen
        for e in basis.plan.assignments
        if (choice := basis.choices.get((e.coach, e.kindergarten))) is not None
    )
    return as_planned(kept, "pairs")
