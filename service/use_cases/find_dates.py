"""Dates are found and written, in the process that does long work."""

from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from service.db.store import Store
from service.db.tables.scheduling import Scheduling
from service.domain.actor import Actor
from service.domain.kinds import JobState
from service.jobs.computed_row import RowKind, Times, run_row
from service.jobs.computing import Work
from service.jobs.contract import ClaimedJob, JobControl
from service.scheduling.kind import Found
from service.scheduling.kinds import dates_kind
from service.scheduling.result import as_stored
from service.scheduling.wanted import wanted_of


def find_dates(store: Store, job: ClaimedJob, control: JobControl) -> None:
    """Read, solve, write: the dates stand if this attempt still counts.

    Raises as ``run_row``; also

    Raises
    ------
    Conflict
        If what the dates depend on changed meanwhile.
    """
    run_row(_DATES, store, job, control)


def _take(session: Session, row: Scheduling, as_of: datetime) -> Work[Found]:
    """What the dates rest on."""
    return dates_kind(row.kind).take(session, wanted_of(row), as_of)


def _keep(session: Session, row: Scheduling, found: Found, times: Times) -> None:
    """The dates stand, and the row says what changed."""
    asked = Actor(user_id=row.created_by, tenant_id=row.tenant_id, roles=frozenset())
    row.result = as_stored(found.write(session, asked, times.now))
    row.state = JobState.DONE
    row.failure = ""
    row.finished_at = times.now


_DATES: Final = RowKind(Scheduling, "scheduling_id", _take, _keep)
