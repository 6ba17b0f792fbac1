"""A publication is taken back for the days that have not begun."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from service.access import Action, load, may_plan_area
from service.calendars.refresh import refresh_feeds
from service.db.audit_trail import record
from service.db.store import Store
from service.db.tables.planning import Proposal
from service.db.tables.publications import Assignment, Publication, PublicationDay
from service.db.tables.tenancy import Tenant
from service.domain.actor import Actor
from service.domain.kinds import AssignmentState
from service.errors import Conflict
from service.planning.outbox import write_messages
from service.planning.replace_days import Changes, end
from service.snapshot.standing import LIVE

_BEGUN = (AssignmentState.STARTED, AssignmentState.DONE)


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Days on which nothing stands any more, and how many assignments ended."""

    days: tuple[date, ...]
    ended: int
    feeds: int


def withdraw_publication(store: Store, actor: Actor, publication_id: UUID) -> Withdrawn:
    """Nothing of the publication stands on its days that have not begun.

    Days with care that has begun stay as they are: what happened is not taken back.
    Identities are kept, so that publishing again revives the same events.

    Raises
    ------
    NotPermitted, NotFound
        If the actor may not withdraw this publication.
    Conflict
        If it stands on no day that could be taken back.
    """
    now = store.clock.now()
    with store.write(actor.tenant_id) as session:
        publication = load(session, actor, Publication, publication_id, Action.WITHDRAW)
        _check_area(session, actor, publication)
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


def _check_area(session: Session, actor: Actor, publication: Publication) -> None:
    if publication.proposal_id is None:
        may_plan_area(session, actor, None, Action.WITHDRAW)
        return
    proposal = session.scalars(
        select(Proposal).where(Proposal.id == publication.proposal_id)
    ).one()
    may_plan_area(session, actor, proposal.area_id, Action.WITHDRAW)


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
