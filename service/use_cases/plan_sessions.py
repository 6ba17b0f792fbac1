"""Find dates for the accepted engagements of a programme year."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from service.access import Action, require
from service.dates.appointments import Written, require_unchanged
from service.dates.state import Dates, load_dates
from service.dates.telling import tell
from service.dates.views import Names, UnplacedSession, unplaced_views
from service.dates.writing import write_dates
from service.db.store import Store
from service.db.tables.engagements import CoachingSession
from service.domain.actor import Actor
from service.matching.months import period_of
from solver.result import SolveLimits, StopCheck
from solver.sessions.plan import SessionPlan
from solver.sessions.problem import SessionProblem
from solver.tier import TierResult

#: Wall seconds for a whole programme.
SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class PlanSessions:
    """Which year, from which month; sessions in calendars are kept where possible."""

    year: int
    first_month: int = 1
    seconds: float = SECONDS
    workers: int = 2


@dataclass(frozen=True, slots=True)
class PlannedSessions:
    """What a plan changed, what found no date and why, and what is proven.

    ``without_way`` are kindergartens whose engagement has an end on no map.
    """

    added: int
    moved: int
    cancelled: int
    kept: int
    unplaced: Sequence[UnplacedSession]
    tiers: Sequence[TierResult]
    without_way: Sequence[str] = ()


def plan_sessions(
    store: Store,
    actor: Actor,
    command: PlanSessions,
    should_stop: StopCheck | None = None,
) -> PlannedSessions:
    """Every accepted engagement has its sessions, as many as find a date.

    Sessions that are confirmed or held, and whatever began before tomorrow, stay.

    Raises
    ------
    NotPermitted
        If the actor does not coordinate.
    InvalidInput
        If there is no such year, or the rules contradict themselves.
    Conflict
        If engagements or times changed meanwhile.
    """
    require(actor, Action.AGREE)
    period = period_of(command.year, command.first_month)
    now = store.clock.now()
    with store.read(actor.tenant_id) as session:
        before = load_dates(session, period, now)
    limits = SolveLimits(seconds=command.seconds, workers=command.workers)
    plan = _solve(before.problem, before, limits, should_stop)
    with store.write(actor.tenant_id) as session:
        dates = load_dates(session, period, now)
        require_same(before.problem, dates.problem)
        written = write_dates(session, dates, plan.assignments, now)
        tell_written(session, actor, "plan_sessions", written, now)
        names = Names(session, actor, dates)
        return PlannedSessions(
            len(written.added),
            len(written.moved),
            len(written.cancelled),
            len(plan.assignments) - len(written.added) - len(written.moved),
            unplaced_views(names, dates, plan),
            plan.tiers,
            [names.house(row.kindergarten_id) for row in dates.without_way],
        )


def _solve(
    problem: SessionProblem,
    dates: Dates,
    limits: SolveLimits,
    should_stop: StopCheck | None,
) -> SessionPlan:
    # The engines take half a second to load; who only plans nothing does not wait.
    from solver.sessions.planning import solve  # noqa: PLC0415 (reason above)

    return solve(problem, dates.profile, limits, should_stop)


def solve_for(dates: Dates, problem: SessionProblem, seconds: float) -> SessionPlan:
    """The best dates of a part of a problem, or of a changed one."""
    return _solve(problem, dates, SolveLimits(seconds=seconds), None)


def require_same(before: SessionProblem, now: SessionProblem) -> None:
    """Pass where nothing that dates depend on has changed.

    Raises
    ------
    Conflict
        If something has.
    """
    require_unchanged(before, replace(now, first_day=before.first_day))


def tell_written(
    session: Session,
    actor: Actor,
    action: str,
    written: Written[CoachingSession],
    now: datetime,
) -> None:
    """Tell everybody concerned of the sessions that were written."""
    detail: dict[str, object] = {
        "added": len(written.added),
        "moved": len(written.moved),
        "cancelled": len(written.cancelled),
    }
    tell(session, actor, action, written.changed, detail, now)
