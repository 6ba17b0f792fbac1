"""The first wall: a session sees and changes its tenant's rows only, whatever is tried.

That each of the three walls is missed when it is gone shows ``test_walls_alone.py``.
"""

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import (
    delete,
    func,
    insert,
    inspect,
    literal_column,
    select,
    text,
    update,
)
from sqlalchemy.orm import Session, aliased

from service.db.base import Base, TenantTable
from service.db.store import Store
from service.db.tables.children import Child
from service.db.tables.jobs import Job
from service.db.tables.people import Permit, Person
from service.db.tables.publications import PublicationDay
from service.db.tables.tenancy import Tenant
from service.db.walls import ForeignTenant, TenantMissing
from tests.service.db.filler import fill

DAY = date(2030, 1, 1)
TENANT_CLASSES = sorted(
    (
        mapper.class_
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, (TenantTable, PublicationDay))
    ),
    key=lambda table: table.__tablename__,
)


@pytest.fixture
def two(any_store: Store) -> tuple[UUID, UUID]:
    """Two tenants with rows in every table: mine and the other one's."""
    with any_store.engine.begin() as connection:
        return fill(connection)[0], fill(connection)[0]


def test_every_table_shows_the_rows_of_its_tenant_only(any_store, two):
    mine, other = two
    for table in TENANT_CLASSES:
        twin = aliased(table)
        with any_store.read(mine) as session:
            rows = session.scalars(select(table)).all()
            assert rows
            assert {row.tenant_id for row in rows} == {mine}, table
            count = session.scalar(select(func.count()).select_from(twin))
            assert count == len(rows), table
            key = (other, *list(inspect(rows[0]).identity)[1:])
            assert session.get(table, key) is None


def test_without_a_tenant_no_table_of_a_tenant_can_be_used(any_store, two):
    assert two
    for table in TENANT_CLASSES:
        with pytest.raises(TenantMissing), any_store.system_read() as session:
            session.scalars(select(table)).all()
        with pytest.raises(TenantMissing), any_store.system_write() as session:
            session.execute(delete(table))


def ways_to_another_tenant(other: UUID):
    """Statements that would show or touch another tenant's rows."""
    people = Person.__table__
    return {
        "core select": select(people.c.code),
        "core select of the other": select(people).where(people.c.tenant_id == other),
        "core count": select(func.count()).select_from(people),
        "core in a subquery": select(Child).where(
            Child.code.in_(select(people.c.code))
        ),
        "core join": select(Child).join(people, people.c.code == Child.code),
        "core cte": select(select(people.c.code).cte("c").c.code),
        "core union": select(people.c.code).union_all(select(people.c.code)),
        "core update": update(people).values(code="x"),
        "core delete": delete(people),
        "core alias": select(people.alias("p").c.code),
        "text": text("SELECT code FROM person"),
        "text with quotes": text('SELECT code FROM "person"'),
        "insert for the other": insert(Person).values(
            tenant_id=other,
            version=1,
            code="x",
            kind="floater",
            given_name="",
            family_name="",
            sort_key="",
        ),
        "insert from select": insert(Person).from_select(
            ["code"], select(literal_column("'x'")), include_defaults=False
        ),
        "update to the other": update(Person).values(tenant_id=other),
        "orm select of the other": select(Person).where(Person.tenant_id == other),
    }


def test_what_reaches_past_the_tenant_is_refused(any_store, two, subtests):
    mine, other = two
    for way, statement in ways_to_another_tenant(other).items():
        with subtests.test(way):
            with pytest.raises(ForeignTenant), any_store.write(mine) as session:
                session.execute(statement)
            with pytest.raises(ForeignTenant), any_store.write(mine) as session:
                session.connection().execute(statement)


def test_subqueries_joins_and_existence_stay_with_the_tenant(any_store, two):
    mine, other = two
    permit = aliased(Permit)
    with any_store.read(mine) as session:
        joined = session.execute(
            select(Person.tenant_id, permit.tenant_id).join(
                permit, permit.person_id == Person.id
            )
        ).all()
        assert set(joined) == {(mine, mine)}
        inside = session.scalars(
            select(Person.tenant_id).where(
                Person.id.in_(select(Permit.person_id)),
                select(Child.id).exists(),
            )
        ).all()
        assert set(inside) == {mine}
        assert (
            session.scalar(
                select(func.count())
                .select_from(Child)
                .where(select(Person.id).where(Person.tenant_id != mine).exists())
            )
            == 0
        )
        union = session.scalars(
            select(Person.tenant_id).union_all(select(Child.tenant_id))
        ).all()
        assert set(union) == {mine}
    assert other != mine


def test_bulk_changes_stay_with_the_tenant(any_store, two):
    mine, other = two
    with any_store.write(mine) as session:
        session.execute(update(Person).values(institution="meine"))
        session.execute(delete(Permit))
    with any_store.read(other) as session:
        assert set(session.scalars(select(Person.institution))) != {"meine"}
        assert session.scalar(select(func.count()).select_from(Permit)) == 2
    with any_store.read(mine) as session:
        assert session.scalar(select(func.count()).select_from(Permit)) == 0


def test_bulk_inserts_get_the_tenant(any_store, two):
    mine, other = two
    with any_store.write(mine) as session:
        person = session.scalars(select(Person)).first()
        session.execute(
            insert(Permit),
            [
                {
                    "person_id": person.id,
                    "places": 5,
                    "version": 1,
                    "valid_from": day,
                    "valid_until": day,
                }
                for day in (DAY, DAY.replace(year=2031))
            ],
        )
    with any_store.read(mine) as session:
        assert session.scalar(select(func.count()).select_from(Permit)) == 4
    with any_store.read(other) as session:
        assert session.scalar(select(func.count()).select_from(Permit)) == 2


def add_to(other: UUID, session: Session, theirs: Person) -> None:
    session.add(
        Permit(
            tenant_id=other,
            person_id=theirs.id,
            places=5,
            valid_from=DAY,
            valid_until=DAY,
        )
    )


def remove(_other: UUID, session: Session, theirs: Person) -> None:
    session.delete(theirs)


def rename(_other: UUID, session: Session, theirs: Person) -> None:
    session.add(theirs)
    theirs.code = "anders"


def give_away(other: UUID, session: Session, _theirs: Person) -> None:
    session.scalars(select(Person)).first().tenant_id = other


def test_rows_of_another_tenant_cannot_be_stored(any_store, two):
    mine, other = two
    for change in (add_to, remove, rename, give_away):
        with any_store.read(other) as session:
            theirs = session.scalars(select(Person)).first()
        with pytest.raises(ForeignTenant), any_store.write(mine) as session:
            change(other, session, theirs)


def test_jobs_and_the_tenant_itself_are_seen_by_their_tenant_only(any_store, two):
    mine, other = two
    with any_store.read(mine) as session:
        assert {tenant.id for tenant in session.scalars(select(Tenant))} == {mine}
        assert {job.tenant_id for job in session.scalars(select(Job))} == {mine}
    with any_store.system_read() as session:
        assert {job.tenant_id for job in session.scalars(select(Job))} == {mine, other}
