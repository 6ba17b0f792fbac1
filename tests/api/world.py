"""Two tenants, every role, and for each noun a row that is one's own and ones not."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from service.access import Scope
from service.accounts.actors import actor_in
from service.accounts.passwords import hash_password
from service.db.store import Store, tenant_of
from service.db.tables.accounts import Membership, User, UserTenant
from service.db.tables.busy import BusySource
from service.db.tables.coaches import Coach
from service.db.tables.contact_visits import ContactVisit
from service.db.tables.engagements import CoachingSession, Engagement
from service.db.tables.feeds import FeedSubscription
from service.db.tables.imports import ImportRun
from service.db.tables.jobs import Job
from service.db.tables.kindergartens import Kindergarten
from service.db.tables.people import Person
from service.db.tables.planning import Proposal, ProposalGap, ProposalItem
from service.db.tables.publications import Assignment, Publication
from service.db.tables.scheduling import Scheduling
from service.db.tables.studies import Study
from service.db.tables.tenancy import Area, Tenant
from service.db.tables.visits import ConsultationVisit
from service.db.tables.workshops import ClusterEvent
from service.domain.kinds import (
    AppointmentState,
    AreaKind,
    AssignmentState,
    ClusterEventKind,
    EngagementState,
    FeedKind,
    ImportState,
    JobKind,
    JobState,
    Model,
    PersonKind,
    ProposalState,
    Role,
    SchedulingKind,
    Stage,
    StudyKind,
    StudyState,
)
from service.use_cases.create_token import NewToken, create_token
from tests.api.rows import FIRST, rows_around
from tests.tenants import make_tenant

PASSWORD = "Ziegel Wolke Fahrrad Tulpe"  # noqa: S105 -- opens invented accounts
SETS = ("own", "foreign", "deleted")


@dataclass
class World:
    """Ids by set and noun, header fields by role."""

    app: Flask
    store: Store
    tenant: Tenant
    other_tenant: Tenant
    ids: dict[str, dict[str, UUID]] = field(default_factory=dict)
    users: dict[str, UUID] = field(default_factory=dict)
    headers: dict[str, dict[str, str]] = field(default_factory=dict)

    def client(self, *, cookies: bool = False) -> FlaskClient:
        """A caller; by default it sends only the header fields it is given."""
        return self.app.test_client(use_cookies=cookies)


def build_world(app: Flask, store: Store) -> World:
    """The whole world, with tokens of all scopes for everybody."""
    world = World(app, store, make_tenant(store, "Herne"), make_tenant(store, "Beckum"))
    _build_tenant(world)
    _build_other_tenant(world)
    _delete(world)
    _build_users(world)
    return world


def _build_tenant(world: World) -> None:
    at = world.store.clock.now()
    with world.store.write(world.tenant.id) as session:
        areas = {
            name: Area(id=uuid4(), kind=AreaKind.DISTRICT, name=name) for name in SETS
        }
        session.add_all(areas.values())
        session.flush()
        substitute = Person(
            id=uuid4(),
            code="F-1",
            kind=PersonKind.FLOATER,
            given_name="Finn",
            family_name="Springer",
            sort_key="springer finn",
            area_id=areas["own"].id,
        )
        session.add(substitute)
        world.ids["substitute"] = {"persons": substitute.id}
        for name in SETS:
            area = areas["own"] if name == "deleted" else areas[name]
            rows = rows_around(name, area.id, at)
            for row in rows.values():
                session.add(row)
                session.flush()
            world.ids[name] = {path: row.id for path, row in rows.items()}
            world.ids[name]["areas"] = areas[name].id
            world.ids[name]["kindergarten-wishes"] = world.ids[name]["kindergartens"]
        for number, name in enumerate(("own", "foreign"), start=1):
            plan(world, session, name, number)


def plan(world: World, session, name: str, number: int) -> None:
    """A failed proposal with all that hangs on it, a failed study, feed and import."""
    ids, at = world.ids[name], world.store.clock.now()
    job = Job(
        id=uuid4(),
        tenant_id=tenant_of(session),
        kind=JobKind.PROPOSE,
        payload={},
        state=JobState.FAILED,
        created_at=at,
        run_after=at,
    )
    session.add(job)
    session.flush()
    proposal = Proposal(
        id=uuid4(),
        first_day=FIRST,
        last_day=FIRST,
        area_id=ids["areas"],
        state=ProposalState.FAILED,
        job_id=job.id,
        created_at=at,
        limits={"seconds": 5, "workers": 1, "seed": 1},
    )
    session.add(proposal)
    session.flush()
    need = {
        "proposal_id": proposal.id,
        "child_id": ids["children"],
        "absent_person_id": ids["persons"],
        "day": FIRST,
        "start_minute": 480,
        "end_minute": 600,
    }
    rows = {
        "items": ProposalItem(
            id=uuid4(),
            person_id=ids["persons"],
            place_id=ids["places"],
            model=Model.FLOATER,
            **need,
        ),
        "gaps": ProposalGap(id=uuid4(), **need),
        "publications": Publication(
            id=uuid4(),
            number=number,
            proposal_id=proposal.id,
            first_day=FIRST,
            last_day=FIRST,
            published_at=at,
        ),
        "feeds": FeedSubscription(
            id=uuid4(),
            kind=FeedKind.PERSON,
            recipient_id=ids["persons"],
            label="Handy",
            created_at=at,
        ),
        "studies": Study(
            id=uuid4(),
            kind=StudyKind.STRESS,
            area_id=ids["areas"],
            state=StudyState.FAILED,
            job_id=job.id,
            created_at=at,
            limits={"seconds": 5, "workers": 1, "seed": 1},
            failure="Die Berechnung wurde beendet.",
        ),
        "schedulings": Scheduling(
            id=uuid4(),
            kind=SchedulingKind.SESSIONS,
            first_month=date(2027, 1, 1),
            state=JobState.FAILED,
            job_id=job.id,
            created_at=at,
            limits={"seconds": 5, "workers": 1, "seed": 1},
            failure="Die Berechnung wurde beendet.",
        ),
        "imports": ImportRun(
            id=uuid4(),
            file_name="a.xlsx",
            digest="0" * 64,
            state=ImportState.STORED,
            created_at=at,
        ),
    }
    session.add_all(rows.values())
    session.flush()
    ids.update({key: row.id for key, row in rows.items()})
    ids["proposals"], ids["jobs"] = proposal.id, job.id
    ids["engagements"], coach_id = engage(session, name, ids["areas"], at)
    ids["coachings"] = _meet(session, ids["engagements"], at)
    ids["consulting"], ids["gathering"] = gather(session, ids, at)
    ids["busy"] = give(session, coach_id, at)
    _assign(world, session, name, ids["publications"])


def gather(session, ids, at) -> tuple[UUID, UUID]:
    """A consultation visit and an event of a cluster that are to come."""
    stands = {"state": AppointmentState.PLANNED, "revised_at": at}
    visit = ConsultationVisit(
        id=uuid4(),
        kindergarten_id=ids["kindergartens"],
        host_id=ids["consultation-hosts"],
        day=date(2027, 3, 10),
        start_minute=540,
        end_minute=720,
        **stands,
    )
    event = ClusterEvent(
        id=uuid4(),
        cluster_id=ids["clusters"],
        kind=ClusterEventKind.GROUP,
        first_day=date(2027, 3, 10),
        last_day=date(2027, 3, 10),
        **stands,
    )
    session.add_all([visit, event])
    session.flush()
    return visit.id, event.id


def give(session, coach_id: UUID, at) -> UUID:
    """A calendar in which nobody is ever busy."""
    row = BusySource(
        id=uuid4(), coach_id=coach_id, name="Dienst", last_read_at=at, digest=""
    )
    session.add(row)
    session.flush()
    return row.id


def _meet(session, engagement_id: UUID, at) -> UUID:
    """A session of an engagement that is to come."""
    of = session.scalars(select(Engagement).where(Engagement.id == engagement_id)).one()
    day = date(2027, 3, 10)
    row = CoachingSession(
        id=uuid4(),
        engagement_id=of.id,
        coach_id=of.coach_id,
        kindergarten_id=of.kindergarten_id,
        number=3,
        starts_at=datetime(2027, 3, 10, 8, tzinfo=UTC),
        ends_at=datetime(2027, 3, 10, 11, tzinfo=UTC),
        day=day,
        start_minute=540,
        end_minute=720,
        state=AppointmentState.PLANNED,
        revised_at=at,
    )
    session.add(row)
    session.flush()
    return row.id


def engage(session, name: str, area_id: UUID, at) -> tuple[UUID, UUID]:
    """A coach is asked to accompany a kindergarten."""
    coach, house = uuid4(), uuid4()
    session.add(
        Coach(
            id=coach,
            code=f"BG-{name}",
            given_name="Bea",
            family_name="Begleit",
            sort_key="begleit bea",
            monthly_minutes=1200,
        )
    )
    session.flush()
    session.add(
        Kindergarten(
            id=house,
            code=f"KG-{name}",
            name="Sonnenschein",
            sort_key="sonnenschein",
            area_id=area_id,
            stage=Stage.START,
            min_half_hours=4,
            wished_half_hours=6,
        )
    )
    session.flush()
    row = Engagement(
        id=uuid4(),
        coach_id=coach,
        kindergarten_id=house,
        first_month=date(2027, 1, 1),
        last_month=date(2027, 12, 1),
        half_hours=6,
        state=EngagementState.PROPOSED,
        revised_at=at,
    )
    session.add(row)
    session.flush()
    return row.id, coach


def _assign(world: World, session, name: str, publication_id: UUID) -> None:
    ids = world.ids[name]
    taker = world.ids["substitute"]["persons"] if name == "own" else ids["persons"]
    row = Assignment(
        id=uuid4(),
        child_id=ids["children"],
        day=FIRST,
        start_minute=480,
        end_minute=600,
        person_id=taker,
        place_id=ids["places"],
        absent_person_id=ids["persons"],
        model=Model.FLOATER,
        state=AssignmentState.PUBLISHED,
        publication_id=publication_id,
        revised_at=world.store.clock.now(),
    )
    visit = ContactVisit(
        id=uuid4(),
        visitor_id=taker,
        host_id=ids["persons"],
        place_id=ids["places"],
        day=FIRST,
        start_minute=660,
        end_minute=780,
        state=AppointmentState.PLANNED,
        revised_at=world.store.clock.now(),
    )
    session.add_all((row, visit))
    session.flush()
    ids["assignments"], ids["visiting"] = row.id, visit.id


def _build_other_tenant(world: World) -> None:
    at = world.store.clock.now()
    with world.store.write(world.other_tenant.id) as session:
        area = Area(id=uuid4(), kind=AreaKind.DISTRICT, name="other")
        session.add(area)
        session.flush()
        rows = rows_around("other", area.id, at)
        for row in rows.values():
            session.add(row)
            session.flush()
        world.ids["other"] = {path: row.id for path, row in rows.items()}
        world.ids["other"]["areas"] = area.id
        world.ids["other"]["kindergarten-wishes"] = world.ids["other"]["kindergartens"]
        plan(world, session, "other", 1)


def _delete(world: World) -> None:
    """What was there once; its ids stay known."""
    rows = rows_around("x", uuid4(), world.store.clock.now())
    tables = {"areas": Area, **{path: type(row) for path, row in rows.items()}}
    with world.store.write(world.tenant.id) as session:
        for path, table in reversed(tables.items()):
            key = (world.tenant.id, world.ids["deleted"][path])
            session.delete(session.get_one(table, key))
            session.flush()


def _build_users(world: World) -> None:
    own = world.ids["own"]
    bindings = {
        "administrator": (Role.ADMINISTRATOR, {}),
        "counsellor": (Role.COUNSELLOR, {}),
        "counsellor_of_area": (Role.COUNSELLOR, {"area_id": own["areas"]}),
        "coordinator": (Role.COORDINATOR, {}),
        "childminder": (Role.CHILDMINDER, {"person_id": own["persons"]}),
        "substitute": (
            Role.SUBSTITUTE,
            {"person_id": world.ids["substitute"]["persons"]},
        ),
        "guardian": (Role.GUARDIAN, {"guardian_id": own["guardians"]}),
    }
    for name, (role, binding) in bindings.items():
        user = make_user(world.store, name)
        world.users[name] = user.id
        join(world.store, world.tenant.id, user, role, **binding)
        world.headers[name] = bearer(world.store, world.tenant.id, user)
    operator = make_user(world.store, "operator", is_operator=True)
    world.users["operator"] = operator.id
    world.headers["operator"] = sign_in(world.client(cookies=True), "operator")
    world.headers["nobody"] = {}
    other = make_user(world.store, "other")
    world.users["other"] = other.id
    world.ids["other"]["memberships"] = join(
        world.store, world.other_tenant.id, other, Role.ADMINISTRATOR
    )
    world.headers["other"] = bearer(world.store, world.other_tenant.id, other)
    gone = make_user(world.store, "gone")
    world.users["gone"] = gone.id
    _people(world)
    for name in ("own", "foreign", "deleted"):
        user = {"own": "childminder", "foreign": "guardian", "deleted": "gone"}[name]
        world.ids[name]["memberships"] = _membership_of(world, user)


def _people(world: World) -> None:
    """Ids of accounts, tenants and tokens by set."""
    for name, user, tenant in (
        ("own", "childminder", world.tenant),
        ("foreign", "guardian", world.tenant),
        ("other", "other", world.other_tenant),
    ):
        world.ids[name]["users"] = world.users[user]
        world.ids[name]["tenants"] = tenant.id


def _membership_of(world: World, name: str) -> UUID:
    with world.store.read(world.tenant.id) as session:
        found = session.scalar(
            select(Membership.id).where(Membership.user_id == world.users[name])
        )
    return found or uuid4()


def make_user(store: Store, name: str, *, is_operator: bool = False) -> User:
    """An account with the password of all accounts here."""
    with store.system_write() as session:
        user = User(
            email=f"{name}@lueckenlos.example",
            display_name=name.capitalize(),
            password_hash=hash_password(PASSWORD, 8),
            is_operator=is_operator,
            created_at=store.clock.now(),
        )
        session.add(user)
    return user


def join(store: Store, tenant_id: UUID, user: User, role: Role, **binding) -> UUID:
    """The user holds the role in the tenant."""
    with store.write(tenant_id) as session:
        session.add(UserTenant(user_id=user.id, tenant_id=tenant_id))
        row = Membership(user_id=user.id, role=role, **binding)
        session.add(row)
    return row.id


def bearer(store: Store, tenant_id: UUID, user: User) -> dict[str, str]:
    """Header fields of a token with all scopes."""
    actor = actor_in(store, user, tenant_id)
    made = create_token(store, actor, NewToken("Test", tuple(Scope)))
    return {"Authorization": f"Bearer {made.secret}"}


def sign_in(client: FlaskClient, name: str, **more) -> dict[str, str]:
    """Header fields of a browser that has signed in."""
    answer = client.post(
        "/api/v1/sessions",
        json={"email": f"{name}@lueckenlos.example", "password": PASSWORD, **more},
    )
    assert answer.status_code == 201, answer.json
    cookie = client.get_cookie("lueckenlos")
    assert cookie is not None
    return {
        "Cookie": f"lueckenlos={cookie.value}",
        "X-CSRF-Token": answer.json["csrf_token"],
    }
