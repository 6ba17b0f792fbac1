"""Why this date: what speaks for it. Why not another: a rule, or what it would cost."""

from collections.abc import Iterator
from dataclasses import dataclass

from solver.explanation.forcing import ANSWER_LIMITS
from solver.explanation.priced import cost_statements
from solver.explanation.statements import Statement
from solver.result import SolveLimits
from solver.rule import Facts
from solver.sessions.explanation.answers import (
    ALREADY_CHOSEN,
    ALREADY_FIXED,
    DATE_CHOSEN,
    FORCED_IMPOSSIBLE,
    SHARED_TRIP,
)
from solver.sessions.explanation.basis import Basis
from solver.sessions.explanation.cost import Cost, force, told
from solver.sessions.index import day_at
from solver.sessions.problem import SessionKey, Visit
from solver.sessions.tours import tour
from solver.sessions.unplaced import beside, visits_on
from solver.slots import Day, week


@dataclass(frozen=True, slots=True)
class DateCost:
    """Why (not) a day for a session.

    ``cost`` is the best plan with the session on that day, ``None`` where a rule says
    no whatever else is, or where it stands there already.
    """

    session: SessionKey
    day: Day
    cost: Cost | None
    statements: tuple[Statement, ...]


def why_date(basis: Basis, session: SessionKey) -> tuple[Statement, ...]:
    """What speaks for the date of a session.

    Raises
    ------
    KeyError
        If the plan gave it none.
    """
    visit = basis.planned[session]
    days = basis.formulation.variables.days.get(session, {})
    facts: Facts = {
        **basis.index.whose(session, visit.day),
        "start": visit.slot.start,
        "end": visit.slot.end,
        "wished_day": _wished(basis, visit),
        "weeks_before": _weeks_before(basis, visit),
        "count": len(days.keys() - {visit.day}),
    }
    return (Statement(DATE_CHOSEN.id, facts), *_shared(basis, visit))


def why_not_day(
    basis: Basis, session: SessionKey, day: Day, limits: SolveLimits = ANSWER_LIMITS
) -> DateCost:
    """What keeps a session from a day, and what the plan would be with it there.

    Raises
    ------
    KeyError
        If there is no such session.
    """
    who = basis.index.whose(session, day)
    known = basis.index.sessions[session]
    fixed = basis.index.fixed_of.get(session)
    if fixed is not None:
        stands = Statement(ALREADY_FIXED.id, basis.index.whose(session, fixed.day))
        return DateCost(session, day, None, (stands,))
    planned = basis.planned.get(session)
    if planned is not None and planned.day == day:
        return DateCost(session, day, None, (Statement(ALREADY_CHOSEN.id, who),))
    refusal = basis.table.refusal(known, day)
    if refusal is not None:
        said = Statement(refusal.rule, refusal.facts)
        return DateCost(session, day, None, (said,))
    others = [visit for visit in basis.visits if visit.session != session]
    choices = visits_on(basis.table, known, day)
    against = beside(basis.index, basis.rules, others, choices)
    full = () if against is None else (Statement(*against),)
    cost = force(basis, session, day, limits)
    if cost is None:
        lone = beside(basis.index, basis.rules, (), choices)
        no = Statement(FORCED_IMPOSSIBLE.id, who) if lone is None else Statement(*lone)
        return DateCost(session, day, None, (no,))
    said_of = (*full, *cost_statements(cost, who))
    moved = () if cost.unmet else tuple(told(basis, cost))
    return DateCost(session, day, cost, (*said_of, *moved))


def _wished(basis: Basis, visit: Visit) -> str:
    if not basis.index.kindergarten(visit.session).preferred_weekdays:
        return "any"
    other = basis.index.on_other_weekday(visit.session, visit.day)
    return "no" if other else "yes"


def _weeks_before(basis: Basis, visit: Visit) -> int | str:
    """Calendar weeks since the session before, if that has a date."""
    dates = {**basis.planned, **basis.index.fixed_of}
    for _, before, other in basis.index.links:
        day = day_at(dates, before) if other == visit.session else None
        if day is not None:
            return week(visit.day) - week(day)
    return "first"


def _shared(basis: Basis, visit: Visit) -> Iterator[Statement]:
    """Where else she is on that day, and what going on from there saves."""
    index, coach = basis.index, basis.coach
    fixed = index.fixed_on.get((coach, visit.day), ())
    there = [v for v in (*basis.visits, *fixed) if v.day == visit.day and v != visit]
    if not there:
        return
    together = tour(index, coach, visit.day, (*there, visit)).travel_minutes
    apart = tour(index, coach, visit.day, there).travel_minutes
    alone = tour(index, coach, visit.day, (visit,)).travel_minutes
    for other in there:
        facts: Facts = {
            "coach": coach,
            "holder": index.kindergarten(other.session).id,
            "saved": max(0, apart + alone - together),
        }
        yield Statement(SHARED_TRIP.id, facts)
