"""Dates of sessions are computed, held against the state of now, and told."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from service.dates.appointments import Written, require_unchanged
from service.dates.state import Dates
from service.dates.telling import tell
from service.db.tables.engagements import CoachingSession
from service.domain.actor import Actor
from solver.result import ProgressCallback, SolveLimits, StopCheck
from solver.sessions.plan import SessionPlan
from solver.sessions.problem import SessionProblem


def solve(
    dates: Dates,
    problem: SessionProblem,
    limits: SolveLimits,
    should_stop: StopCheck | None = None,
    progress: ProgressCallback | None = None,
) -> SessionPlan:
    """The best dates of a problem, of a part of it, or of a changed one."""
    # The engines take half a second to load; who plans nothing does not wait.
    from solver.sessions.planning import solve as planned  # noqa: PLC0415 (see above)

    return planned(problem, dates.profile, limits, should_stop, progress)


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
