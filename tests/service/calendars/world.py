"""A small town whose calendars are watched: who lives there and what happens."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.calendars.recipients import Recipient
from service.calendars.refresh import refresh_feeds, refresh_window
from service.db.store import Store
from service.db.tables.absences import Absence
from service.db.tables.children import Child, ChildIdentity, Guardian, Guardianship
from service.db.tables.people import Person
from service.db.tables.places import Place
from service.db.tables.publications import Assignment, Publication, PublicationDay
from service.db.tables.tenancy import Area
from service.domain.actor import Actor, system_actor
from service.domain.kinds import (
    AbsenceClass,
    AreaKind,
    AssignmentState,
    FeedKind,
    Model,
    PersonKind,
    PlaceKind,
)
from service.domain.touched import Touched
from service.use_cases.revoke_feed import revoke_feed
from service.use_cases.serve_feed import serve_feed
from service.use_cases.subscribe_feed import subscribe_feed
from tests.clock import FixedClock
from tests.tenants import make_tenant

MONDAY = date(2026, 11, 2)
BERLIN = ZoneInfo("Europe/Berlin")
_numbers = count(1)


@dataclass(frozen=True)
class Piece:
    """A child with a substitute, from and to in minutes of the day."""

    child: UUID
    person: UUID
    place: UUID
    start: int = 8 * 60
    end: int = 14 * 60
    number: int = 0


@dataclass
class World:
    """One tenant in a store, its clock, and addresses of feeds subscribed to.

    ``subject`` is what a rule is checked on; none is care by a substitute.
    """

    store: Store
    clock: FixedClock
    tenant_id: UUID
    absent: UUID = field(default_factory=uuid4)
    paths: dict[Recipient, str] = field(default_factory=dict)
    subject: type | None = None

    @property
    def actor(self) -> Actor:
        return system_actor(self.tenant_id)

    def add(self, row: object) -> UUID:
        with self.store.write(self.tenant_id) as session:
            session.add(row)
            session.flush()
            return row.id

    def area(self, name: str = "Mitte", parent: UUID | None = None) -> UUID:
        row = Area(kind=AreaKind.DISTRICT, name=name, parent_id=parent)
        return self.add(row)

    def place(self, name: str = "Sonnenhaus", **values: object) -> UUID:
        given = {"code": f"O-{next(_numbers)}", "kind": PlaceKind.BASE, "name": name}
        given |= {"street": "Ringstraße 7", "postcode": "44623", "city": "Herne"}
        return self.add(Place(**given | values))

    def person(self, given_name: str = "Anna", **values: object) -> UUID:
        given = {
            "code": f"V-{next(_numbers)}",
            "kind": PersonKind.FLOATER,
            "given_name": given_name,
            "family_name": "Nachname",
            "sort_key": given_name,
        }
        return self.add(Person(**given | values))

    def child(self, code: str | None = None) -> UUID:
        code = code or f"K-{next(_numbers)}"
        child_id = self.add(Child(code=code, birth_month=date(2024, 5, 1)))
        self.add(
            ChildIdentity(child_id=child_id, given_name="Rufname", family_name="Kind")
        )
        return child_id

    def guardian(self, *children: UUID) -> UUID:
        guardian_id = self.add(Guardian(code=f"E-{next(_numbers)}"))
        for child in children:
            self.add(Guardianship(guardian_id=guardian_id, child_id=child))
        return guardian_id

    def absence(
        self, person: UUID, first: date, last: date | None, **values: object
    ) -> UUID:
        row = Absence(
            person_id=person,
            first_day=first,
            last_day=last,
            absence_class=AbsenceClass.SHORT_NOTICE,
            reported_at=self.clock.now(),
            **values,
        )
        absence_id = self.add(row)
        self.refresh(Touched(person_ids=frozenset({person})))
        return absence_id

    def change(self, table: type, row_id: UUID, **values: object) -> None:
        with self.store.write(self.tenant_id) as session:
            row = session.scalars(select(table).where(table.id == row_id)).one()
            for name, value in values.items():
                setattr(row, name, value)

    def publish(self, day: date, *pieces: Piece) -> None:
        """Make these pieces stand for a whole day, in one transaction."""
        with self.store.write(self.tenant_id) as session:
            touched = replace_day(session, self, day, pieces)
            refresh_feeds(session, touched, self.clock.now())

    def refresh(self, touched: Touched) -> int:
        with self.store.write(self.tenant_id) as session:
            return refresh_feeds(session, touched, self.clock.now())

    def night(self, days: int = 1) -> None:
        """Let days pass; the nightly job moves the windows."""
        self.clock.advance(days=days)
        refresh_window(self.store, self.tenant_id)

    def subscribe(self, kind: FeedKind, recipient_id: UUID) -> str:
        _, path = subscribe_feed(
            self.store, self.actor, kind, recipient_id, f"Gerät {next(_numbers)}"
        )
        self.paths[Recipient(kind, recipient_id)] = path
        return path

    def revoke(self, subscription_id: UUID) -> None:
        revoke_feed(self.store, self.actor, subscription_id)

    def body(self, path: str) -> bytes:
        secret = path.removeprefix("/feeds/").removesuffix(".ics")
        served = serve_feed(self.store, secret, lambda _etag, _at: False)
        assert served.body is not None
        return served.body

    def bodies(self) -> list[bytes]:
        return [self.body(path) for path in self.paths.values()]


def replace_day(
    session: Session, world: World, day: date, pieces: tuple[Piece, ...]
) -> Touched:
    """What a publication does to the rows of one day, and whom it touches."""
    now = world.clock.now()
    publication = Publication(
        id=uuid4(), number=next(_numbers), first_day=day, last_day=day, published_at=now
    )
    session.add(publication)
    session.flush()
    stands = session.get(PublicationDay, (world.tenant_id, day))
    if stands is None:
        stands = PublicationDay(tenant_id=world.tenant_id, day=day)
    stands.publication_id = publication.id
    session.add(stands)
    rows = {
        (row.child_id, row.piece, row.person_id, row.place_id): row
        for row in session.scalars(select(Assignment).where(Assignment.day == day))
    }
    before = list(rows.values())
    for row in before:
        row.state = AssignmentState.ENDED
    session.flush()
    for piece in pieces:
        key = (piece.child, piece.number, piece.person, piece.place)
        row = rows.get(key) or _new_row(world, day, piece)
        row.start_minute, row.end_minute = piece.start, piece.end
        row.state = AssignmentState.PUBLISHED
        row.publication_id = publication.id
        row.revised_at = now
        session.add(row)
        rows[key] = row
    session.flush()
    return Touched(
        person_ids=frozenset(row.person_id for row in rows.values()) | {world.absent},
        child_ids=frozenset(row.child_id for row in rows.values()),
        place_ids=frozenset(row.place_id for row in rows.values()),
        days=frozenset({day}),
    )


def _new_row(world: World, day: date, piece: Piece) -> Assignment:
    return Assignment(
        child_id=piece.child,
        day=day,
        piece=piece.number,
        person_id=piece.person,
        place_id=piece.place,
        absent_person_id=world.absent,
        model=Model.FLOATER,
    )


def make_world(store: Store, clock: FixedClock, name: str = "Stadt Herne") -> World:
    world = World(store, clock, make_tenant(store, name).id)
    world.absent = world.person("Berta", kind=PersonKind.CHILDMINDER)
    return world


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A wall time in Berlin."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BERLIN)


def days_after(day: date, days: int) -> date:
    return day + timedelta(days=days)


def everybody(world: World, day: date = MONDAY) -> Piece:
    """One visit and a subscription of each kind."""
    area = world.area()
    place = world.place(area_id=area)
    piece = Piece(world.child(), world.person(area_id=area), place)
    world.subscribe(FeedKind.PERSON, piece.person)
    world.subscribe(FeedKind.GUARDIAN, world.guardian(piece.child))
    world.subscribe(FeedKind.PLACE, place)
    world.subscribe(FeedKind.AREA, area)
    world.subscribe(FeedKind.AREA, world.tenant_id)
    world.publish(day, piece)
    return piece
