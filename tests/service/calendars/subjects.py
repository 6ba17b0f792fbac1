"""What may stand in a feed: something begun, moved, taken to another place, called off.

The rules of the feeds are checked on each of them, so that none is an exception.
"""

from abc import ABC, abstractmethod
from datetime import date
from uuid import UUID, uuid4

from service.calendars.local_time import instants
from service.db.tables.coaches import Coach
from service.db.tables.engagements import CoachingSession, Engagement
from service.db.tables.kindergartens import Kindergarten
from service.db.tables.tenancy import Area
from service.db.tables.visits import ConsultationHost, ConsultationVisit
from service.db.tables.workshops import Cluster, ClusterEvent, ClusterMember
from service.domain.kinds import (
    AppointmentState,
    AreaKind,
    ClusterEventKind,
    EngagementState,
    FeedKind,
    Stage,
)
from service.domain.touched import Touched
from tests.service.calendars.world import (
    BERLIN,
    MONDAY,
    Piece,
    World,
    days_after,
    everybody,
)

WEIMAR = "Begastraße 3"


class Subject(ABC):
    """Something that stands in one feed; every ``move`` goes to a time of its own."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.path = ""

    @abstractmethod
    def begin(self, day: date = MONDAY) -> str:
        """It stands on a day; the path of the feed that shows it."""

    @abstractmethod
    def move(self, step: int) -> None:
        """It stands at another time; step 0 is where it began."""

    @abstractmethod
    def call_off(self) -> None:
        """It stands no more."""

    @abstractmethod
    def elsewhere(self) -> None:
        """It stands at another place; the time is that of its beginning."""

    @abstractmethod
    def another(self) -> None:
        """Another of its kind stands on the day after."""


class Care(Subject):
    """A child that comes to a substitute, in the feed of the child's family."""

    def begin(self, day: date = MONDAY) -> str:
        world, self.day = self.world, day
        self.piece = Piece(world.child(), world.person(), world.place())
        self.path = self._subscribed()
        world.publish(day, self.piece)
        return self.path

    def _subscribed(self) -> str:
        guardian = self.world.guardian(self.piece.child)
        return self.world.subscribe(FeedKind.GUARDIAN, guardian)

    def move(self, step: int) -> None:
        child, person, place = self.piece.child, self.piece.person, self.piece.place
        self.world.publish(self.day, Piece(child, person, place, 480 + 5 * step))

    def call_off(self) -> None:
        self.world.publish(self.day)

    def elsewhere(self) -> None:
        place = self.world.place("Haus am See")
        piece = Piece(self.piece.child, self.piece.person, place)
        self.world.publish(self.day, piece)

    def another(self) -> None:
        self.world.publish(days_after(self.day, 1), self.piece)


class CareOfPerson(Care):
    """The same, in the feed of the substitute."""

    def _subscribed(self) -> str:
        return self.world.subscribe(FeedKind.PERSON, self.piece.person)


class Programme:
    """Rows of a programme in a world: one coach, one kindergarten, one county."""

    def __init__(
        self, world: World, name: str = "Sonnenschein", county: str = ""
    ) -> None:
        self.world = world
        county = county or f"Kreis {uuid4()}"
        self.county = world.add(Area(kind=AreaKind.COUNTY, name=county))
        self.coach = self.a_coach()
        self.house = self.a_house(name)

    def a_coach(self, **values: object) -> UUID:
        given = {"given_name": "Carla", "family_name": "Muster", "sort_key": "m"}
        row = Coach(code=f"B-{uuid4().hex}", monthly_minutes=1200, **given | values)
        return self.world.add(row)

    def a_house(self, name: str, **values: object) -> UUID:
        given = {"street": WEIMAR, "postcode": "99423", "city": "Weimar"}
        row = Kindergarten(
            code=f"K-{uuid4().hex}",
            name=name,
            sort_key=name,
            area_id=self.county,
            stage=Stage.START,
            min_half_hours=4,
            wished_half_hours=4,
            **given | values,
        )
        return self.world.add(row)

    def an_engagement(
        self, state: EngagementState = EngagementState.ACCEPTED, **values: object
    ) -> UUID:
        given = {"coach_id": self.coach, "kindergarten_id": self.house}
        row = Engagement(
            first_month=date(2026, 9, 1),
            last_month=date(2027, 8, 1),
            half_hours=4,
            state=state,
            revised_at=self.world.clock.now(),
            **given | values,
        )
        return self.world.add(row)

    def a_session(
        self, engagement: UUID, day: date, number: int = 1, **values: object
    ) -> UUID:
        starts, ends = instants(day, 480, 600, BERLIN)
        given = {
            "coach_id": self.coach,
            "kindergarten_id": self.house,
            "start_minute": 480,
            "end_minute": 600,
            "starts_at": starts,
            "ends_at": ends,
            "state": AppointmentState.CONFIRMED,
            "revised_at": self.world.clock.now(),
        }
        row = CoachingSession(
            engagement_id=engagement, number=number, day=day, **given | values
        )
        return self.world.add(row)

    @property
    def touched(self) -> Touched:
        return Touched(
            coach_ids=frozenset({self.coach}),
            kindergarten_ids=frozenset({self.house}),
        )


class _Appointment(Subject):
    """Something of a programme: one row that is changed and told of."""

    table: type
    row: UUID
    touched: Touched

    def change(self, **values: object) -> None:
        self.world.change(self.table, self.row, **values)
        self.world.refresh(self.touched)

    def call_off(self) -> None:
        self.change(state=AppointmentState.CANCELLED)

    def _at(self, minute: int) -> dict[str, object]:
        return {"start_minute": minute, "end_minute": minute + 120}


class Session(_Appointment):
    """A coaching session, in the feed of the kind."""

    table = CoachingSession
    kind = FeedKind.COACH

    def begin(self, day: date = MONDAY) -> str:
        self.day, self.programme = day, Programme(self.world)
        self.touched = self.programme.touched
        self.engagement = self.programme.an_engagement()
        self.path = self.world.subscribe(self.kind, self._recipient())
        self.row = self.programme.a_session(self.engagement, day)
        self.world.refresh(self.touched)
        return self.path

    def _recipient(self) -> UUID:
        if self.kind is FeedKind.COUNTY:
            return self.programme.county
        return self.programme.coach

    def move(self, step: int) -> None:
        day, minute = days_after(self.day, step), 480 + 5 * step
        starts, ends = instants(day, minute, minute + 120, BERLIN)
        state = AppointmentState.MOVED if step else AppointmentState.CONFIRMED
        self.change(
            day=day, starts_at=starts, ends_at=ends, state=state, **self._at(minute)
        )

    def elsewhere(self) -> None:
        self.world.change(Kindergarten, self.programme.house, name="Ilmwichtel")
        self.move(0)

    def another(self) -> None:
        self.programme.a_session(self.engagement, days_after(self.day, 1), number=2)
        self.world.refresh(self.touched)


class SessionOfCounty(Session):
    kind = FeedKind.COUNTY


class Visit(_Appointment):
    """A consultation visit, in the feed of the host."""

    table = ConsultationVisit

    def begin(self, day: date = MONDAY) -> str:
        self.day, self.programme = day, Programme(self.world)
        self.host_house = self.programme.a_house("Vorreiter")
        self.host = self.world.add(
            ConsultationHost(kindergarten_id=self.host_house, visits_per_month=2)
        )
        self.touched = Touched(
            kindergarten_ids=frozenset({self.programme.house}),
            host_ids=frozenset({self.host}),
        )
        self.path = self._subscribed()
        self.row = self._add(day)
        return self.path

    def _subscribed(self) -> str:
        return self.world.subscribe(FeedKind.HOST, self.host)

    def _add(self, day: date) -> UUID:
        row = self.world.add(
            ConsultationVisit(
                kindergarten_id=self.programme.house,
                host_id=self.host,
                day=day,
                state=AppointmentState.CONFIRMED,
                revised_at=self.world.clock.now(),
                **self._at(480),
            )
        )
        self.world.refresh(self.touched)
        return row

    def move(self, step: int) -> None:
        self.change(**self._at(480 + 5 * step), state=AppointmentState.CONFIRMED)

    def elsewhere(self) -> None:
        self.world.change(Kindergarten, self.host_house, name="Anderswo")
        self.move(0)

    def another(self) -> None:
        self._add(days_after(self.day, 1))


class VisitOfGuest(Visit):
    """The same, in the feed of the kindergarten that travels."""

    def _subscribed(self) -> str:
        return self.world.subscribe(FeedKind.KINDERGARTEN, self.programme.house)


class Event(_Appointment):
    """A workshop of a cluster, in its feed: whole days."""

    table = ClusterEvent

    def begin(self, day: date = MONDAY) -> str:
        self.day = day
        self.cluster = self.world.add(Cluster(name=f"Verbund {uuid4().hex}"))
        self.touched = Touched(cluster_ids=frozenset({self.cluster}))
        self.path = self.world.subscribe(FeedKind.CLUSTER, self.cluster)
        self.row = self._add(day)
        return self.path

    def _member(self, commune: str) -> UUID:
        return self.world.add(
            ClusterMember(
                cluster_id=self.cluster, commune=commune, land="TH", participants=12
            )
        )

    def _add(self, day: date, number: int = 1) -> UUID:
        row = self.world.add(
            ClusterEvent(
                cluster_id=self.cluster,
                kind=ClusterEventKind.WORKSHOP,
                number=number,
                host_member_id=self._member(f"Ort {number}"),
                first_day=day,
                last_day=days_after(day, 1),
                state=AppointmentState.CONFIRMED,
                revised_at=self.world.clock.now(),
            )
        )
        self.world.refresh(self.touched)
        return row

    def move(self, step: int) -> None:
        first = days_after(self.day, step)
        self.change(
            first_day=first,
            last_day=days_after(first, 1),
            state=AppointmentState.CONFIRMED,
        )

    def elsewhere(self) -> None:
        self.world.change(self.table, self.row, host_member_id=self._member("Anderswo"))
        self.move(0)

    def another(self) -> None:
        self._add(days_after(self.day, 1), number=2)


APPOINTMENTS: tuple[type[Subject], ...] = (
    Session,
    SessionOfCounty,
    Visit,
    VisitOfGuest,
    Event,
)
"""One for each kind of feed of a programme."""


def everything(world: World) -> Piece:
    """One of each, with a subscription of every kind of feed; the care among it."""
    piece = everybody(world)
    for made in APPOINTMENTS:
        made(world).begin()
    return piece


def subject_of(world: World) -> Subject:
    """What a rule is checked on in this world."""
    made: type[Subject] = world.subject or CareOfPerson
    return made(world)
