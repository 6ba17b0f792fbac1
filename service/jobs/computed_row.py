"""A row that waits for a job: its state is read, it is computed, and what came is kept.

Proposals, studies and dates are such rows; what they read and keep is their own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.store import Store
from service.db.tables.planning import Proposal
from service.db.tables.scheduling import Scheduling
from service.db.tables.studies import Study
from service.domain.kinds import JobState
from service.errors import NotFound
from service.jobs.computing import Done, Work, compute
from service.jobs.contract import ClaimedJob, JobControl

Row = TypeVar("Row", Proposal, Study, Scheduling)


@dataclass(frozen=True, slots=True)
class Times:
    """The instant whose state was read, and that at which the result is kept."""

    as_of: datetime
    now: datetime


@dataclass(frozen=True, slots=True)
class RowKind(Generic[Row, Done]):
    """What is read of a row's state, and what becomes of the row.

    ``named`` is where the job's payload names it.
    """

    table: type[Row]
    named: str
    take: Callable[[Session, Row, datetime], Work[Done]]
    keep: Callable[[Session, Row, Done, Times], None]


def run_row(
    kind: RowKind[Row, Done], store: Store, job: ClaimedJob, control: JobControl
) -> None:
    """Read, compute, keep: the result stands if this attempt still counts.

    A run that was asked to stop keeps nothing; the job's end settles the row.

    Raises
    ------
    InvalidInput
        If the stored state or the rules contradict themselves.
    NotFound
        If the row is no longer there.
    AttemptLost
        If another attempt owns the job by now; nothing is kept.
    """
    if job.tenant_id is None:
        raise NotFound
    row_id = UUID(job.payload[kind.named])
    with store.write(job.tenant_id) as session:
        row = _row(session, kind.table, row_id)
        if row.state == JobState.QUEUED.value:
            row.state = type(row.state)(JobState.RUNNING.value)
    control.report(0.0, "snapshot", {})
    as_of = store.clock.now()
    with store.read(job.tenant_id) as session:
        row = _row(session, kind.table, row_id)
        limits = row.limits
        work = kind.take(session, row, as_of)
    found = compute(work, limits, control)
    if found is None:
        return
    with store.write(job.tenant_id) as session:
        control.finish(session)
        row = _row(session, kind.table, row_id)
        kind.keep(session, row, found, Times(as_of, store.clock.now()))


def _row(session: Session, table: type[Row], row_id: UUID) -> Row:
    row = session.scalars(select(table).where(table.id == row_id)).one_or_none()
    if row is None:
        raise NotFound
    return row
