"""A change of visits told in its transaction: calendars, record, messages."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from service.calendars.refresh import refresh_feeds
from service.db.audit_trail import record
from service.db.tables.contact_visits import ContactVisit
from service.domain.actor import Actor
from service.domain.kinds import FeedKind
from service.domain.touched import Touched
from service.planning.outbox import Recipient, post


@dataclass(frozen=True, slots=True)
class Changed:
    """Rows as they are now, and the days they were on before."""

    rows: Sequence[ContactVisit]
    days_before: frozenset[date] = frozenset()


def tell(
    session: Session,
    actor: Actor,
    action: str,
    changed: Changed,
    detail: Mapping[str, object],
    now: datetime,
) -> None:
    """Bring calendars up to date, keep the change on record, write messages."""
    rows = changed.rows
    if not rows:
        return
    session.flush()
    first = rows[0]
    record(
        session,
        actor=actor,
        action=action,
        subject_kind="contact_visit",
        subject_id=first.id,
        detail=detail,
        at=now,
    )
    days: dict[Recipient, set[date]] = defaultdict(set)
    for row in rows:
        for person in (row.visitor_id, row.host_id):
            days[FeedKind.PERSON, person].add(row.day)
    key = f"{action}:{first.id.hex}:{first.revised_at.isoformat()}"
    post(session, action, key, None, days, now)
    refresh_feeds(session, touched_by(changed), now)


def touched_by(changed: Changed) -> Touched:
    """Whose calendars visits are in."""
    persons, places, days = set[UUID](), set[UUID](), set(changed.days_before)
    for row in changed.rows:
        persons |= {row.visitor_id, row.host_id}
        places.add(row.place_id)
        days.add(row.day)
    return Touched(
        person_ids=frozenset(persons),
        place_ids=frozenset(places),
        days=frozenset(days),
    )
