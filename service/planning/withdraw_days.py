"""A publication of days is taken back for the days that have not begun."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from service.calendars.refresh import refresh_feeds
from service.db.audit_trail import record
from service.db.tables.publications import Assignment, Publication, PublicationDay
from service.db.tables.tenancy import Tenant
from service.domain.actor import Actor
from service.domain.kinds import AssignmentState
from service.errors import Conflict
from service.planning.outbox import write_messages
from service.planning.plan_kind import Withdrawn
from service.planning.replace_days import Changes, end
from service.snapshot.standing import LIVE

_BEGUN = (AssignmentState.STARTED, AssignmentState.DONE)


def withdraw_days(
    session: Session, actor: Actor, publication: Publication, now: datetime
) -> Withdrawn:
    """Nothing of the publication stands on its days that have not begun.

    Days with care that has begun stay as they are: what happened is not taken back.
    Identities are kept, so that publishing again revives the same events.

    Raises
    ------
    Conflict
        If it stands on no day that could be taken back.
    """
    zone = ZoneInfo(session.scalars(select(Tenant.time_zone)).one())
    local = now.astimezone(zone)
    standing = _standing_days(session, publication)
    rows = _rows(session, standing)
    minute = local.hour * 60 + local.minute
    begun = {row.day for row in rows if _has_begun(row, local.date(), minute)}
    days = tuple(d for d in standing if d >= local.date() and d not in begun)
    if not days:
        raise Conflict(
            "Diese Freigabe gilt an keinem Tag mehr, der zurückgezogen werden kann:"
            " die Tage sind vorbei, haben begonnen oder wurden ersetzt."
        )
    changes = Changes(ended=[row for row in rows if row.day in days])
    for row in changes.ended:
        end(row, now)
    session.execute(delete(PublicationDay).where(PublicationDay.day.in_(days)))
    if len(days) == len(standing):
        publication.withdrawn_at = now
        publication.withdrawn_by = actor.user_id
    session.flush()
    _tell(session, actor, publication, changes, days, now)
    feeds = refresh_feeds(session, changes.touched, now)
    return Withdrawn(days, len(changes.ended), feeds)


def _tell(
    session: Session,
    actor: Actor,
    publication: Publication,
    changes: Changes,
    days: tuple[date, ...],
    now: datetime,
) -> None:
    """Messages and trail, in the same transaction."""
    key = f"withdrawal:{publication.number}:{days[0].isoformat()}"
    write_messages(session, "withdrawn", key, publication.id, changes.ended, now)
    record(
        session,
        actor=actor,
        action="withdraw_publication",
        subject_kind="publication",
        subject_id=publication.id,
        detail={"days": [day.isoformat() for day in days]},
        at=now,
    )


def _standing_days(session: Session, publication: Publication) -> list[date]:
    return list(
        session.scalars(
            select(PublicationDay.day)
            .where(PublicationDay.publication_id == publication.id)
            .order_by(PublicationDay.day)
        )
    )


def _rows(session: Session, days: list[date]) -> list[Assignment]:
    return list(
        session.scalars(
            select(Assignment)
            .where(Assignment.day.in_(days), Assignment.state.in_(LIVE))
            .order_by(Assignment.day, Assignment.start_minute, Assignment.id)
        )
    )


def _has_begun(row: Assignment, today: date, minute: int) -> bool:
    if row.state in _BEGUN:
        return True
    return row.day == today and row.start_minute <= minute
