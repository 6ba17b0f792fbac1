"""Messages that a change makes true, written in its transaction."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.tables.children import Guardianship
from service.db.tables.feeds import OutboxMessage
from service.db.tables.publications import Assignment
from service.domain.kinds import FeedKind

Recipient = tuple[FeedKind, UUID]


@dataclass(frozen=True, slots=True)
class Concerned:
    """Whom an event concerns; of an absence ``days`` are first and last (or open)."""

    days: Sequence[date | None]
    persons: Sequence[UUID] = ()
    children: Sequence[UUID] = ()


def write_messages(
    session: Session,
    topic: str,
    key: str,
    publication_id: UUID | None,
    rows: Sequence[Assignment],
    now: datetime,
) -> int:
    """One message per substitute and guardian concerned; ids and days only.

    Parameters
    ----------
    topic
        What happened, in English: ``published``, ``withdrawn``, ``accepted`` and so on.
    key
        Of the event; with the recipient it makes the delivery unique.
    rows
        Assignments that are new, changed or ended.

    Returns
    -------
    How many were written.
    """
    days: dict[Recipient, set[date]] = defaultdict(set)
    for row in rows:
        days[FeedKind.PERSON, row.person_id].add(row.day)
    guardians = _guardians(session, {row.child_id for row in rows})
    for row in rows:
        for guardian in guardians.get(row.child_id, ()):
            days[FeedKind.GUARDIAN, guardian].add(row.day)
    return post(session, topic, key, publication_id, days, now)


def post(
    session: Session,
    topic: str,
    key: str,
    publication_id: UUID | None,
    days: Mapping[Recipient, set[date]],
    now: datetime,
) -> int:
    """One message per recipient with the days that concern her; how many they were."""
    for (kind, recipient), concerned in sorted(days.items()):
        session.add(
            OutboxMessage(
                delivery_key=f"{key}:{kind.value}:{recipient.hex}",
                topic=topic,
                recipient_kind=kind,
                recipient_id=recipient,
                publication_id=publication_id,
                content={"days": [day.isoformat() for day in sorted(concerned)]},
                created_at=now,
            )
        )
    return len(days)


def write_event(
    session: Session,
    topic: str,
    subject_id: UUID,
    concerned: Concerned,
    now: datetime,
) -> int:
    """One message per person concerned and per guardian of the children concerned.

    Parameters
    ----------
    topic
        What happened, in English, as in the audit trail: ``report_absence``.
    subject_id
        To what it happened; the same may happen to it again, so each is told apart.
    concerned
        Whom it concerns, on which days.

    Returns
    -------
    How many were written.
    """
    guardians = _guardians(session, set(concerned.children))
    recipients: set[Recipient] = {(FeedKind.PERSON, p) for p in concerned.persons}
    recipients |= {(FeedKind.GUARDIAN, g) for each in guardians.values() for g in each}
    event = uuid4().hex
    for kind, recipient in sorted(recipients):
        session.add(
            OutboxMessage(
                delivery_key=f"{topic}:{event}:{kind.value}:{recipient.hex}",
                topic=topic,
                recipient_kind=kind,
                recipient_id=recipient,
                content={
                    "subject_id": str(subject_id),
                    "days": [day and day.isoformat() for day in concerned.days],
                },
                created_at=now,
            )
        )
    return len(recipients)


def _guardians(session: Session, children: set[UUID]) -> dict[UUID, list[UUID]]:
    found: dict[UUID, list[UUID]] = defaultdict(list)
    rows = session.execute(
        select(Guardianship.child_id, Guardianship.guardian_id).where(
            Guardianship.child_id.in_(sorted(children))
        )
    )
    for child, guardian in rows:
        found[child].append(guardian)
    return found
