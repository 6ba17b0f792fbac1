"""Proofs that run out: exactly at 90, 60 and 30 days, and on the last good day."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from service.db.tables.people import Credential
from service.domain.actor import Actor
from service.domain.kinds import Role
from service.errors import NotPermitted
from service.reports.expiring import ProofRow, Urgency, expiring, urgency_for
from service.use_cases.read_expiring_credentials import read_expiring_credentials
from tests.service.planning.build import MONDAY, Builder
from tests.service.planning.run import counsellor

WHO = uuid4()
SINCE = date(2024, 1, 1)


@pytest.mark.parametrize(
    ("days", "urgency"),
    [
        (-400, Urgency.EXPIRED),
        (-1, Urgency.EXPIRED),
        (0, Urgency.WITHIN_30_DAYS),
        (30, Urgency.WITHIN_30_DAYS),
        (31, Urgency.WITHIN_60_DAYS),
        (60, Urgency.WITHIN_60_DAYS),
        (61, Urgency.WITHIN_90_DAYS),
        (90, Urgency.WITHIN_90_DAYS),
        (91, None),
    ],
)
def test_limits(days, urgency):
    assert urgency_for(days) is urgency
    proof = ProofRow(WHO, "first_aid", SINCE, MONDAY + timedelta(days=days))
    found = [each.urgency for each in expiring([proof], MONDAY)]
    assert found == ([urgency] if urgency else [])


def proofs(*spans):
    return [
        ProofRow(
            WHO,
            "measles",
            MONDAY + timedelta(days=start),
            None if end is None else MONDAY + timedelta(days=end),
        )
        for start, end in spans
    ]


@pytest.mark.parametrize(
    ("spans", "left"),
    [
        ([(-700, 10), (-5, 725)], None),  # renewed while the old one holds
        ([(-700, 10), (11, 700)], None),  # follows the day after
        ([(-700, 10), (12, 700)], 10),  # a day without proof
        ([(-700, -20), (-900, -300)], -20),  # the later of two that ran out
        ([(-700, 10), (-600, None)], None),  # one never ends
        ([(5, 40)], None),  # not there yet: nothing runs out
        ([(-9, 20), (21, 50), (51, 80)], 80),
    ],
)
def test_proofs_that_follow_each_other_are_one(spans, left):
    assert [each.days_left for each in expiring(proofs(*spans), MONDAY)] == (
        [] if left is None else [left]
    )


@pytest.fixture
def staff(store, tenant):
    """Two whose permits run out in 29 and 60 days, one gone, one whose proof did."""
    with store.write(tenant.id) as session:
        build = Builder(session)
        people = [build.a_person(places=0) for _ in range(4)]
        for person, days in zip(people, (29, 60, 5, 400), strict=True):
            build.a_permit(person, ends=MONDAY + timedelta(days=days))
        people[2].active_until = MONDAY - timedelta(days=1)
        session.add(
            Credential(
                person_id=people[3].id,
                kind="first_aid",
                issued_on=date(2024, 9, 1),
                expires_on=MONDAY - timedelta(days=1),
            )
        )
        for proof in session.query(Credential).filter_by(
            person_id=people[3].id, kind="first_aid", expires_on=None
        ):
            session.delete(proof)
        return [person.id for person in people]


def test_the_most_urgent_stand_first_and_who_has_left_is_not_named(
    store, tenant, staff
):
    found = read_expiring_credentials(store, counsellor(tenant.id))
    assert found.day == MONDAY
    assert [(w.person_id, w.kind, w.days_left) for w in found.warnings] == [
        (staff[3], "first_aid", -1),
        (staff[0], "permit", 29),
        (staff[1], "permit", 60),
    ]
    assert found.warnings[1].title == "Pflegeerlaubnis"


def test_a_substitute_is_warned_of_her_own_only(store, tenant, staff):
    own = Actor(
        user_id=None,
        tenant_id=tenant.id,
        roles=frozenset({Role.SUBSTITUTE}),
        person_ids=frozenset({staff[1]}),
        today=MONDAY,
    )
    found = read_expiring_credentials(store, own).warnings
    assert [each.person_id for each in found] == [staff[1]]


@pytest.mark.parametrize("role", [Role.GUARDIAN, Role.COORDINATOR, Role.OPERATOR])
def test_proofs_are_no_business_of_others(store, tenant, role):
    actor = Actor(user_id=None, tenant_id=tenant.id, roles=frozenset({role}))
    with pytest.raises(NotPermitted):
        read_expiring_credentials(store, actor)
