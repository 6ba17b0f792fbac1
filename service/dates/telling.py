"""A change of appointments told in its transaction: calendars, record, messages."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.calendars.programme.touching import refresh_appointments
from service.dates.appointments import Appointment
from service.db.audit_trail import record
from service.db.tables.engagements import CoachingSession
from service.db.tables.visits import ConsultationVisit
from service.db.tables.workshops import Cluster, ClusterEvent
from service.domain.actor import Actor
from service.domain.kinds import FeedKind
from service.planning.outbox import Recipient, post

Detail = Mapping[str, object]


def tell(
    session: Session,
    actor: Actor,
    action: str,
    rows: Iterable[Appointment],
    detail: Detail,
    now: datetime,
) -> None:
    """Put a change of these rows into calendars, on the record and into the outbox."""
    changed = list(rows)
    if not changed:
        return
    refresh_appointments(session, changed, now)
    first = changed[0]
    record(
        session,
        actor=actor,
        action=action,
        subject_kind=first.__tablename__,
        subject_id=first.id,
        detail=detail,
        at=now,
    )
    key = f"{action}:{first.id.hex}:{first.revised_at.isoformat()}"
    post(session, action, key, None, _days_of(session, changed), now)


def _days_of(
    session: Session, rows: Iterable[Appointment]
) -> dict[Recipient, set[date]]:
    """The days that concern each recipient."""
    found: dict[Recipient, set[date]] = {}
    everywhere: list[Recipient] = [
        (FeedKind.CLUSTER, id_)
        for id_ in session.scalars(select(Cluster.id).order_by(Cluster.id))
    ]
    for row in rows:
        for recipient in _recipients(row) or everywhere:
            found.setdefault(recipient, set()).update(_days(row))
    return found


def _recipients(row: Appointment) -> list[Recipient]:
    """Whose it is; nobody in particular's where it is for all clusters."""
    match row:
        case CoachingSession():
            return [
                (FeedKind.COACH, row.coach_id),
                (FeedKind.KINDERGARTEN, row.kindergarten_id),
            ]
        case ConsultationVisit():
            return [
                (FeedKind.KINDERGARTEN, row.kindergarten_id),
                (FeedKind.HOST, row.host_id),
            ]
        case ClusterEvent():
            return (
                [] if row.cluster_id is None else [(FeedKind.CLUSTER, row.cluster_id)]
            )


def _days(row: Appointment) -> Iterator[date]:
    if not isinstance(row, ClusterEvent):
        yield row.day
        return
    for number in range((row.last_day - row.first_day).days + 1):
        yield row.first_day + timedelta(days=number)
