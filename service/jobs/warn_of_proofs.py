"""Every night: tell those who plan which proofs run out in 90, 60 or 30 days."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.store import Store
from service.db.tables.feeds import OutboxMessage
from service.db.tables.people import Credential, Permit
from service.db.tables.tenancy import Tenant
from service.domain.kinds import FeedKind
from service.ports import local_day
from service.reports.expiring import Expiring, Urgency, expiring
from service.reports.load_proofs import active_people, proof_rows

TOPIC = "proof_expires"


def warn_of_proofs(store: Store, tenant_id: UUID) -> int:
    """One message per proof and step, to the counsellors of the person's area.

    Who has no area concerns those of the whole tenant. The message has ids, the last
    good day and the step: neither a name nor what the proof is about.

    Returns
    -------
    How many were written.
    """
    with store.write(tenant_id) as session:
        zone = session.scalars(select(Tenant.time_zone)).one()
        today = local_day(store.clock, zone)
        due = {
            _key(each): message
            for each, message in _messages(session, tenant_id, today)
        }
        known = session.scalars(
            select(OutboxMessage.delivery_key).where(OutboxMessage.topic == TOPIC)
        )
        for key in known:
            due.pop(key, None)
        now = store.clock.now()
        for key, message in due.items():
            message.delivery_key, message.created_at = key, now
            session.add(message)
    return len(due)


def _messages(
    session: Session, tenant_id: UUID, today: date
) -> list[tuple[Expiring, OutboxMessage]]:
    people = active_people(session, today)
    rows = proof_rows(
        session.scalars(select(Credential)), session.scalars(select(Permit))
    )
    return [
        (
            each,
            OutboxMessage(
                topic=TOPIC,
                recipient_kind=FeedKind.AREA,
                recipient_id=people[each.person_id].area_id or tenant_id,
                content={
                    "subject_id": str(each.person_id),
                    "days": [each.expires_on.isoformat()],
                    "urgency": each.urgency.value,
                },
            ),
        )
        for each in expiring(rows, today)
        if each.urgency is not Urgency.EXPIRED and each.person_id in people
    ]


def _key(each: Expiring) -> str:
    """A proof renewed runs out on another day: then it is told of again."""
    last = each.expires_on.isoformat()
    return f"{TOPIC}:{each.person_id.hex}:{each.kind}:{last}:{each.urgency.value}"
