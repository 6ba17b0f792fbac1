"""Nobody is at two places at once, whatever the appointments are and who planned them.

Sessions and consultation visits share kindergartens: whatever of one kind stands is
busy time for the other, with the way between.
"""

from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from service.calendars.local_time import instants
from service.dates.consultations.state import load_consultations
from service.db.tables.engagements import CoachingSession
from service.db.tables.kindergartens import Kindergarten
from service.db.tables.visits import ConsultationVisit
from service.doctor import doctor
from service.domain.kinds import AppointmentState as State
from service.errors import Conflict
from service.matching.months import period_of
from service.use_cases.agree_engagement import AgreeEngagement, agree_engagement
from service.use_cases.answer_engagement import (
    AnswerEngagement,
    EngagementAnswer,
    answer_engagement,
)
from service.use_cases.move_consultation import MoveConsultation, move_consultation
from service.use_cases.move_session import MoveSession, move_session
from service.use_cases.request_dates import RequestDates
from tests.service.dates import consulting, run
from tests.service.explaining.wired import moved_by_wire
from tests.service.matching.build import YEAR

DECEMBER = RequestDates(YEAR, 12, seconds=60, workers=1)


@pytest.fixture
def programme(store):
    """Berta comes to the hill in Jena once in December; two houses receive."""
    found = consulting.with_hosts(store)
    found.engagement = agreed(store, found, found.berta, found.hill)
    yield found
    assert doctor(store) == ()


def agreed(store, programme, coach, house, half_hours=4):
    command = AgreeEngagement(coach, house, half_hours, YEAR, 12)
    asked = agree_engagement(store, programme.actor, command)
    said = AnswerEngagement(asked.engagement_id, EngagementAnswer.ACCEPT)
    answer_engagement(store, programme.actor, said)
    return asked.engagement_id


def sessions(store, programme):
    with store.read(programme.tenant_id) as session:
        return session.scalars(
            select(CoachingSession).order_by(CoachingSession.starts_at)
        ).all()


def planned(store, programme):
    run.plan(store, programme.actor, DECEMBER)
    return sessions(store, programme)[0]


def add(store, programme, *rows):
    with store.write(programme.tenant_id) as session:
        session.add_all(rows)


def a_visit(whose, times, state, now):
    house, host, day = whose
    start, end = times
    return ConsultationVisit(
        id=uuid4(),
        kindergarten_id=house,
        host_id=host,
        day=day,
        start_minute=start,
        end_minute=end,
        state=state,
        revised_at=now,
    )


def way_to(store, programme, host):
    """Minutes of the kindergarten on the hill to a host."""
    with store.read(programme.tenant_id) as session:
        now = store.clock.now()
        state = load_consultations(session, period_of(YEAR), now)
        return state.problem.ways[str(programme.hill), str(host)]


def visit_of_hill(store, programme):
    found = consulting.rows(store, programme)
    return next(row for row in found if row.kindergarten_id == programme.hill)


def test_a_session_leaves_a_visit_its_way_back(store, programme):
    met = planned(store, programme)
    ends = met.start_minute - way_to(store, programme, programme.west)
    now = store.clock.now()
    whose = (programme.hill, programme.west, met.day)
    gone = a_visit(whose, (ends - 60, met.start_minute), State.CANCELLED, now)
    add(store, programme, gone, a_visit(whose, (ends - 60, ends), State.PLANNED, now))
    assert run.plan(store, programme.actor, DECEMBER).moved == 0
    add(store, programme, a_visit(whose, (ends - 60, ends + 1), State.HELD, now))
    assert run.plan(store, programme.actor, DECEMBER).moved == 1


def test_a_session_leaves_a_host_the_hours_of_a_visit(store, programme):
    agreed(store, programme, programme.anna, programme.west_house)
    run.plan(store, programme.actor, DECEMBER)
    (met,) = (s for s in sessions(store, programme) if s.coach_id == programme.anna)
    now, whose = store.clock.now(), (programme.sun, programme.west, met.day)
    start = met.end_minute
    add(store, programme, a_visit(whose, (start, start + 9), State.CONFIRMED, now))
    assert run.plan(store, programme.actor, DECEMBER).moved == 0
    add(store, programme, a_visit(whose, (start - 1, start + 9), State.MOVED, now))
    assert run.plan(store, programme.actor, DECEMBER).moved == 1


def test_a_visit_leaves_a_session_its_hours_and_the_way_home(store, programme):
    consulting.plan(store, programme)
    met = visit_of_hill(store, programme)
    back = met.end_minute + way_to(store, programme, met.host_id)
    now = store.clock.now()
    add(store, programme, a_session(programme, met, back, now))
    assert consulting.plan(store, programme).moved == 0
    with store.write(programme.tenant_id) as session:
        for row in session.scalars(select(CoachingSession)):
            row.start_minute = back - 1
    assert consulting.plan(store, programme).moved == 1


def a_session(programme, met, start, now):
    """A session that somebody agreed by hand, on the day of a visit."""
    starts_at, ends_at = instants(met.day, start, start + 60, ZoneInfo("Europe/Berlin"))
    return CoachingSession(
        id=uuid4(),
        engagement_id=programme.engagement,
        coach_id=programme.berta,
        kindergarten_id=programme.hill,
        number=1,
        starts_at=starts_at,
        ends_at=ends_at,
        day=met.day,
        start_minute=start,
        end_minute=start + 60,
        state=State.CONFIRMED,
        revised_at=now,
    )


def test_who_moves_by_hand_is_told_what_is_in_the_way(store, programme):
    met = planned(store, programme)
    consulting.plan(store, programme)
    visit = visit_of_hill(store, programme)
    move = MoveConsultation(visit.id, met.day, visit.host_id)
    with pytest.raises(Conflict, match="unterwegs, hat da aber schon etwas anderes"):
        move_consultation(store, programme.actor, move, moved_by_wire)
    with store.write(programme.tenant_id) as session:
        row = session.get_one(ConsultationVisit, (programme.tenant_id, visit.id))
        row.day, row.start_minute, row.end_minute = met.day.replace(day=8), 480, 960
    with pytest.raises(
        Conflict, match=r"hat am 08\.12\.2027 von .* schon etwas anderes"
    ):
        move_session(
            store, programme.actor, MoveSession(met.id, met.day.replace(day=8))
        )


def test_a_session_at_a_house_on_no_map_keeps_its_coach(store, programme):
    """Its engagement is not planned any more, but the session stands."""
    agreed(store, programme, programme.berta, programme.river)
    run.plan(store, programme.actor, DECEMBER)
    of_house = {row.kindergarten_id: row for row in sessions(store, programme)}
    lost, other = of_house[programme.river], of_house[programme.hill]
    with store.write(programme.tenant_id) as session:
        row = session.get_one(Kindergarten, (programme.tenant_id, programme.river))
        row.latitude = row.longitude = row.coordinates_source = None
    move_session(store, programme.actor, MoveSession(other.id))
    move_session(store, programme.actor, MoveSession(other.id, lost.day))
    after = {row.id: row for row in sessions(store, programme)}
    assert after[other.id].day == lost.day
    one, two = sorted((after[other.id], after[lost.id]), key=lambda r: r.starts_at)
    assert one.ends_at <= two.starts_at
