"""A small programme in Thüringen, row by row."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from uuid import uuid4

from service.db.tables.coaches import Coach, CoachTopic
from service.db.tables.engagements import CoachingSession
from service.db.tables.kindergartens import Kindergarten, KindergartenTopic
from service.db.tables.programme import CountyBudget, Topic
from service.db.tables.tenancy import Area, Tenant
from service.domain.actor import Actor
from service.domain.kinds import (
    AppointmentState,
    AreaKind,
    Role,
    Stage,
    TenantKind,
)
from service.jobs import table
from service.use_cases.publish_proposal import publish_proposal
from service.use_cases.request_matching import RequestMatching, request_matching
from service.use_cases.run_proposal import run_proposal
from tests.service.planning.run import Control

YEAR = 2027
JANUARY, DECEMBER = date(YEAR, 1, 1), date(YEAR, 12, 1)
WEIMAR, JENA, GERA = (50.98, 11.33), (50.93, 11.59), (50.88, 12.08)
TOPICS = ("team", "networking")


class Builder:
    """Adds rows to a programme; every call is one row with its parts."""

    def __init__(self, session):
        self.session = session
        self.count = 0

    def add(self, row):
        self.session.add(row)
        self.session.flush()
        return row

    def topics(self):
        for key in TOPICS:
            self.add(Topic(id=uuid4(), key=key, title=key.capitalize()))

    def a_county(self, name, budget_euros=None, year=YEAR):
        area = self.add(Area(id=uuid4(), kind=AreaKind.COUNTY, name=name))
        if budget_euros is not None:
            cents = 100 * budget_euros
            self.add(
                CountyBudget(id=uuid4(), area_id=area.id, year=year, budget_cents=cents)
            )
        return area

    def a_coach(self, name, at=WEIMAR, topics=TOPICS, **more):
        self.count += 1
        values = {
            "code": f"B-{self.count}",
            "given_name": name,
            "family_name": "Muster",
            "sort_key": f"muster {name.lower()}",
            "latitude": at[0],
            "longitude": at[1],
            "monthly_minutes": 1200,
            "fee_cents_per_hour": 6000,
            "experience_years": 5,
        }
        row = self.add(Coach(id=uuid4(), **{**values, **more}))
        for topic in topics:
            self.add(CoachTopic(id=uuid4(), coach_id=row.id, topic=topic, level=2))
        return row

    def a_kindergarten(self, name, area, at=WEIMAR, topics=("team",), **more):
        self.count += 1
        values = {
            "code": f"K-{self.count}",
            "name": name,
            "sort_key": name.lower(),
            "area_id": area.id,
            "latitude": at[0],
            "longitude": at[1],
            "stage": Stage.BUILDING,
            "min_half_hours": 4,
            "wished_half_hours": 6,
        }
        row = self.add(Kindergarten(id=uuid4(), **{**values, **more}))
        for topic in topics:
            self.add(
                KindergartenTopic(
                    id=uuid4(), kindergarten_id=row.id, topic=topic, weight=2
                )
            )
        return row


def make_programme_tenant(store, name="ThEKiZ-Fachstelle", land="TH"):
    """A programme without anybody in it."""
    with store.system_write() as session:
        row = Tenant(
            name=name,
            kind=TenantKind.PROGRAMME,
            land=land,
            time_zone="Europe/Berlin",
            created_at=store.clock.now(),
        )
        session.add(row)
    return row


def coordinator(tenant_id):
    """Who coordinates the whole programme."""
    roles = frozenset({Role.COORDINATOR})
    return Actor(user_id=None, tenant_id=tenant_id, roles=roles)


def make_programme(store):
    """Two coaches, three kindergartens in two counties; everybody can be served."""
    tenant = make_programme_tenant(store)
    with store.write(tenant.id) as session:
        build = Builder(session)
        build.topics()
        weimar = build.a_county("Weimar", 20_000)
        jena = build.a_county("Jena", 20_000)
        anna = build.a_coach("Anna", WEIMAR)
        berta = build.a_coach("Berta", JENA)
        sun = build.a_kindergarten("Sonnenschein", weimar, WEIMAR, stage=Stage.START)
        river = build.a_kindergarten("Ilmwichtel", weimar, WEIMAR)
        hill = build.a_kindergarten("Saaleknirpse", jena, JENA)
        return SimpleNamespace(
            tenant_id=tenant.id,
            actor=coordinator(tenant.id),
            weimar=weimar.id,
            jena=jena.id,
            anna=anna.id,
            berta=berta.id,
            sun=sun.id,
            river=river.id,
            hill=hill.id,
        )


def match(store, actor, year=YEAR, **more):
    """A ready proposal of matching; its id."""
    requested = request_matching(store, actor, RequestMatching(year, **more))
    job = table.claim(store, requested.job_id, "test")
    run_proposal(store, job, Control(store, job))
    return requested.proposal_id


def ask(store, actor, **more):
    """Match and publish at once."""
    return publish_proposal(store, actor, match(store, actor, **more))


def at_the_hill(programme, engagement, day, held_minutes, *, number=1):
    """A session of Berta's at the hill, three hours long by the calendar, held."""
    start = datetime(day.year, day.month, day.day, 8, tzinfo=UTC)
    return CoachingSession(
        uid=uuid4(),
        engagement_id=engagement,
        coach_id=programme.berta,
        kindergarten_id=programme.hill,
        number=number,
        starts_at=start,
        ends_at=start.replace(hour=11),
        day=day,
        start_minute=540,
        end_minute=720,
        state=AppointmentState.HELD,
        held_minutes=held_minutes,
        revised_at=start,
    )
