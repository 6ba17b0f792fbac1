"""The database decides: a coach in one session, a kindergarten with one coach."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from sqlalchemy import insert, update
from sqlalchemy.exc import DBAPIError

from service.db.store import Store
from service.db.tables.coaches import Coach
from service.db.tables.engagements import CoachingSession, Engagement
from service.db.tables.kindergartens import Kindergarten
from service.db.tables.tenancy import Area
from service.domain.kinds import (
    AppointmentState,
    AreaKind,
    EngagementState,
    Stage,
    TenantKind,
)
from service.errors import Conflict
from tests.tenants import make_tenant

ENGAGEMENTS = Engagement.__table__
SESSIONS = CoachingSession.__table__
NOON = datetime(2027, 3, 2, 12, 0, tzinfo=UTC)
STANDING = {
    AppointmentState.PLANNED,
    AppointmentState.CONFIRMED,
    AppointmentState.MOVED,
    AppointmentState.HELD,
}
HOURS = {
    "before": (-3, -1, True),
    "touching the start": (-2, 0, True),
    "over the start": (-1, 1, False),
    "inside": (0.5, 1, False),
    "the same": (0, 2, False),
    "around": (-1, 3, False),
    "touching the end": (2, 3, True),
}
"""Hours after noon of a second session against noon to two, and whether both may be."""
MONTHS = {
    "before": (1, 2, True),
    "up to the first": (1, 3, False),
    "the same": (3, 8, False),
    "inside": (5, 5, False),
    "from the last": (8, 12, False),
    "after": (9, 12, True),
}
"""Months of a second engagement against March to August."""


@pytest.fixture
def scene(any_store: Store):
    tenant = make_tenant(any_store, "ThEKiZ", "TH", TenantKind.PROGRAMME)
    coaches, houses = [uuid4(), uuid4()], [uuid4(), uuid4()]
    with any_store.write(tenant.id) as session:
        county = Area(id=uuid4(), kind=AreaKind.COUNTY, name="Gotha")
        session.add(county)
        session.flush()
        for number, (coach, house) in enumerate(zip(coaches, houses, strict=True)):
            session.add(
                Coach(
                    id=coach,
                    code=f"P-{number}",
                    given_name="A",
                    family_name="B",
                    sort_key="b a",
                    monthly_minutes=600,
                )
            )
            session.add(
                Kindergarten(
                    id=house,
                    code=f"K-{number}",
                    name="C",
                    sort_key="c",
                    area_id=county.id,
                    stage=Stage.START,
                    min_half_hours=4,
                    wished_half_hours=4,
                )
            )
    return SimpleNamespace(tenant_id=tenant.id, coaches=coaches, houses=houses)


def engagement(scene, coach=0, house=0, first=3, last=8, **changes):
    return {
        "tenant_id": scene.tenant_id,
        "id": uuid4(),
        "version": 1,
        "uid": uuid4(),
        "coach_id": scene.coaches[coach],
        "kindergarten_id": scene.houses[house],
        "first_month": date(2027, first, 1),
        "last_month": date(2027, last, 1),
        "half_hours": 4,
        "state": EngagementState.ACCEPTED,
        "revised_at": NOON,
        **changes,
    }


def session_of(row, number=1, start=0.0, end=2.0, **changes):
    return {
        "tenant_id": row["tenant_id"],
        "id": uuid4(),
        "version": 1,
        "uid": uuid4(),
        "engagement_id": row["id"],
        "coach_id": row["coach_id"],
        "kindergarten_id": row["kindergarten_id"],
        "number": number,
        "starts_at": NOON + timedelta(hours=start),
        "ends_at": NOON + timedelta(hours=end),
        "day": NOON.date(),
        "start_minute": 600,
        "end_minute": 720,
        "state": AppointmentState.PLANNED,
        "revised_at": NOON,
        **changes,
    }


def takes(store: Store, table, *rows) -> bool:
    """Whether the database takes the last row after the others; nothing stays."""
    with store.engine.connect() as connection, connection.begin() as attempt:
        try:
            for row in rows[:-1]:
                connection.execute(insert(table), row)
            try:
                connection.execute(insert(table), rows[-1])
            except DBAPIError:
                return False
            return True
        finally:
            attempt.rollback()


def test_a_kindergarten_has_one_agreed_engagement_in_a_month(
    any_store, scene, subtests
):
    for position, (first, last, allowed) in MONTHS.items():
        with subtests.test(position):
            one = engagement(scene)
            other = engagement(scene, coach=1, first=first, last=last)
            assert takes(any_store, ENGAGEMENTS, one, other) is allowed
            assert takes(any_store, ENGAGEMENTS, other, one) is allowed


def test_only_agreed_engagements_count_and_only_of_one_kindergarten(
    any_store, scene, subtests
):
    for state in EngagementState:
        with subtests.test(state.value):
            other = engagement(scene, coach=1, state=state)
            free = state is not EngagementState.ACCEPTED
            assert takes(any_store, ENGAGEMENTS, engagement(scene), other) is free
    assert takes(any_store, ENGAGEMENTS, engagement(scene), engagement(scene, house=1))


def test_an_engagement_agreed_later_is_held_to_it_too(any_store, scene):
    standing = engagement(scene)
    asked = engagement(scene, coach=1, state=EngagementState.PROPOSED)
    with any_store.engine.begin() as connection:
        connection.execute(insert(ENGAGEMENTS), [standing, asked])
    accepted = update(ENGAGEMENTS).values(state=EngagementState.ACCEPTED)
    with any_store.engine.begin() as connection:  # itself is not in its own way
        connection.execute(accepted.where(ENGAGEMENTS.c.id == standing["id"]))
    key = (scene.tenant_id, asked["id"])
    with (
        pytest.raises(Conflict, match="Kita hat in einem dieser Monate schon eine"),
        any_store.write(scene.tenant_id) as session,
    ):
        session.get_one(Engagement, key).state = EngagementState.ACCEPTED


def test_months_are_first_days_in_their_order(any_store, scene):
    for changes, allowed in (
        ({}, True),
        ({"first_month": date(2027, 3, 2)}, False),
        ({"last_month": date(2027, 8, 31)}, False),
        ({"last_month": date(2027, 3, 1)}, True),
        ({"last_month": date(2027, 2, 1)}, False),
        ({"half_hours": 0}, False),
        ({"visits_per_month": 0}, False),
    ):
        row = engagement(scene, **changes)
        assert takes(any_store, ENGAGEMENTS, row) is allowed, changes


def test_a_coach_is_never_in_two_sessions(any_store, scene, subtests):
    here, there = engagement(scene), engagement(scene, house=1)
    with any_store.engine.begin() as connection:
        connection.execute(insert(ENGAGEMENTS), [here, there])
    for position, (start, end, allowed) in HOURS.items():
        with subtests.test(position):
            one, other = session_of(here), session_of(there, start=start, end=end)
            assert takes(any_store, SESSIONS, one, other) is allowed
            assert takes(any_store, SESSIONS, other, one) is allowed


def test_only_standing_sessions_of_one_coach_count(any_store, scene, subtests):
    here = engagement(scene)
    beside = engagement(scene, coach=1, house=1)
    with any_store.engine.begin() as connection:
        connection.execute(insert(ENGAGEMENTS), [here, beside])
    for state in AppointmentState:
        with subtests.test(state.value):
            other = session_of(here, 2, state=state)
            free = state not in STANDING
            assert takes(any_store, SESSIONS, session_of(here), other) is free
    assert takes(any_store, SESSIONS, session_of(here), session_of(beside))


def test_people_are_told_that_the_coach_is_busy(any_store, scene):
    here, there = engagement(scene), engagement(scene, house=1)
    with any_store.engine.begin() as connection:
        connection.execute(insert(ENGAGEMENTS), [here, there])
        connection.execute(insert(SESSIONS), session_of(here))
    with (
        pytest.raises(Conflict, match="Prozessbegleitung hat zu dieser Zeit schon"),
        any_store.write(scene.tenant_id) as session,
    ):
        session.add(CoachingSession(**session_of(there, start=1)))


def test_a_session_belongs_to_the_pair_of_its_engagement(any_store, scene):
    here = engagement(scene)
    with any_store.engine.begin() as connection:
        connection.execute(insert(ENGAGEMENTS), here)
    assert takes(any_store, SESSIONS, session_of(here))
    stranger = session_of(here, coach_id=scene.coaches[1])
    assert not takes(any_store, SESSIONS, stranger)
    elsewhere = session_of(here, kindergarten_id=scene.houses[1])
    assert not takes(any_store, SESSIONS, elsewhere)
    assert not takes(any_store, SESSIONS, session_of(here), session_of(here, start=5))
