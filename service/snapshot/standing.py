"""What stands already: publications by day, assignments, what was settled by hand."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.db.tables.planning import Arrangement
from service.db.tables.publications import Assignment, PublicationDay
from service.domain.kinds import ArrangementKind, AssignmentState
from service.snapshot.clock_changes import clock_changes
from service.snapshot.horizon import Horizon
from solver.slots import MINUTES_PER_DAY, Clocks, Day, Slot

#: Assignments that are part of what stands.
LIVE = (
    AssignmentState.PUBLISHED,
    AssignmentState.ACCEPTED,
    AssignmentState.STARTED,
    AssignmentState.DONE,
)


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """An assignment that stands or was declined."""

    child_id: UUID
    day: date
    slot: Slot
    person_id: UUID
    place_id: UUID
    state: AssignmentState


@dataclass(frozen=True, slots=True)
class ArrangementRow:
    """Pin, forbid or arranged cover; ``slot`` is the whole day if no hours are set."""

    kind: ArrangementKind
    child_id: UUID
    day: date
    slot: Slot
    person_id: UUID | None
    place_id: UUID | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Publication by day, assignments since the look back, arrangements."""

    publications: Mapping[date, UUID]
    assignments: Sequence[AssignmentRow]
    arrangements: Sequence[ArrangementRow]

    def as_stored(self) -> dict[str, str]:
        """Day to publication, as a proposal keeps it."""
        return {
            day.isoformat(): publication.hex
            for day, publication in sorted(self.publications.items())
        }


@dataclass(frozen=True, slots=True)
class FormerRow:
    """Somebody stood in for a child before the days planned, last on ``last_day``."""

    child_id: UUID
    person_id: UUID
    last_day: date


def load_standing(session: Session, horizon: Horizon) -> Standing:
    """What stands on the days of the horizon, and what was held before."""
    return Standing(
        publications=load_publications(session, horizon.first_day, horizon.last_day),
        assignments=_assignments(session, horizon),
        arrangements=_arrangements(session, horizon),
    )


def load_publications(
    session: Session, first_day: date, last_day: date
) -> dict[date, UUID]:
    """Which publication stands on which day."""
    rows = session.execute(
        select(PublicationDay.day, PublicationDay.publication_id).where(
            PublicationDay.day >= first_day, PublicationDay.day <= last_day
        )
    )
    return dict(rows.all())


def _assignments(session: Session, horizon: Horizon) -> Sequence[AssignmentRow]:
    rows = session.execute(
        select(
            Assignment.child_id,
            Assignment.day,
            Assignment.start_minute,
            Assignment.end_minute,
            Assignment.person_id,
            Assignment.place_id,
            Assignment.state,
        )
        .where(
            Assignment.day >= horizon.look_back,
            Assignment.day <= horizon.last_day,
            Assignment.state.in_((*LIVE, AssignmentState.DECLINED)),
        )
        .order_by(
            Assignment.day,
            Assignment.child_id,
            Assignment.start_minute,
            Assignment.person_id,
            Assignment.place_id,
        )
    )
    return [
        AssignmentRow(child, day, Slot(start, end), person, place, state)
        for child, day, start, end, person, place, state in rows
    ]


def _arrangements(session: Session, horizon: Horizon) -> Sequence[ArrangementRow]:
    rows = session.execute(
        select(
            Arrangement.kind,
            Arrangement.child_id,
            Arrangement.day,
            Arrangement.start_minute,
            Arrangement.end_minute,
            Arrangement.person_id,
            Arrangement.place_id,
        )
        .where(
            Arrangement.released_at.is_(None),
            Arrangement.day >= horizon.first_day,
            Arrangement.day <= horizon.last_day,
        )
        .order_by(Arrangement.day, Arrangement.created_at, Arrangement.id)
    )
    return [
        ArrangementRow(
            kind,
            child,
            day,
            Slot(start or 0, MINUTES_PER_DAY if end is None else end),
            person,
            place,
        )
        for kind, child, day, start, end, person, place in rows
    ]


def load_former(
    session: Session, horizon: Horizon, children: Collection[UUID], days: int
) -> Sequence[FormerRow]:
    """Who stood in for these children in the period that reaches into the plan.

    Parameters
    ----------
    days
        Length of the period; 0 where nobody counts.
    """
    if not days or not children:
        return ()
    rows = session.execute(
        select(Assignment.child_id, Assignment.person_id, func.max(Assignment.day))
        .where(
            Assignment.child_id.in_(sorted(children)),
            Assignment.day > horizon.first_day - timedelta(days=days),
            Assignment.day < horizon.first_day,
            Assignment.state.in_(LIVE),
        )
        .group_by(Assignment.child_id, Assignment.person_id)
    )
    return [FormerRow(*row) for row in rows]


def history_minutes(
    session: Session, horizon: Horizon, window_days: int
) -> Mapping[UUID, int]:
    """Child-minutes of each person that stood in the days before the first day."""
    first = horizon.first_day - timedelta(days=window_days)
    rows = session.execute(
        select(
            Assignment.person_id,
            Assignment.day,
            Assignment.start_minute,
            Assignment.end_minute,
        ).where(
            Assignment.day >= first,
            Assignment.day < horizon.first_day,
            Assignment.state.in_(LIVE),
        )
    )
    clocks = Clocks(clock_changes(first, horizon.first_day, horizon.time_zone))
    found: dict[UUID, int] = defaultdict(int)
    for person, day, start, end in rows:
        found[person] += clocks.of(Day(day.toordinal())).between(start, end)
    return found
