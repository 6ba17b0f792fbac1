"""Schemas come and go with data in them; killed half-way they are old or new."""

import os
import signal
import sqlite3
import threading
from hashlib import sha256

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, event, inspect

from service.db import migrate
from service.db.base import Base
from service.db.engine import make_engine
from service.db.migrate import downgrade, head_revision, require_current, upgrade
from service.errors import WrongSchema
from tests.faults import digest_of, wait_until_alone
from tests.service.db.filler import fill


@pytest.fixture
def engine(any_url):
    engine = make_engine(any_url)
    yield engine
    engine.dispose()


def schema_of(engine: Engine) -> str:
    """Digest of everything the database says about its schema."""
    if engine.dialect.name == "sqlite":
        query = "SELECT type, name, sql FROM sqlite_master ORDER BY type, name"
    else:
        query = """
            SELECT conname AS name, pg_get_constraintdef(oid) FROM pg_constraint
            UNION ALL SELECT indexname, indexdef FROM pg_indexes
                WHERE schemaname = 'public'
            UNION ALL SELECT tablename || policyname, qual || with_check
                FROM pg_policies
            UNION ALL SELECT table_name || column_name, data_type || is_nullable
                FROM information_schema.columns WHERE table_schema = 'public'
            UNION ALL SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger
                WHERE NOT tgisinternal
            UNION ALL SELECT table_name || grantee, privilege_type
                FROM information_schema.role_table_grants
                WHERE grantee = 'lueckenlos_app'
            ORDER BY 1, 2
        """
    with engine.connect() as connection:
        rows = connection.exec_driver_sql(query).fetchall()
    return sha256(repr(rows).encode()).hexdigest()


def test_tables_and_migrations_say_the_same(engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "render_as_batch": True}
        )
        assert compare_metadata(context, Base.metadata) == []


def test_up_down_and_up_again_with_data(engine, any_url):
    fresh = schema_of(engine)
    with engine.begin() as connection:
        fill(connection)
        fill(connection)
    upgrade(engine)  # at the head: changes nothing
    before = digest_of(any_url)
    downgrade(engine)
    with engine.connect() as connection:
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
    upgrade(engine)
    assert schema_of(engine) == fresh
    assert digest_of(any_url) != before
    with engine.begin() as connection:
        fill(connection)


def test_each_step_comes_and_goes_with_data(engine):
    fresh = schema_of(engine)
    with engine.begin() as connection:
        fill(connection, rows_each=10)  # every word of every vocabulary
    downgrade(engine, "0001")
    with engine.begin() as connection:
        tables = set(inspect(connection).get_table_names())
        kept = connection.exec_driver_sql("SELECT count(*) FROM assignment").scalar()
        roles = connection.exec_driver_sql("SELECT role FROM membership").scalars()
        assert "coach" not in set(roles)
    assert "assignment" in tables
    assert "coach" not in tables
    assert kept == 10
    upgrade(engine)
    assert schema_of(engine) == fresh


def test_references_hold_after_an_upgrade(engine):
    upgrade(engine)
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            for pragma, value in (("foreign_keys", 1), ("synchronous", 2)):
                found = connection.exec_driver_sql(f"PRAGMA {pragma}").scalar()
                assert found == value
            mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
            assert mode == "wal"


def test_a_migration_that_breaks_references_is_taken_back(sqlite_url, monkeypatch):
    engine = make_engine(sqlite_url)
    with engine.begin() as connection:
        fill(connection)
    before = digest_of(sqlite_url)
    step = migrate.command.upgrade

    def careless(config, revision):
        step(config, revision)
        config.attributes["connection"].exec_driver_sql("DELETE FROM tenant")

    monkeypatch.setattr(migrate.command, "upgrade", careless)
    with pytest.raises(WrongSchema, match=r"bricht [0-9]+ Verweise"):
        upgrade(engine)
    assert digest_of(sqlite_url) == before


def test_a_newer_schema_is_refused_before_any_write(engine, any_url):
    require_current(engine)
    with engine.begin() as connection:
        fill(connection)
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    before = digest_of(any_url)
    for refused in (require_current, upgrade, downgrade):
        with pytest.raises(WrongSchema, match="Stand 9999, den dieses Programm nicht"):
            refused(engine)
    assert digest_of(any_url) == before


def test_an_empty_database_is_refused_with_what_to_do(tmp_path):
    engine = make_engine(f"sqlite:///{tmp_path / 'leer.sqlite'}")
    with pytest.raises(WrongSchema, match="lueckenlos init"):
        require_current(engine)
    upgrade(engine)
    require_current(engine)


def test_an_older_schema_is_refused_with_what_to_do(engine, monkeypatch):
    head = head_revision()
    monkeypatch.setattr(migrate, "head_revision", lambda: "9999")
    with pytest.raises(WrongSchema, match=f"älteren Stand {head}"):
        require_current(engine)


def test_there_is_one_line_of_revisions(engine):
    script = migrate.ScriptDirectory.from_config(migrate.config_for())
    assert script.get_heads() == [head_revision()]
    with engine.connect() as connection:
        assert migrate.current_revision(connection) == head_revision()


def test_two_programs_upgrade_at_once(tmp_path):
    url = f"sqlite:///{tmp_path / 'zwei.sqlite'}"
    assert _in_two_programs(lambda: upgrade(make_engine(url))) == [0, 0]
    require_current(make_engine(url))


def test_whoever_opens_a_new_file_waits_for_the_other(tmp_path):
    file = tmp_path / "neu.sqlite"
    other = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    end = threading.Timer(0.3, lambda: other.execute("ROLLBACK"))
    end.start()
    with make_engine(f"sqlite:///{file}").connect() as connection:
        mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
    end.join()
    other.close()
    assert mode == "wal"


def _in_two_programs(act) -> list[int]:
    """The exit codes of two forks that do the same thing at the same time."""
    children = []
    for _ in range(2):
        child = os.fork()
        if child == 0:
            code = 1
            try:
                act()
                code = 0
            finally:
                os._exit(code)
        children.append(child)
    return [os.waitstatus_to_exitcode(os.waitpid(c, 0)[1]) for c in children]


@pytest.mark.slow
@pytest.mark.parametrize("direction", ["up", "down"])
def test_a_killed_migration_leaves_the_old_schema_or_the_new_one(
    engine, any_url, direction
):
    if direction == "up":
        downgrade(engine)
    else:
        with engine.begin() as connection:
            fill(connection)
    step = upgrade if direction == "up" else downgrade
    old = schema_of(engine)
    engine.dispose()
    statements = count_statements(any_url, step)
    third = statements // 3
    points = (1, third, 2 * third, statements - 1, statements)
    for point in points:
        engine.dispose()
        assert killed_at(any_url, step, point)
        wait_until_alone(any_url)
        assert schema_of(engine) == old
    engine.dispose()
    assert not killed_at(any_url, step, statements + 50)
    assert schema_of(engine) != old


def killed_at(url: str, step, point: int) -> bool:
    """Migrate in a child that is killed at a statement; whether it was."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            engine = make_engine(url)
            passed = 0

            def count(*_):
                nonlocal passed
                passed += 1
                if passed == point:
                    os.kill(os.getpid(), signal.SIGKILL)

            event.listen(engine, "before_cursor_execute", count)
            event.listen(engine, "commit", count)
            step(engine)
            code = 0
        finally:
            os._exit(code)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, -signal.SIGKILL)
    return code != 0


def count_statements(url: str, step) -> int:
    """How many statements the step takes, tried on this very database and undone."""
    engine = make_engine(url)
    passed = 0

    def count(*_):
        nonlocal passed
        passed += 1

    class Undo(Exception):
        pass

    def undo(*_):
        raise Undo

    event.listen(engine, "before_cursor_execute", count)
    event.listen(engine, "commit", count)
    event.listen(engine, "commit", undo)
    with pytest.raises(Undo):
        step(engine)
    engine.dispose()
    wait_until_alone(url)
    return passed
