"""The database decides: one child once, one person in one place, half-open minutes."""

import pytest
from sqlalchemy import insert, update
from sqlalchemy.exc import DBAPIError

from service.db.store import Store
from service.db.tables.publications import Assignment, PublicationDay
from service.domain.kinds import AssignmentState
from service.errors import Conflict
from tests.service.db.assignments import DAY, TABLE, make_scene

POSITIONS = {
    "before": (420, 470, True),
    "touching the start": (420, 480, True),
    "over the start": (420, 481, False),
    "inside": (500, 600, False),
    "the same": (480, 720, False),
    "around": (420, 780, False),
    "over the end": (719, 780, False),
    "touching the end": (720, 780, True),
    "after": (730, 780, True),
}
"""Second interval against 480–720 minutes, and whether both may stand."""

ACTIVE = {
    AssignmentState.PUBLISHED,
    AssignmentState.ACCEPTED,
    AssignmentState.STARTED,
    AssignmentState.DONE,
}


@pytest.fixture
def scene(any_store: Store):
    return make_scene(any_store.engine)


def takes(store: Store, *rows) -> bool:
    """Whether the database takes the last row after the others; nothing stays."""
    with store.engine.connect() as connection, connection.begin() as attempt:
        for row in rows[:-1]:
            connection.execute(insert(TABLE), row)
        try:
            connection.execute(insert(TABLE), rows[-1])
        except DBAPIError:
            return False
        else:
            return True
        finally:
            attempt.rollback()


def test_one_child_is_never_with_two_persons_at_once(any_store, scene, subtests):
    for position, (start, end, allowed) in POSITIONS.items():
        with subtests.test(position):
            other = scene.row(
                person_id=scene.persons[1], start_minute=start, end_minute=end, piece=1
            )
            assert takes(any_store, scene.row(), other) is allowed
            assert takes(any_store, other, scene.row()) is allowed


def test_nobody_is_in_two_places_at_once(any_store, scene, subtests):
    for position, (start, end, allowed) in POSITIONS.items():
        with subtests.test(position):
            other = scene.row(
                child_id=scene.children[1],
                place_id=scene.places[1],
                start_minute=start,
                end_minute=end,
            )
            assert takes(any_store, scene.row(), other) is allowed
            assert takes(any_store, other, scene.row()) is allowed


def test_a_person_may_have_two_children_in_one_place(any_store, scene):
    assert takes(any_store, scene.row(), scene.row(child_id=scene.children[1]))


def test_only_active_states_count(any_store, scene, subtests):
    for state in AssignmentState:
        with subtests.test(state.value):
            other = scene.row(person_id=scene.persons[1], state=state, piece=1)
            assert takes(any_store, scene.row(), other) is (state not in ACTIVE)
            assert takes(any_store, other, scene.row()) is (state not in ACTIVE)


def test_other_days_and_other_tenants_do_not_count(any_store, scene):
    tomorrow = DAY.replace(day=3)
    assert takes(
        any_store, scene.row(), scene.row(day=tomorrow, person_id=scene.persons[1])
    )
    elsewhere = make_scene(any_store.engine)
    assert takes(any_store, scene.row(), elsewhere.row())


def test_a_changed_row_is_held_to_it_too(any_store, scene, subtests):
    standing = scene.row()
    base = {"person_id": scene.persons[1], "piece": 1}
    changes = {
        "longer": (
            scene.row(**base, start_minute=720, end_minute=800),
            {"start_minute": 700},
        ),
        "active again": (
            scene.row(**base, state=AssignmentState.ENDED),
            {"state": AssignmentState.ACCEPTED},
        ),
        "another child": (
            scene.row(**base, child_id=scene.children[1]),
            {"child_id": scene.children[0]},
        ),
        "another place": (
            scene.row(child_id=scene.children[1]),
            {"place_id": scene.places[1]},
        ),
        "another day": (scene.row(**base, day=DAY.replace(day=4)), {"day": DAY}),
    }
    for change, (other, new) in changes.items():
        with subtests.test(change), any_store.engine.connect() as connection:
            attempt = connection.begin()
            connection.execute(insert(TABLE), [standing, other])
            connection.execute(  # the row itself is not in its own way
                update(TABLE)
                .where(TABLE.c.id == standing["id"])
                .values(start_minute=470, end_minute=719)
            )
            with pytest.raises(DBAPIError):
                connection.execute(
                    update(TABLE).where(TABLE.c.id == other["id"]).values(new)
                )
            attempt.rollback()


def test_people_are_told_which_rule_refused(any_store, scene):
    with any_store.engine.begin() as connection:
        connection.execute(insert(TABLE), scene.row())
    with (
        pytest.raises(Conflict, match="Das Kind ist zu dieser Zeit schon vergeben"),
        any_store.write(scene.tenant_id) as session,
    ):
        session.add(Assignment(**scene.row(person_id=scene.persons[1])))
    with (
        pytest.raises(Conflict, match="Vertretung ist zu dieser Zeit schon an einem"),
        any_store.write(scene.tenant_id) as session,
    ):
        session.add(
            Assignment(
                **scene.row(child_id=scene.children[1], place_id=scene.places[1])
            )
        )


def test_a_day_stands_by_one_publication(any_store, scene):
    with any_store.write(scene.tenant_id) as session:
        session.add(PublicationDay(day=DAY, publication_id=scene.publication_id))
    with (
        pytest.raises(Conflict, match="inzwischen von jemand anderem freigegeben"),
        any_store.write(scene.tenant_id) as session,
    ):
        session.add(PublicationDay(day=DAY, publication_id=scene.publication_id))
