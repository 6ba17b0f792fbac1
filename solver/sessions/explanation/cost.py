"""What a plan costs with a session on a day: the best plan with that forced."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from solver.engine.tiers import Objective
from solver.explanation.cost import PlanCost
from solver.explanation.forcing import (
    ANSWER_LIMITS,
    demanding,
    one_of,
    solved,
    tier_costs,
)
from solver.explanation.statements import Statement
from solver.facts import iso
from solver.linear import Expression
from solver.result import SolveLimits
from solver.sessions.explanation.answers import DATE_GAINED, DATE_LOST, MOVED_DATE
from solver.sessions.explanation.basis import Basis
from solver.sessions.problem import SessionKey, Visit
from solver.slots import Day


@dataclass(frozen=True, slots=True)
class Move:
    """Another session's date before and after, where it differs."""

    session: SessionKey
    before: Visit | None
    after: Visit | None


@dataclass(frozen=True, slots=True)
class Cost(PlanCost[Visit, Move]):
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
        visits,
        tiers=tier_costs(basis.measured, basis.measure(visits), tiers, sure=sure),
        moves=moves_between(basis.visits, visits, session),
        unmet=unmet.value,
        decided=sure,
    )


def _as_planned(basis: Basis) -> Objective:
    """Of equally good plans the one that leaves most dates as they are."""
    days = basis.formulation.variables.days
    terms = tuple(
        (days[visit.session][visit.day], -1)
        for visit in basis.visits
        if visit.day in days.get(visit.session, {})
    )
    return Objective("as-planned", "sessions", Expression(terms, len(terms)))


def moves_between(
    before: Sequence[Visit], after: Sequence[Visit], asked: SessionKey
) -> tuple[Move, ...]:
    """Sessions on another day; the one asked about is left out."""
    old = {visit.session: visit for visit in before}
    new = {visit.session: visit for visit in after}
    return tuple(
        Move(key, old.get(key), new.get(key))
        for key in sorted(old.keys() | new.keys())
        if key != asked and _day(old.get(key)) != _day(new.get(key))
    )


def _day(visit: Visit | None) -> Day | None:
    return None if visit is None else visit.day


def move_statements(basis: Basis, moves: Sequence[Move]) -> Iterator[Statement]:
    """What moves mean for each session."""
    for move in moves:
        engagement = basis.index.engagement(move.session)
        facts: dict[str, int | str] = {
            "coach": engagement.coach,
            "kindergarten": engagement.kindergarten,
        }
        if move.after is None and move.before is not None:
            yield Statement(DATE_LOST.id, {**facts, "day": iso(move.before.day)})
        elif move.after is not None and move.before is None:
            yield Statement(DATE_GAINED.id, {**facts, "day": iso(move.after.day)})
        elif move.after is not None and move.before is not None:
            days = {"day": iso(move.after.day), "other_day": iso(move.before.day)}
            yield Statement(MOVED_DATE.id, {**facts, **days})
