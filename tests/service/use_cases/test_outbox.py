"""Each event leaves a message for those it concerns, in the same transaction."""

import pytest
from sqlalchemy import delete, select

from service.db.tables.children import Guardian, Guardianship
from service.db.tables.feeds import OutboxMessage
from service.db.tables.publications import Assignment
from service.domain.answers import Answer
from service.domain.kinds import FeedKind
from service.errors import Conflict
from service.use_cases.answer_assignment import AnswerAssignment, answer_assignment
from service.use_cases.arrange import (
    Arrange,
    arrange_by_hand,
    forbid,
    pin,
    release_arrangement,
)
from service.use_cases.change_absence import (
    ChangeAbsence,
    extend_absence,
    withdraw_absence,
)
from service.use_cases.report_absence import ReportAbsence, report_absence
from tests.service.planning.build import MONDAY, TUESDAY
from tests.service.planning.run import publish


@pytest.fixture
def row(store, town):
    """A published assignment whose child has a guardian; older messages are gone."""
    publish(store, town.actor)
    with store.write(town.tenant_id) as session:
        row = session.scalars(select(Assignment).order_by(Assignment.day)).first()
        guardian = Guardian(code="G1")
        session.add(guardian)
        session.flush()
        session.add(Guardianship(guardian_id=guardian.id, child_id=row.child_id))
        session.execute(delete(OutboxMessage))
    return row


def written(store, town):
    with store.read(town.tenant_id) as session:
        found = session.scalars(select(OutboxMessage)).all()
    assert len({each.delivery_key for each in found}) == len(found)
    return sorted((each.topic, each.recipient_kind.value) for each in found)


@pytest.mark.parametrize("word", [Answer.ACCEPT, Answer.DECLINE])
def test_an_answer_is_told_to_both_persons_and_the_family(store, town, row, word):
    answer_assignment(store, town.actor, AnswerAssignment(row.id, word))
    topic = f"{word.value}_assignment"
    assert written(store, town) == [
        (topic, FeedKind.GUARDIAN.value),
        (topic, FeedKind.PERSON.value),
        (topic, FeedKind.PERSON.value),
    ]
    with store.read(town.tenant_id) as session:
        message = session.scalars(select(OutboxMessage)).first()
    assert message.content == {
        "subject_id": str(row.id),
        "days": [row.day.isoformat()],
    }


def test_what_is_refused_tells_nobody(store, town, row):
    with pytest.raises(Conflict):
        answer_assignment(store, town.actor, AnswerAssignment(row.id, Answer.FINISH))
    assert written(store, town) == []


def test_an_absence_tells_each_time_it_changes(store, town, row):
    person = row.absent_person_id
    absence = report_absence(store, town.actor, ReportAbsence(person, MONDAY))
    for last in (TUESDAY, MONDAY):
        extend_absence(store, town.actor, ChangeAbsence(absence, last))
    withdraw_absence(store, town.actor, absence)
    topics = ["extend_absence"] * 2 + ["report_absence", "withdraw_absence"]
    assert [t for t, kind in written(store, town) if kind == "person"] == topics
    assert [t for t, kind in written(store, town) if kind == "guardian"] == topics


@pytest.mark.parametrize(
    ("verb", "topic"), [(pin, "arrange_pin"), (arrange_by_hand, "arrange_arranged")]
)
def test_what_is_arranged_and_released_is_told(store, town, row, verb, topic):
    wanted = Arrange(row.child_id, row.day, row.person_id)
    arrangement = verb(store, town.actor, wanted)
    told = [(topic, "guardian"), (topic, "person")]
    assert written(store, town) == told
    release_arrangement(store, town.actor, arrangement)
    released = [("release_arrangement", kind) for kind in ("guardian", "person")]
    assert written(store, town) == sorted(told + released)


def test_nobody_is_told_whom_a_counsellor_forbade(store, town, row):
    wanted = Arrange(row.child_id, row.day, row.person_id)
    release_arrangement(store, town.actor, forbid(store, town.actor, wanted))
    assert written(store, town) == []
