"""Each of the three walls holds alone, and is missed when it is gone.

A *probe* tries to cross one wall and lists what got through or broke. With its wall
it finds nothing, without it something: no wall is there for show.
"""

from collections.abc import Callable
from uuid import UUID

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import (
    Engine,
    ForeignKeyConstraint,
    MetaData,
    Uuid,
    column,
    event,
    func,
    inspect,
    select,
    text,
    update,
)
from sqlalchemy.exc import DBAPIError, IntegrityError, ProgrammingError

from service.db import walls
from service.db.base import Base
from service.db.engine import make_engine
from service.db.migrations.rules_0001 import WITHOUT_WALL
from service.db.store import APPLICATION_ROLE, Store
from service.db.tables.people import Person
from service.db.walls import ForeignTenant, TenantMissing, WalledSession, walled_tables
from tests.service.db.filler import fill

PEOPLE = Person.__table__
INSTEAD_OF = {("busy_source", "kindergarten"): {"coach_id": None}}
"""What has to go for a reference to be set: the row has one owner."""


def two_tenants(store: Store):
    with store.engine.begin() as connection:
        return fill(connection), fill(connection)


# --- wall one: the session ---------------------------------------------------------


def cross_by_session(store: Store, mine: UUID) -> list[str]:
    """What a session of ``mine``, or of nobody, gets to see of others."""
    through = []
    try:
        with store.read(mine) as session:
            if set(session.scalars(select(Person.tenant_id))) != {mine}:
                through.append("rows of another tenant")
    except ForeignTenant:
        through.append("an ORM query that does not name its tenant")
    for whose, transaction in (
        ("mine", store.read(mine)),
        ("nobody's", store.system_read()),
    ):
        try:
            with transaction as session:
                session.execute(select(PEOPLE.c.code)).all()
            through.append(f"a query without tenant in a session of {whose}")
        except (ForeignTenant, TenantMissing):
            pass
    return through


def test_the_first_wall_holds_and_is_missed(store):
    (mine, _), _ = two_tenants(store)
    assert cross_by_session(store, mine) == []

    event.remove(WalledSession, "do_orm_execute", walls._confine)
    try:
        assert cross_by_session(store, mine) != []
    finally:
        event.listen(WalledSession, "do_orm_execute", walls._confine)
    assert cross_by_session(store, mine) == []

    event.remove(store.engine, "before_cursor_execute", walls._check)
    assert len(cross_by_session(store, mine)) == 2


# --- wall two: the references --------------------------------------------------------


def loose_references(metadata: MetaData) -> list[str]:
    """References between tenants' tables that leave the tenant out."""
    return [
        f"{table.name}.{constraint.name}"
        for table in metadata.tables.values()
        if table.name in walled_tables()
        for constraint in table.foreign_key_constraints
        if constraint.referred_table.name in walled_tables()
        and ("tenant_id", "tenant_id")
        not in [(e.parent.name, e.column.name) for e in constraint.elements]
    ]


def test_every_reference_between_tenants_tables_carries_the_tenant(any_store):
    assert loose_references(Base.metadata) == []
    stored = MetaData()
    stored.reflect(any_store.engine)
    assert loose_references(stored) == []
    table = stored.tables["permit"]
    constraint = next(iter(table.foreign_key_constraints))
    table.constraints.discard(constraint)
    table.append_constraint(ForeignKeyConstraint(["person_id"], ["person.id"]))
    assert len(loose_references(stored)) == 1


def cross_by_reference(engine: Engine, mine, theirs) -> list[str]:
    """References of my rows to rows of another tenant that the database takes."""
    through = []
    for table in Base.metadata.sorted_tables:
        if table.name not in walled_tables():
            continue
        row = mine[table.name][1]
        for constraint in table.foreign_key_constraints:
            target = constraint.referred_table.name
            if target not in walled_tables():
                continue
            foreign = {
                element.parent.name: theirs[target][1][element.column.name]
                for element in constraint.elements
                if element.parent.name != "tenant_id"
            } | INSTEAD_OF.get((table.name, target), {})
            key = [column == row[column.name] for column in table.primary_key]
            try:
                with engine.connect() as connection, connection.begin() as attempt:
                    connection.execute(update(table).where(*key).values(foreign))
                    attempt.rollback()
                through.append(f"{table.name}.{constraint.name}")
            except IntegrityError as refused:
                if "foreign key" not in str(refused.orig).lower():
                    raise
    return through


def test_the_second_wall_holds_and_is_missed(any_store):
    (_, mine), (_, theirs) = two_tenants(any_store)
    assert cross_by_reference(any_store.engine, mine, theirs) == []

    name = "fk_qualification_tenant_id_person_id"
    with any_store.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")
        with connection.begin():
            operations = Operations(MigrationContext.configure(connection))
            with operations.batch_alter_table("qualification") as batch:
                batch.drop_constraint(name, type_="foreignkey")
    any_store.engine.dispose()
    assert cross_by_reference(any_store.engine, mine, theirs) == [
        f"qualification.{name}"
    ]


# --- wall three: PostgreSQL's own ---------------------------------------------------


def cross_in_postgres(engine: Engine, mine: UUID, other: UUID, role: str) -> list[str]:
    """What plain SQL in a role gets to see or store of another tenant."""
    through = []
    for table in sorted(walled_tables()):
        count = select(func.count()).select_from(text(table))
        with engine.connect() as connection:
            connection.exec_driver_sql(f"SET ROLE {role}")
            if connection.scalar(count) != 0:
                through.append(f"{table} without a tenant")
            connection.exec_driver_sql(
                f"SELECT set_config('lueckenlos.tenant', '{mine}', true)"
            )
            rows = select(column("tenant_id", Uuid)).select_from(text(table))
            whose = set(connection.scalars(rows))
            if whose != {mine}:
                through.append(f"{table}: rows of {whose}")
            try:
                moved = update(Base.metadata.tables[table]).values(tenant_id=other)
                connection.execute(moved)
                through.append(f"{table}: a row given to another tenant")
            except ProgrammingError:
                pass
            except IntegrityError:
                through.append(f"{table}: only references kept a row from another")
            connection.rollback()
    return through


@pytest.fixture
def postgres_store(postgres_url, clock):
    engine = make_engine(postgres_url)
    yield Store(engine, clock)
    engine.dispose()


@pytest.mark.server
def test_row_level_security_is_forced_on_every_tenant_table(postgres_store):
    with postgres_store.engine.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity"
        )
        assert set(rows.scalars()) == walled_tables()
        everything = set(inspect(connection).get_table_names())
        assert everything - walled_tables() == WITHOUT_WALL


@pytest.mark.server
def test_a_session_runs_without_the_owners_rights(postgres_store):
    (mine, _), _ = two_tenants(postgres_store)
    with postgres_store.read(mine) as session:
        assert session.scalar(select(func.current_user())) == APPLICATION_ROLE
    with postgres_store.system_write() as session:
        assert session.scalar(select(func.current_user())) == APPLICATION_ROLE
    with postgres_store.engine.connect() as connection:
        assert connection.scalar(select(func.current_user())) != APPLICATION_ROLE
        setting = "SELECT current_setting('lueckenlos.tenant', true)"
        assert not connection.exec_driver_sql(setting).scalar()


REMOVALS: dict[str, Callable[[str], str]] = {
    "security off": lambda table: f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
    "policy open": lambda table: f"ALTER POLICY own_tenant ON {table} USING (true)",
    "check open": lambda table: f"ALTER POLICY own_tenant ON {table} WITH CHECK (true)",
    "policy gone": lambda table: f"DROP POLICY own_tenant ON {table}",
}


@pytest.mark.server
@pytest.mark.parametrize("removal", REMOVALS)
def test_the_third_wall_holds_and_is_missed(postgres_store, removal):
    (mine, _), (other, _) = two_tenants(postgres_store)
    engine = postgres_store.engine
    assert cross_in_postgres(engine, mine, other, APPLICATION_ROLE) == []
    with engine.begin() as connection:
        connection.exec_driver_sql(REMOVALS[removal]("contact"))
    found = cross_in_postgres(engine, mine, other, APPLICATION_ROLE)
    assert found
    assert all(finding.startswith("contact") for finding in found)


@pytest.mark.server
def test_the_third_wall_holds_for_the_owner_too(postgres_store):
    (mine, _), (other, _) = two_tenants(postgres_store)
    engine = postgres_store.engine
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE ROLE plain_owner")
        for table in walled_tables():
            connection.exec_driver_sql(f"ALTER TABLE {table} OWNER TO plain_owner")
    try:
        assert cross_in_postgres(engine, mine, other, "plain_owner") == []
        with engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE child NO FORCE ROW LEVEL SECURITY")
        assert cross_in_postgres(engine, mine, other, "plain_owner") != []
    finally:
        with engine.begin() as connection:
            connection.exec_driver_sql("REASSIGN OWNED BY plain_owner TO postgres")
            connection.exec_driver_sql("DROP OWNED BY plain_owner")
            connection.exec_driver_sql("DROP ROLE plain_owner")


@pytest.mark.server
def test_the_application_cannot_touch_schema_or_trail(postgres_store):
    for statement in (
        "DELETE FROM audit_event",
        "UPDATE audit_event SET action = 'x'",
        "DELETE FROM alembic_version",
        "DROP TABLE person",
        "ALTER TABLE person DISABLE ROW LEVEL SECURITY",
    ):
        with postgres_store.engine.connect() as connection:
            connection.exec_driver_sql(f"SET ROLE {APPLICATION_ROLE}")
            with pytest.raises(DBAPIError, match=r"permission denied|must be owner"):
                connection.exec_driver_sql(statement)
