"""Who plans is told of a proof that runs out, once per step, exactly at its day."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from service.db.tables.feeds import OutboxMessage
from service.db.tables.people import Credential, Permit, Person
from service.domain.kinds import FeedKind
from service.jobs.limits import JobLimits
from service.jobs.periodic import run_due
from service.jobs.schedule import periodic_tasks
from service.jobs.warn_of_proofs import TOPIC, warn_of_proofs
from tests.service.planning.build import MONDAY, SINCE, Builder

FAR = date(2040, 1, 1)


def messages(store, tenant) -> list[OutboxMessage]:
    with store.read(tenant.id) as session:
        told = select(OutboxMessage).where(OutboxMessage.topic == TOPIC)
        return list(session.scalars(told.order_by(OutboxMessage.created_at)))


def a_proof_until(store, tenant, last: date | None, kind: str = "first_aid"):
    """The id of somebody all of whose proofs are for ever, but for this one."""
    with store.write(tenant.id) as session:
        person = Builder(session).a_childminder()
        for proof in session.scalars(select(Credential)):
            proof.expires_on = FAR
        for permit in session.scalars(select(Permit)):
            permit.valid_until = FAR
        row = session.scalars(
            select(Credential).where(
                Credential.person_id == person.id, Credential.kind == kind
            )
        ).one()
        row.expires_on = last
        return person.id


@pytest.mark.parametrize(
    ("days", "urgency"),
    [
        (91, None),
        (90, "within_90_days"),
        (61, "within_90_days"),
        (60, "within_60_days"),
        (31, "within_60_days"),
        (30, "within_30_days"),
        (0, "within_30_days"),
        (-1, None),
    ],
)
def test_a_proof_is_told_of_from_its_step_on(store, tenant, days, urgency):
    last = MONDAY + timedelta(days=days)
    person = a_proof_until(store, tenant, last)
    assert warn_of_proofs(store, tenant.id) == (urgency is not None)
    told = messages(store, tenant)
    assert [m.content for m in told] == [
        {"subject_id": str(person), "days": [last.isoformat()], "urgency": urgency}
        for _ in told
    ]
    # Nobody has an area here: it concerns whoever plans for the tenant.
    assert {(m.recipient_kind, m.recipient_id) for m in told} <= {
        (FeedKind.AREA, tenant.id)
    }


def test_each_step_is_told_of_once_and_a_renewed_proof_anew(store, tenant, clock):
    last = MONDAY + timedelta(days=90)
    person = a_proof_until(store, tenant, last)
    assert [warn_of_proofs(store, tenant.id) for _ in range(2)] == [1, 0]
    clock.advance(days=30)
    assert [warn_of_proofs(store, tenant.id) for _ in range(2)] == [1, 0]
    clock.advance(days=30)
    assert [warn_of_proofs(store, tenant.id) for _ in range(2)] == [1, 0]
    with store.write(tenant.id) as session:
        renewed = Credential(
            person_id=person,
            kind="first_aid",
            issued_on=SINCE + timedelta(days=1),
            expires_on=last + timedelta(days=50),
        )
        session.add(renewed)
    assert warn_of_proofs(store, tenant.id) == 1
    steps = [message.content["urgency"] for message in messages(store, tenant)]
    days = (90, 60, 30, 90)
    assert steps == [f"within_{number}_days" for number in days]


def test_whoever_has_left_is_not_told_of(store, tenant):
    a_proof_until(store, tenant, MONDAY + timedelta(days=30))
    with store.write(tenant.id) as session:
        credential = session.scalars(
            select(Credential).where(Credential.expires_on < FAR)
        ).one()
        person = session.get_one(Person, (tenant.id, credential.person_id))
        person.active_until = MONDAY - timedelta(days=1)
    assert warn_of_proofs(store, tenant.id) == 0


def test_it_is_told_at_night_and_never_what_the_proof_is_about(store, tenant):
    a_proof_until(store, tenant, MONDAY + timedelta(days=60), kind="measles")
    run_due(store, periodic_tasks(store, {}, JobLimits(), lambda _: None))
    (message,) = messages(store, tenant)
    assert "measles" not in str(message.content)
