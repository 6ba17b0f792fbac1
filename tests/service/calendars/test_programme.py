"""What the feeds of a programme show: whose, in which state, and how little of it."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from service.calendars.programme import source, standing
from service.calendars.programme.touching import refresh_appointments
from service.calendars.recipients import Recipient
from service.db.tables.accounts import Membership
from service.db.tables.coaches import Coach
from service.db.tables.engagements import CoachingSession, Engagement
from service.db.tables.kindergartens import Kindergarten
from service.db.tables.visits import ConsultationVisit
from service.db.tables.workshops import Cluster, ClusterEvent
from service.domain.kinds import (
    AppointmentState,
    ClusterEventKind,
    EngagementState,
    FeedKind,
    Role,
)
from service.domain.page import PageRequest
from service.domain.touched import Touched
from service.errors import NotFound
from service.matching.ending import leave
from service.use_cases.export_feed import export_feeds
from service.use_cases.list_feeds import list_feeds
from service.use_cases.revoke_feed import revoke_feed
from service.use_cases.subscribe_feed import subscribe_feed
from tests.service.calendars.actors import user_with
from tests.service.calendars.reading import Component, read
from tests.service.calendars.subjects import Event, Programme, Session, Visit
from tests.service.calendars.world import MONDAY, World, days_after, make_world

CANARY = "Zaunkönig"


@pytest.fixture
def programme(world: World) -> Programme:
    return Programme(world)


def _only(world: World, path: str) -> Component:
    (event,) = read(world.body(path)).events
    return event


def _paths(world: World, programme: Programme) -> dict[FeedKind, str]:
    return {
        FeedKind.COACH: world.subscribe(FeedKind.COACH, programme.coach),
        FeedKind.KINDERGARTEN: world.subscribe(FeedKind.KINDERGARTEN, programme.house),
        FeedKind.COUNTY: world.subscribe(FeedKind.COUNTY, programme.county),
    }


def test_each_side_of_a_session_says_what_it_needs(
    world: World, programme: Programme
) -> None:
    world.change(
        Coach,
        programme.coach,
        postcode="99999",
        city=f"{CANARY}1",
        email=f"{CANARY}2",
        phone=f"{CANARY}3",
        employer=f"{CANARY}4",
    )
    world.change(
        Kindergarten,
        programme.house,
        email=f"{CANARY}5",
        phone=f"{CANARY}6",
        institution=f"{CANARY}7",
    )
    paths = _paths(world, programme)
    programme.a_session(programme.an_engagement(), MONDAY)
    world.refresh(programme.touched)
    told = {
        kind: (event.text("SUMMARY"), event.text("LOCATION"), event.text("DESCRIPTION"))
        for kind, path in paths.items()
        for event in read(world.body(path)).events
    }
    assert told == {
        FeedKind.COACH: (
            "Prozessbegleitung: Sonnenschein",
            "Sonnenschein, Begastraße 3, 99423 Weimar",
            "",
        ),
        FeedKind.KINDERGARTEN: ("Prozessbegleitung: Carla Muster", "Sonnenschein", ""),
        FeedKind.COUNTY: ("Prozessbegleitung: Sonnenschein", "Sonnenschein", ""),
    }
    for kind, path in paths.items():
        body = world.body(path).decode().replace("\r\n ", "")
        assert CANARY not in body, kind
        assert "99999" not in body, kind
        assert ("Carla" in body) == (kind is FeedKind.KINDERGARTEN), kind


@pytest.mark.parametrize(
    ("state", "status", "text"),
    [
        (AppointmentState.PLANNED, "TENTATIVE", "Geplant, noch nicht bestätigt."),
        (AppointmentState.CONFIRMED, "CONFIRMED", ""),
        (AppointmentState.MOVED, "TENTATIVE", "Verlegt, noch nicht bestätigt."),
        (AppointmentState.HELD, "CONFIRMED", ""),
        (AppointmentState.CANCELLED, None, ""),
    ],
)
def test_every_state_of_a_session(
    world: World,
    programme: Programme,
    state: AppointmentState,
    status: str | None,
    text: str,
) -> None:
    path = world.subscribe(FeedKind.COACH, programme.coach)
    programme.a_session(programme.an_engagement(), MONDAY, state=state)
    world.refresh(programme.touched)
    events = read(world.body(path)).events
    assert [one.raw("STATUS") for one in events] == ([status] if status else [])
    for one in events:
        assert one.text("DESCRIPTION") == text
        assert one.raw("TRANSP") == "OPAQUE"


def test_confirming_is_a_change_that_readers_are_told_of(world: World) -> None:
    session = Session(world)
    path = session.begin()
    session.change(state=AppointmentState.PLANNED)
    assert _only(world, path).raw("SEQUENCE") == "1"
    session.change(state=AppointmentState.CONFIRMED)
    assert _only(world, path).raw("SEQUENCE") == "2"
    session.change(state=AppointmentState.HELD, held_minutes=110)
    assert _only(world, path).raw("SEQUENCE") == "2"


def test_only_what_was_agreed_is_shown(world: World, programme: Programme) -> None:
    paths = _paths(world, programme)
    engagement = programme.an_engagement()
    programme.a_session(engagement, MONDAY)
    for state, shown in (
        (EngagementState.PROPOSED, 0),
        (EngagementState.ACCEPTED, 1),
        (EngagementState.DECLINED, 0),
        (EngagementState.ENDED, 1),
    ):
        world.change(Engagement, engagement, state=state)
        world.refresh(programme.touched)
        for path in paths.values():
            assert len(read(world.body(path)).shown()) == shown


def test_a_session_in_summer_time_is_at_its_wall_time(world: World) -> None:
    session = Session(world)
    path = session.begin(date(2027, 6, 1))
    event = _only(world, path)
    assert event.moment("DTSTART") == datetime(2027, 6, 1, 6, tzinfo=UTC)
    assert event.moment("DTEND") == datetime(2027, 6, 1, 8, tzinfo=UTC)


def test_what_is_over_stays_as_it_was(world: World) -> None:
    session = Session(world)
    path = session.begin()
    before = world.body(path)
    world.night(3)
    session.change(state=AppointmentState.HELD, held_minutes=90)
    assert world.body(path) == before
    session.change(state=AppointmentState.CANCELLED)
    assert world.body(path) == before


def test_a_session_that_leaves_the_window_comes_back_as_the_same(world: World) -> None:
    session = Session(world)
    path = session.begin(days_after(MONDAY, 395))
    uid = _only(world, path).raw("UID")
    session.move(10)
    assert read(world.body(path)).shown() == []
    world.night(10)
    event = _only(world, path)
    assert (event.raw("UID"), event.raw("STATUS")) == (uid, "TENTATIVE")


def test_two_kindergartens_of_a_day_are_two_events(
    world: World, programme: Programme
) -> None:
    path = world.subscribe(FeedKind.COACH, programme.coach)
    programme.a_session(programme.an_engagement(), MONDAY)
    programme.house = programme.a_house("Ilmwichtel")
    engagement = programme.an_engagement()
    programme.a_session(
        engagement,
        MONDAY,
        start_minute=600,
        end_minute=720,
        starts_at=datetime(2026, 11, 2, 9, tzinfo=UTC),
        ends_at=datetime(2026, 11, 2, 11, tzinfo=UTC),
    )
    world.refresh(programme.touched)
    summaries = [one.text("SUMMARY") for one in read(world.body(path)).events]
    assert sorted(summaries) == [
        "Prozessbegleitung: Ilmwichtel",
        "Prozessbegleitung: Sonnenschein",
    ]


def test_a_new_coach_takes_the_kindergartens_sessions_over(world: World) -> None:
    session = Session(world)
    path = session.begin()
    programme = session.programme
    house = world.subscribe(FeedKind.KINDERGARTEN, programme.house)
    world.change(Engagement, session.engagement, state=EngagementState.ENDED)
    session.call_off()
    programme.coach = programme.a_coach(given_name="Dora")
    to_second = world.subscribe(FeedKind.COACH, programme.coach)
    programme.a_session(programme.an_engagement(), MONDAY)
    world.refresh(programme.touched)
    assert _only(world, path).raw("STATUS") == "CANCELLED"
    assert _only(world, to_second).raw("STATUS") == "CONFIRMED"
    (shown,) = read(world.body(house)).shown()
    assert shown.text("SUMMARY") == "Prozessbegleitung: Dora Muster"


def test_an_engagement_that_ends_takes_its_sessions_out_at_once(world: World) -> None:
    session = Session(world)
    path = session.begin(days_after(MONDAY, 3))
    house = world.subscribe(FeedKind.KINDERGARTEN, session.programme.house)
    with world.store.write(world.tenant_id) as stored:
        key = (world.tenant_id, session.engagement)
        row = stored.get_one(Engagement, key)
        assert leave(stored, row, EngagementState.ENDED, world.clock.now()) == 1
    for each in (path, house):
        assert _only(world, each).raw("STATUS") == "CANCELLED"


def test_rows_that_changed_are_told_to_the_calendars_they_are_in(world: World) -> None:
    visit, event = Visit(world), Event(world)
    paths = [visit.begin(), event.begin()]
    other = world.subscribe(FeedKind.CLUSTER, world.add(Cluster(name="Süd")))
    with world.store.write(world.tenant_id) as stored:
        rows = [
            stored.get_one(ConsultationVisit, (world.tenant_id, visit.row)),
            stored.get_one(ClusterEvent, (world.tenant_id, event.row)),
        ]
        rows[0].state = AppointmentState.CANCELLED
        rows[1].cluster_id = None
        assert refresh_appointments(stored, rows, world.clock.now()) == 2
    assert _only(world, paths[0]).raw("STATUS") == "CANCELLED"
    assert _only(world, other).raw("STATUS") == "CONFIRMED"


def test_a_visit_is_told_to_guest_and_host(world: World) -> None:
    visit = Visit(world)
    host = visit.begin()
    guest = world.subscribe(FeedKind.KINDERGARTEN, visit.programme.house)
    assert _only(world, host).text("SUMMARY") == "Konsultationsbesuch: Sonnenschein"
    assert _only(world, host).text("LOCATION") == "Vorreiter"
    event = _only(world, guest)
    assert event.text("SUMMARY") == "Konsultationsbesuch bei Vorreiter"
    assert event.text("LOCATION") == "Vorreiter, Begastraße 3, 99423 Weimar"


def test_every_event_of_a_cluster_takes_whole_days(world: World) -> None:
    event = Event(world)
    path = event.begin()
    for kind in ClusterEventKind:
        event.change(kind=kind, number=3)
        told = _only(world, path)
        numbered = kind in ("workshop", "steering", "group")
        assert told.text("SUMMARY").endswith(" 3") == numbered
        assert told.text("LOCATION") == "Ort 1"
        assert told.moment("DTSTART") == MONDAY
        assert told.moment("DTEND") == days_after(MONDAY, 2)


def test_a_conference_is_in_the_calendar_of_every_cluster(world: World) -> None:
    event = Event(world)
    path = event.begin()
    other = world.add(Cluster(name="Süd"))
    second = world.subscribe(FeedKind.CLUSTER, other)
    world.change(ClusterEvent, event.row, cluster_id=None, host_member_id=None)
    world.refresh(Touched(cluster_ids=frozenset({event.cluster, other})))
    for each in (path, second):
        assert _only(world, each).text("LOCATION") == ""
    assert read(world.body(second)).text("NAME") == "Werkstattreihe Süd"


def test_nobody_sees_what_is_anothers(world: World, programme: Programme) -> None:
    other = Programme(world, "Ilmwichtel")
    strangers = [
        world.subscribe(FeedKind.COACH, other.coach),
        world.subscribe(FeedKind.KINDERGARTEN, other.house),
        world.subscribe(FeedKind.COUNTY, other.county),
    ]
    everywhere = world.subscribe(FeedKind.COUNTY, world.tenant_id)
    elsewhere = make_world(world.store, world.clock, "Andere Stelle")
    foreign = elsewhere.subscribe(FeedKind.COUNTY, elsewhere.tenant_id)
    programme.a_session(programme.an_engagement(), MONDAY)
    for each in (programme, other):
        world.refresh(each.touched)
    assert all(read(world.body(path)).events == [] for path in strangers)
    assert read(elsewhere.body(foreign)).events == []
    assert len(read(world.body(everywhere)).events) == 1
    with pytest.raises(NotFound):
        elsewhere.subscribe(FeedKind.COACH, programme.coach)


class TestHolders:
    """A feed ends with the role of who holds it, and with the coach's work."""

    def _actor(self, world: World, role: Role, programme: Programme):
        bound = {
            Role.COACH: {"coach_id": programme.coach},
            Role.KINDERGARTEN: {"kindergarten_id": programme.house},
            Role.COUNTY: {"area_id": programme.county},
            Role.COORDINATOR: {},
        }[role]
        return user_with(world, role, **bound)

    def _kinds(self, programme: Programme) -> dict[Role, tuple[FeedKind, UUID]]:
        return {
            Role.COACH: (FeedKind.COACH, programme.coach),
            Role.KINDERGARTEN: (FeedKind.KINDERGARTEN, programme.house),
            Role.COUNTY: (FeedKind.COUNTY, programme.county),
        }

    @pytest.mark.parametrize("role", [Role.COACH, Role.KINDERGARTEN, Role.COUNTY])
    def test_the_end_of_a_role_ends_its_feed(
        self, world: World, programme: Programme, role: Role
    ) -> None:
        actor = self._actor(world, role, programme)
        kind, recipient = self._kinds(programme)[role]
        view, path = subscribe_feed(world.store, actor, kind, recipient, "Handy")
        assert read(world.body(path)).events == []
        with world.store.write(world.tenant_id) as session:
            for row in session.query(Membership):
                row.ended_at = world.clock.now()
        with pytest.raises(NotFound):
            world.body(path)
        world.night()
        revoked = list_feeds_of(world)
        assert revoked[view.id] is not None

    def test_the_end_of_a_coachs_work_ends_feeds_made_for_her(
        self, world: World, programme: Programme
    ) -> None:
        actor = self._actor(world, Role.COORDINATOR, programme)
        _, path = subscribe_feed(
            world.store, actor, FeedKind.COACH, programme.coach, "Für Carla"
        )
        world.change(Coach, programme.coach, active_until=MONDAY)
        assert world.body(path)
        world.clock.advance(days=1)
        with pytest.raises(NotFound):
            world.body(path)

    def test_a_coordinator_takes_back_what_she_gave(
        self, world: World, programme: Programme
    ) -> None:
        actor = self._actor(world, Role.COORDINATOR, programme)
        view, path = subscribe_feed(
            world.store, actor, FeedKind.KINDERGARTEN, programme.house, "Haus"
        )
        coach = self._actor(world, Role.COACH, programme)
        with pytest.raises(NotFound):
            revoke_feed(world.store, coach, view.id)
        revoke_feed(world.store, actor, view.id, view.version)
        with pytest.raises(NotFound):
            world.body(path)


def list_feeds_of(world: World) -> dict[UUID, datetime | None]:
    page = list_feeds(world.store, world.actor, PageRequest(size=100))
    return {view.id: view.revoked_at for view in page.items}


def test_files_are_called_by_code_never_by_name(
    world: World, programme: Programme
) -> None:
    world.change(Coach, programme.coach, code="B-7")
    world.change(Kindergarten, programme.house, code="K-8")
    programme.a_session(programme.an_engagement(), MONDAY)
    files = export_feeds(
        world.store,
        world.actor,
        [
            Recipient(FeedKind.COACH, programme.coach),
            Recipient(FeedKind.KINDERGARTEN, programme.house),
        ],
    )
    assert [name for name, _ in files] == ["coach_B-7.ics", "kindergarten_K-8.ics"]
    assert all(len(read(body).events) == 1 for _, body in files)


class TestMutants:
    """Breaks of what is special here, each noticed by a promise above."""

    def test_cancelled_ones_would_stand(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(standing, "STANDING_STATES", tuple(AppointmentState))
        session = Session(world)
        path = session.begin()
        session.call_off()
        assert read(world.body(path)).shown()

    def test_a_day_in_the_key_would_lose_the_uid(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        draft = source._draft

        def of_the_day(appointment, side, zone):
            made = draft(appointment, side, zone)
            key = f"{made.group}:{made.first_day}"
            return type(made)(
                key, frozenset({key}), made.content, made.first_day, made.last_day
            )

        monkeypatch.setattr(source, "_draft", of_the_day)
        session = Session(world)
        path = session.begin()
        uid = _only(world, path).raw("UID")
        session.move(3)
        assert [one.raw("UID") for one in read(world.body(path)).shown()] != [uid]


def test_a_coachs_year_is_read_in_one_go(world: World, programme: Programme) -> None:
    """Six kindergartens, a session a month each: what a portion of feeds costs."""
    path = world.subscribe(FeedKind.COACH, programme.coach)
    for number in range(6):
        programme.house = programme.a_house(f"Kita {number}")
        engagement = programme.an_engagement()
        rows = [
            CoachingSession(
                engagement_id=engagement,
                coach_id=programme.coach,
                kindergarten_id=programme.house,
                number=month + 1,
                day=(day := days_after(MONDAY, 30 * month + number)),
                start_minute=540,
                end_minute=660,
                starts_at=(at := datetime(day.year, day.month, day.day, 8, tzinfo=UTC)),
                ends_at=at + timedelta(hours=2),
                state=AppointmentState.PLANNED,
                revised_at=world.clock.now(),
            )
            for month in range(12)
        ]
        with world.store.write(world.tenant_id) as session:
            session.add_all(rows)
    world.refresh(programme.touched)
    events = read(world.body(path)).events
    assert len(events) == 72
    assert len({one.raw("UID") for one in events}) == 72
