"""A programme with hosts, and how its visits are planned, as a job would do it."""

from uuid import uuid4

from sqlalchemy import select

from service.dates.consultations.kind import ConsultationsKind
from service.db.tables.tenancy import Area
from service.db.tables.visits import (
    ConsultationHost,
    ConsultationHostTopic,
    ConsultationVisit,
)
from service.domain.kinds import SchedulingKind
from service.matching.months import period_of
from service.scheduling.wanted import WantedDates
from solver.result import SolveLimits
from tests.service.matching.build import JENA, WEIMAR, YEAR, Builder, make_programme

LIMITS = SolveLimits(seconds=120, workers=1)


def add_host(store, programme, house, visits=2, topics=("team",), weekdays=31):
    """The kindergarten receives others; its id as a host."""
    with store.write(programme.tenant_id) as session:
        row = ConsultationHost(
            id=uuid4(),
            kindergarten_id=house,
            visits_per_month=visits,
            weekdays=weekdays,
        )
        session.add(row)
        session.flush()
        session.add_all(
            ConsultationHostTopic(id=uuid4(), host_id=row.id, topic=topic)
            for topic in topics
        )
        return row.id


def with_hosts(store):
    """Three guests of two towns and two houses that receive, one in each town."""
    programme = make_programme(store)
    with store.write(programme.tenant_id) as session:
        build = Builder(session)
        build.count = 50
        county = session.scalars(select(Area).where(Area.id == programme.weimar)).one()
        west = build.a_kindergarten("Goetheschatz", county, WEIMAR)
        east = build.a_kindergarten("Zeissnest", county, JENA)
        programme.west_house, programme.east_house = west.id, east.id
    programme.west = add_host(store, programme, programme.west_house)
    programme.east = add_host(store, programme, programme.east_house)
    return programme


def rows(store, programme):
    """Stored visits by day."""
    with store.read(programme.tenant_id) as session:
        found = select(ConsultationVisit).order_by(
            ConsultationVisit.day, ConsultationVisit.id
        )
        return session.scalars(found).all()


def find(store, programme, kind=SchedulingKind.CONSULTATIONS, year=YEAR, month=1):
    """Visits of a year, computed but not written."""
    wanted = WantedDates(kind, period_of(year, month))
    with store.read(programme.tenant_id) as session:
        work = ConsultationsKind().take(session, wanted, store.clock.now())
    return work.compute(LIMITS, lambda _: None, lambda: False)


def write(store, programme, found):
    """What was found stands."""
    with store.write(programme.tenant_id) as session:
        return found.write(session, programme.actor, store.clock.now())


def plan(store, programme, **more):
    """Plan and write; what changed."""
    return write(store, programme, find(store, programme, **more))
