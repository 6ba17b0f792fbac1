"""The same town is the same problem, whatever ids its rows were given."""

from datetime import date
from pathlib import Path

from sqlalchemy import select

from service.db.engine import make_engine
from service.db.migrate import upgrade
from service.db.store import Store
from service.db.tables.absences import Absence
from service.db.tables.people import Person
from service.db.tables.tenancy import Tenant
from service.domain.kinds import AbsenceClass, TenantKind
from service.snapshot import take_snapshot
from solver.substitution.codec import problem_to_bytes
from tests.clock import FixedClock
from tests.towns import import_town

MONDAY, FRIDAY = date(2026, 11, 2), date(2026, 11, 6)


def problem_of_a_fresh_database(path: Path, seed: int) -> bytes:
    clock = FixedClock()
    engine = make_engine(f"sqlite:///{path}")
    upgrade(engine)
    store = Store(engine, clock)
    with store.system_write() as session:
        tenant = Tenant(
            name="Stadt",
            kind=TenantKind.YOUTH_OFFICE,
            land="NW",
            time_zone="Europe/Berlin",
            created_at=clock.now(),
        )
        session.add(tenant)
        session.flush()
        session.expunge(tenant)
    import_town(store, tenant, 30, seed)
    with store.write(tenant.id) as session:
        for person in session.scalars(select(Person).order_by(Person.code).limit(6)):
            session.add(
                Absence(
                    person_id=person.id,
                    first_day=MONDAY,
                    last_day=FRIDAY,
                    absence_class=AbsenceClass.SHORT_NOTICE,
                    reported_at=clock.now(),
                )
            )
    with store.read(tenant.id) as session:
        snapshot = take_snapshot(
            session, first_day=MONDAY, last_day=FRIDAY, now=clock.now()
        )
    engine.dispose()
    return problem_to_bytes(snapshot.problem)


def test_two_databases_with_the_same_town_pose_the_same_problem(tmp_path: Path):
    one = problem_of_a_fresh_database(tmp_path / "one.sqlite", seed=1)
    same = problem_of_a_fresh_database(tmp_path / "two.sqlite", seed=1)
    other = problem_of_a_fresh_database(tmp_path / "three.sqlite", seed=2)
    assert one == same
    assert one != other
