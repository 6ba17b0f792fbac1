"""Dates that were asked for: how far they are, what they changed, what is open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from service.access import Action, load, visible
from service.db.paging import page_of
from service.db.store import Store
from service.db.tables.scheduling import Scheduling
from service.domain.actor import Actor
from service.domain.kinds import JobState, SchedulingKind
from service.domain.page import Page, PageRequest
from service.jobs.progress import progress_of
from service.scheduling.result import from_stored
from service.scheduling.told import ToldWithoutDate, told


@dataclass(frozen=True, slots=True)
class SchedulingView:
    """Dates of the rest of a year; ``first_month`` is its first day.

    ``share`` lies between 0 and 1. Numbers are 0 and lists empty until it is done.
    ``without_way`` are kindergartens whose appointments have an end on no map,
    ``assumed`` are sentences about what the plan could not know.
    """

    id: UUID
    version: int
    kind: SchedulingKind
    first_month: date
    state: JobState
    job_id: UUID | None
    created_at: datetime
    finished_at: datetime | None
    seconds: int
    share: float
    phase: str
    failure: str
    added: int = 0
    moved: int = 0
    cancelled: int = 0
    kept: int = 0
    without_date: Sequence[ToldWithoutDate] = ()
    without_way: Sequence[str] = ()
    assumed: Sequence[str] = ()
    tiers: Sequence[Mapping[str, Any]] = ()

    @property
    def proven(self) -> bool:
        """Whether no dates can be better than these."""
        done = self.state is JobState.DONE
        return done and all(tier["proven"] for tier in self.tiers)


def list_schedulings(
    store: Store, actor: Actor, wanted: PageRequest
) -> Page[SchedulingView]:
    """One page of what was asked for, newest first.

    Raises
    ------
    NotPermitted
        If the actor does not plan.
    """
    query = visible(actor, Scheduling, Action.READ_PROPOSALS)
    with store.read(actor.tenant_id) as session:
        ordered = query.order_by(Scheduling.created_at.desc(), Scheduling.id)
        return page_of(session, ordered, wanted, partial(_view, session, actor))


def read_scheduling(store: Store, actor: Actor, scheduling_id: UUID) -> SchedulingView:
    """How far dates are, and what they changed.

    Raises
    ------
    NotPermitted
        If the actor does not plan.
    NotFound
        If they are not there, or out of reach.
    """
    with store.read(actor.tenant_id) as session:
        row = load(session, actor, Scheduling, scheduling_id, Action.READ_PROPOSALS)
        return _view(session, actor, row)


def _view(session: Session, actor: Actor, row: Scheduling) -> SchedulingView:
    done = from_stored(row.result)
    progress = progress_of(session, row.job_id, done=done is not None)
    view = partial(
        SchedulingView,
        id=row.id,
        version=row.version,
        kind=row.kind,
        first_month=row.first_month,
        state=row.state,
        job_id=row.job_id,
        created_at=row.created_at,
        finished_at=row.finished_at,
        seconds=int(row.limits["seconds"]),
        share=progress.share,
        phase=progress.phase,
        failure=row.failure,
    )
    if done is None:
        return view()
    open_ends = told(session, actor, row.kind, done)
    return view(
        added=done.added,
        moved=done.moved,
        cancelled=done.cancelled,
        kept=done.kept,
        without_date=open_ends.without_date,
        without_way=open_ends.without_way,
        assumed=open_ends.assumed,
        tiers=done.tiers,
    )
