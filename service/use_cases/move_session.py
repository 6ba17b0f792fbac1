"""Move one session to another day; the fewest other sessions move with it."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from service.access import Action, load
from service.dates.appointments import changeable
from service.dates.numbers import key_of
from service.dates.state import Dates, load_dates
from service.dates.views import Names
from service.dates.writing import write_dates
from service.db.store import Store, expect_version
from service.db.tables.engagements import CoachingSession, Engagement
from service.domain.actor import Actor
from service.errors import Conflict, NotFound
from service.i18n import translate
from service.matching.months import Period, month_of
from service.use_cases.plan_sessions import require_same, solve_for, tell_written
from solver.matching.problem import CoachId, Month, RefusalOrigin
from solver.sessions.explanation.sentences import sentence
from solver.sessions.parts import part_of
from solver.sessions.plan import SessionPlan
from solver.sessions.problem import RefusedDate, SessionKey, SessionProblem, days_of
from solver.slots import Day

SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class MoveSession:
    """Which session; ``day`` where a certain day is wanted, else any other.

    ``version`` is what the person saw (If-Match).
    """

    session_id: UUID
    day: date | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class MovedSession:
    """The new day, and how many other sessions moved for it."""

    day: date
    start_minute: int
    end_minute: int
    others_moved: int


def move_session(store: Store, actor: Actor, command: MoveSession) -> MovedSession:
    """The session has another date, and as few others as can be have one, too.

    Raises
    ------
    NotPermitted, NotFound
        If the session is not the actor's to move.
    Stale
        If it was changed since.
    Conflict
        If it is confirmed, held or over, if no other day is possible, or if something
        changed meanwhile.
    """
    now = store.clock.now()
    with store.read(actor.tenant_id) as session:
        before, key = _asked(session, actor, command, store)
        problem = _without_today(before, key, command.day)
    plan = solve_for(before, problem, SECONDS)
    placed = {visit.session: visit for visit in plan.assignments}
    with store.write(actor.tenant_id) as session:
        dates, _ = _asked(session, actor, command, store)
        require_same(before.problem, dates.problem)
        coach = CoachId(str(dates.engagements[key.engagement].coach_id))
        if key not in placed:
            raise Conflict(_why(session, actor, dates, plan, key))
        own = _of_coach(dates, coach)
        written = write_dates(session, own, plan.assignments, now)
        tell_written(session, actor, "move_session", written, now)
        visit = placed[key]
        return MovedSession(
            date.fromordinal(visit.day),
            visit.slot.start,
            visit.slot.end,
            max(0, len(written.moved) + len(written.cancelled) - 1),
        )


def _asked(
    session: Session, actor: Actor, command: MoveSession, store: Store
) -> tuple[Dates, SessionKey]:
    """The dates of the session's year, and which session is meant."""
    row = load(session, actor, CoachingSession, command.session_id, Action.AGREE)
    expect_version(row, command.version)
    engagement = session.get(Engagement, (row.tenant_id, row.engagement_id))
    if engagement is None:
        raise NotFound
    key = key_of(engagement, row.number)
    period = Period(Month(month_of(row.day)), _last_of_year(month_of(row.day)))
    dates = load_dates(session, period, store.clock.now())
    open_ = {visit.session for visit in dates.problem.published}
    if not changeable(row) or key not in open_:
        raise Conflict(
            "Dieser Termin steht fest, ist vorbei oder abgesagt; verlegen lässt sich"
            " nur ein künftiger, noch nicht bestätigter Termin."
        )
    return dates, key


def _last_of_year(month: int) -> Month:
    return Month(month - month % 12 + 11)


def _without_today(dates: Dates, key: SessionKey, day: date | None) -> SessionProblem:
    """The coach's part of the problem in which the session may not stay."""
    coach = CoachId(str(dates.engagements[key.engagement].coach_id))
    part = part_of(dates.problem, coach)
    present = dates.stored[key].day.toordinal()
    wanted = None if day is None else day.toordinal()
    refused = tuple(
        RefusedDate(key, Day(number), RefusalOrigin.COORDINATOR)
        for number in days_of(key.month)
        if (number == present if wanted is None else number != wanted)
    )
    return replace(part, refused=(*part.refused, *refused))


def _of_coach(dates: Dates, coach: CoachId) -> Dates:
    """The same dates, as far as the coach's sessions go."""
    part = part_of(dates.problem, coach)
    stored = {k: r for k, r in dates.stored.items() if k.engagement in part.engagements}
    return replace(dates, problem=part, stored=stored)


def _why(
    session: Session, actor: Actor, dates: Dates, plan: SessionPlan, key: SessionKey
) -> str:
    """What keeps the session from every day that was left."""
    names = Names(session, actor, dates).by_id
    alone = next(found for found in plan.unplaced if found.session == key)
    told = [
        sentence(refused.rule, refused.facts, names, translate)
        for refused in alone.refusals
        if refused.rule != "date-refused"
    ]
    reasons = " ".join(dict.fromkeys(told[:3]))
    said = translate("Dafür gibt es in diesem Monat keinen anderen Tag.")
    return f"{said} {reasons}".strip()
