"""What a plan costs with a session on a day: the best plan with that forced."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from solver.engine.tiers import Objective
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
from solver.explanation.statements import Statement
from solver.result import SolveLimits
from solver.sessions.explanation.answers import DATE_GAINED, DATE_LOST, MOVED_DATE
from solver.sessions.explanation.basis import Basis
from solver.sessions.problem import SessionKey, Visit
from solver.slots import Day

_KINDS: Final = MoveKinds(
    DATE_LOST.id, DATE_GAINED.id, MOVED_DATE.id, {"day": "other_day"}
)


@dataclass(frozen=True, slots=True)
class Cost(PlanCost[Visit, Move[SessionKey, Visit]]):
    """The best dates with one forced, against the plan."""


def force(
    basis: Basis, session: SessionKey, day: Day, limits: SolveLimits = ANSWER_LIMITS
) -> Cost | None:
    """The best plan with the session on that day; ``None`` if no trip has it so."""
    formulation = basis.formulation
    choices = formulation.variables.choices
    wanted = [
        choice.taken
        for choice in choices
        if any((v.session, v.day) == (session, day) for v in choice.trip.visits)
    ]
    if not wanted:
        return None
    reached = solved(
        demanding(formulation.variables.model, [one_of(wanted)]),
        (*formulation.objectives, _as_planned(basis)),
        (*wanted, *basis.order),
        limits,
    )
    visits = tuple(
        visit
        for choice in choices
        if reached.values[choice.taken]
        for visit in choice.trip.visits
    )
    unmet, *tiers, _ = reached.tiers
    sure = unmet.proven and basis.trips.complete
    return Cost(
        assignments=visits,
        tiers=tier_costs(basis.measured, basis.measure(visits), tiers, sure=sure),
        moves=moves_between(
            basis.planned,
            {visit.session: visit for visit in visits},
            {session},
            lambda visit: visit.day,
        ),
        unmet=unmet.value,
        decided=sure,
    )


def _as_planned(basis: Basis) -> Objective:
    """Of equally good plans the one that leaves most dates as they are."""
    days = basis.formulation.variables.days
    kept = (
        days[visit.session][visit.day]
        for visit in basis.visits
        if visit.day in days.get(visit.session, {})
    )
    return as_planned(kept, "sessions")


def told(basis: Basis, cost: Cost) -> Iterator[Statement]:
    """What it means for each other session."""
    return move_statements(
        cost.moves, _KINDS, lambda visit: basis.index.whose(visit.session, visit.day)
    )
