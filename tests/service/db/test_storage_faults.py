"""Disk full, files that became read-only, a lock held elsewhere, a server restarted."""

import os
import pwd
import resource
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select

from service.db.engine import make_engine
from service.db.migrate import upgrade
from service.db.store import Store
from service.db.tables.people import Person
from service.doctor import doctor
from service.errors import Busy, StorageFault
from tests.clock import FixedClock
from tests.postgres import running_postgres
from tests.quickest import quickest
from tests.service.db.people import make_person
from tests.tenants import make_tenant

GROUP = 20
"""Rows stored together: all of them, or none."""


def in_child(work: Callable[[], object]) -> None:
    """Run ``work`` in a child process; it must end well."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def add_group(store: Store, tenant_id, name: str) -> None:
    with store.write(tenant_id) as session:
        for number in range(GROUP):
            person = make_person(f"{name}-{number}")
            person.institution = "x" * 200
            session.add(person)


def count(store: Store, tenant_id) -> int:
    with store.read(tenant_id) as session:
        return session.scalar(select(func.count()).select_from(Person))


def open_store(url: str) -> Store:
    return Store(make_engine(url), FixedClock())


def test_a_full_disk_loses_nothing_and_needs_no_restart(
    store, tenant, sqlite_url, tmp_path
):
    store.engine.dispose()
    acknowledged = tmp_path / "acknowledged"

    def fill_the_disk():
        own = open_store(sqlite_url)
        count(own, tenant.id)
        room = Path(own.engine.url.database).stat().st_size + 300_000
        _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
        stored = 0
        refused = None
        while refused is None and stored < 10_000:
            try:
                add_group(own, tenant.id, f"g{stored}")
                stored += 1
            except StorageFault as fault:
                refused = fault
        if "es wurde nichts gespeichert" not in str(refused):
            raise AssertionError(refused)
        assert stored > 0
        assert count(own, tenant.id) == stored * GROUP  # reading goes on
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        add_group(own, tenant.id, "after")  # and so does writing, without a restart
        acknowledged.write_text(str(stored + 1))

    in_child(fill_the_disk)
    assert count(store, tenant.id) == int(acknowledged.read_text()) * GROUP
    assert doctor(store) == ()


def test_files_that_became_read_only_can_still_be_read(sqlite_template):
    folder = Path(tempfile.mkdtemp(prefix="readonly-"))
    path = folder / "lueckenlos.sqlite"
    shutil.copy(sqlite_template, path)
    store = open_store(f"sqlite:///{path}")
    tenant_id = make_tenant(store).id
    add_group(store, tenant_id, "g")

    def read_but_not_write():
        if os.geteuid() == 0:  # root may write everything
            os.setuid(pwd.getpwnam("nobody").pw_uid)
        own = open_store(f"sqlite:///{path}")
        assert count(own, tenant_id) == GROUP
        with pytest.raises(StorageFault, match="nur lesen"):
            add_group(own, tenant_id, "h")
        assert count(own, tenant_id) == GROUP

    try:
        with store.read(tenant_id):  # the service is running
            for file in folder.iterdir():
                file.chmod(0o444)
            folder.chmod(0o555)
            in_child(read_but_not_write)
    finally:
        store.engine.dispose()
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_a_lock_held_by_another_process_keeps_writers_five_seconds_at_most(
    any_store, any_tenant, any_url
):
    def refusal() -> float:
        begun = time.monotonic()
        with pytest.raises(Busy):
            add_group(any_store, any_tenant.id, "g")
        return time.monotonic() - begun

    def reading() -> float:
        begun = time.monotonic()
        assert count(any_store, any_tenant.id) == 0
        return time.monotonic() - begun

    any_store.engine.dispose()
    started, release = os.pipe(), os.pipe()
    child = os.fork()
    if child == 0:
        try:
            own = open_store(any_url)
            with own.write(any_tenant.id) as session:
                session.add(make_person("held"))
                session.flush()
                os.write(started[1], b"x")
                os.read(release[0], 1)
        finally:
            os._exit(0)
    try:
        os.read(started[0], 1)
        assert quickest(refusal, within=5) <= 5
        assert quickest(reading, within=1) < 1
    finally:
        os.write(release[1], b"x")
        os.waitpid(child, 0)
    add_group(any_store, any_tenant.id, "g")
    assert count(any_store, any_tenant.id) == GROUP + 1


@pytest.mark.server
def test_a_restarted_postgresql_is_found_again(postgres):
    assert postgres  # skips loudly where there are no binaries
    with running_postgres() as server:
        store = open_store(server.url())
        upgrade(store.engine)
        tenant_id = make_tenant(store).id
        add_group(store, tenant_id, "before")
        server.stop()
        with pytest.raises(StorageFault, match="nicht erreichbar"):
            add_group(store, tenant_id, "meanwhile")
        server.start()
        begun = time.monotonic()
        add_group(store, tenant_id, "after")
        assert time.monotonic() - begun < 20
        assert count(store, tenant_id) == 2 * GROUP
        store.engine.dispose()
