"""Work that repeats, claimed by an UPDATE: of many workers one does it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from sqlalchemy import CursorResult, update
from sqlalchemy.orm import Session

from service.db.store import Store
from service.db.tables.jobs import Periodic
from service.errors import Conflict

Schedule = Callable[[datetime], datetime]


@dataclass(frozen=True, slots=True)
class PeriodicTask:
    """Something to do again and again.

    ``claimed`` runs in the transaction of the claim, for work that must not be lost
    when the claimant dies (it enqueues jobs); ``after`` runs behind the commit.
    """

    name: str
    following: Schedule
    claimed: Callable[[Session, datetime], None] | None = None
    after: Callable[[], object] | None = None


def every(seconds: float) -> Schedule:
    """So many seconds after the last run."""
    return lambda now: now + timedelta(seconds=seconds)


def nightly(hour: int, minute: int, time_zone: str) -> Schedule:
    """Once a night at a local time; on the nights of a clock change too."""
    zone = ZoneInfo(time_zone)

    def following(now: datetime) -> datetime:
        today = now.astimezone(zone).date()
        candidate = datetime.combine(today, time(hour, minute), zone)
        if candidate <= now:
            tomorrow = today + timedelta(days=1)
            candidate = datetime.combine(tomorrow, time(hour, minute), zone)
        return candidate

    return following


def run_due(store: Store, tasks: Sequence[PeriodicTask]) -> list[str]:
    """Do what is due and nobody else has claimed.

    Returns
    -------
    list[str]
        Names of the tasks this call has done.
    """
    now = store.clock.now()
    with store.system_read() as session:
        known = {task.name: session.get(Periodic, task.name) for task in tasks}
        due = {
            name for name, row in known.items() if row is None or row.next_run_at <= now
        }
    done = []
    for task in tasks:
        if task.name in due and _claim(store, task, now, new=known[task.name] is None):
            done.append(task.name)
            if task.after is not None:
                task.after()
    return done


def _claim(store: Store, task: PeriodicTask, now: datetime, *, new: bool) -> bool:
    following = task.following(now)
    try:
        with store.system_write() as session:
            if new:
                session.add(Periodic(name=task.name, next_run_at=following))
                session.flush()
            elif not _take(session, task.name, now, following):
                return False
            if task.claimed is not None:
                task.claimed(session, now)
    except Conflict:
        if not new:
            raise
        return False  # another worker has seen the task for the first time, too
    return True


def _take(session: Session, name: str, now: datetime, following: datetime) -> bool:
    statement = (
        update(Periodic)
        .where(Periodic.name == name, Periodic.next_run_at <= now)
        .values(next_run_at=following)
    )
    result = cast(
        "CursorResult[Any]",
        session.execute(statement, execution_options={"synchronize_session": False}),
    )
    return result.rowcount == 1
