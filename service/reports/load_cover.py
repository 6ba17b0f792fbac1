"""Read what covers: assignments that stand and what was arranged by hand."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.tables.planning import Arrangement
from service.db.tables.publications import Assignment
from service.domain.kinds import ArrangementKind, AssignmentState
from service.reports.cover import ARRANGED, OUTSIDE, Cover, Covers
from service.reports.month import Month
from service.snapshot.standing import LIVE
from solver.slots import MINUTES_PER_DAY, Slot


def load_covers(session: Session, month: Month) -> Covers:
    """Cover of the month by child and day, assignments before arrangements.

    A day that was republished has one set of rows that stand; what was withdrawn,
    replaced or declined is none. A pin alone covers nothing until it is published.
    """
    found: dict[tuple[UUID, date], list[Cover]] = defaultdict(list)
    for cover in (*_assignments(session, month), *_arranged(session, month)):
        found[cover.child_id, cover.day].append(cover)
    return dict(found)


def _assignments(session: Session, month: Month) -> Iterator[Cover]:
    rows = session.execute(
        select(
            Assignment.child_id,
            Assignment.day,
            Assignment.start_minute,
            Assignment.end_minute,
            Assignment.person_id,
            Assignment.model,
            Assignment.state,
            Assignment.closed_unanswered_at,
        )
        .where(
            Assignment.day >= month.first_day,
            Assignment.day <= month.through,
            Assignment.state.in_(LIVE),
        )
        .order_by(Assignment.day, Assignment.start_minute, Assignment.id)
    )
    for child, day, start, end, person, model, state, unanswered in rows:
        confirmed = state is not AssignmentState.PUBLISHED and unanswered is None
        yield Cover(child, day, Slot(start, end), person, model.value, confirmed)


def _arranged(session: Session, month: Month) -> Iterator[Cover]:
    rows = session.execute(
        select(
            Arrangement.child_id,
            Arrangement.day,
            Arrangement.start_minute,
            Arrangement.end_minute,
            Arrangement.person_id,
        )
        .where(
            Arrangement.kind == ArrangementKind.ARRANGED,
            Arrangement.released_at.is_(None),
            Arrangement.day >= month.first_day,
            Arrangement.day <= month.through,
        )
        .order_by(Arrangement.day, Arrangement.created_at, Arrangement.id)
    )
    for child, day, start, end, person in rows:
        slot = Slot(start or 0, MINUTES_PER_DAY if end is None else end)
        way = OUTSIDE if person is None else ARRANGED
        yield Cover(child, day, slot, person, way, confirmed=True)
