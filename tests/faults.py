"""Kill a process at every point of its work, and look at what is left.

For an engineer with a use case that writes::

    def work(store):            # runs in a child process, with a store of its own
        publish(store, actor, PublishProposal(proposal_id))

    def is_done(store):         # looks at the store afterwards
        with store.read(tenant_id) as session:
            return session.scalar(select(func.count()).select_from(Publication)) == 1

    report = kill_at_every_point(url, work, is_done)
    assert report.old > 10 and report.new >= 1

``work`` runs once unharmed in this process and is taken back; then again and again in a
child, which is ended by SIGKILL before its first statement, before the second, …,
before each commit and after it, until it runs to its end. After every kill the store
must be byte for byte as before, or ``is_done`` must be true, and ``doctor`` must find
nothing (else the first difference is raised as ``HalfDone``). Works with SQLite and
PostgreSQL; ``work`` and ``is_done`` may be closures. Ids that ``work`` needs (tenant,
actor) are captured from outside; rows must not be, since they belong to a session.
"""

import os
import shutil
import signal
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import psycopg
from sqlalchemy import Engine, event, make_url, select

from service.db.base import Base
from service.db.engine import make_engine
from service.db.store import Store
from service.db.walls import WalledSession
from service.doctor import doctor
from tests.clock import FixedClock

Work = Callable[[Store], object]


class HalfDone(AssertionError):
    """After a kill the store was neither old nor new, or not whole."""


@dataclass(frozen=True, slots=True)
class Report:
    """How many kills left the old state, and how many the new one."""

    old: int
    new: int

    @property
    def points(self) -> int:
        """Points at which the process was killed."""
        return self.old + self.new


def kill_at_every_point(
    url: str,
    work: Work,
    is_done: Callable[[Store], bool],
    *,
    clock: FixedClock | None = None,
    stride: int = 1,
) -> Report:
    """Kill ``work`` at point 1, 1 + stride, …, its last commit and after it.

    Parameters
    ----------
    url
        Address of a prepared database; no connection of the caller may be open. At
        the end it holds what the unharmed run left.

    Raises
    ------
    HalfDone
        If anything was left between old and new, or ``doctor`` finds something.
    """
    engine = make_engine(url)
    store = Store(engine, clock or FixedClock())
    try:
        with pristine_copy(url) as restore:
            return _kill_again_and_again(store, url, (work, is_done), restore, stride)
    finally:
        engine.dispose()


def _kill_again_and_again(
    store: Store,
    url: str,
    wanted: tuple[Work, Callable[[Store], bool]],
    restore: Callable[[], None],
    stride: int,
) -> Report:
    """Kill at each chosen point, look, put back what had changed."""
    work, is_done = wanted
    before = _digest(store.engine)
    # unharmed, in this process: the children inherit what it compiled
    last = _points_of(store, work)
    _require_done(store, is_done, point=0)
    store.engine.dispose()
    restore()
    old = new = 0
    for point in sorted({*range(1, last, stride), last - 1, last}):
        if not run_killed(store, work, point):
            raise HalfDone(f"the work came to its end before point {point}")
        wait_until_alone(url)
        if _digest(store.engine) == before:
            old += 1
        else:
            _require_done(store, is_done, point)
            new += 1
        _require_whole(store, point)
        store.engine.dispose()
        if new:
            restore()
    if run_killed(store, work, last + 1):
        raise HalfDone(f"the work has more than {last} points this time")
    _require_done(store, is_done, last + 1)
    _require_whole(store, last + 1)
    return Report(old, new)


def run_killed(store: Store, work: Work, point: int) -> bool:
    """Run ``work`` in a child; whether it was killed before it came to its end.

    The store's engine must have no connection open: the child would share it.
    """
    child = os.fork()
    if child == 0:
        code = 1
        try:
            _kill_at(store.engine, point)
            work(store)
            code = 0
        except BaseException:  # noqa: BLE001 (the child must not run the parent's code)
            traceback.print_exc()
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        if os.WTERMSIG(status) != signal.SIGKILL:
            raise HalfDone(f"the child died of signal {os.WTERMSIG(status)}")
        return True
    if os.WEXITSTATUS(status) != 0:
        raise HalfDone(f"the work failed without a kill at point {point}")
    return False


def _points_of(store: Store, work: Work) -> int:
    """Run ``work`` unharmed; how many points it came through."""
    passed = 0

    def count(*_: object) -> None:
        nonlocal passed
        passed += 1

    with _at_each_point(store.engine, count):
        work(store)
    return passed


def _kill_at(engine: Engine, point: int) -> None:
    """End this process when it comes to its ``point``-th point."""
    passed = 0

    def count(*_: object) -> None:
        nonlocal passed
        passed += 1
        if passed == point:
            os.kill(os.getpid(), signal.SIGKILL)

    _at_each_point(engine, count).__enter__()


@contextmanager
def _at_each_point(engine: Engine, act: Callable[..., None]) -> Iterator[None]:
    """Act before each statement, before each commit and after each commit.

    Sessions have no events per engine: commits that a thread of another test makes
    elsewhere meanwhile are not ours.
    """

    def act_on_ours(session: WalledSession) -> None:
        if session.get_bind().engine.url == engine.url:
            act()

    points = (
        (engine, "before_cursor_execute", act),
        (engine, "commit", act),
        (WalledSession, "after_commit", act_on_ours),
    )
    for target, name, acting in points:
        event.listen(target, name, acting)
    yield
    for target, name, acting in points:
        event.remove(target, name, acting)


def digest_of(url: str) -> str:
    """Digest of every row of every table; opens an engine of its own."""
    engine = make_engine(url)
    digest = _digest(engine)
    engine.dispose()
    return digest


def _digest(engine: Engine) -> str:
    """Digest of every row of every table."""
    digest = sha256()
    with engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            rows = connection.execute(select(table).order_by(*table.primary_key))
            digest.update(table.name.encode())
            for row in rows:
                digest.update(repr(tuple(row)).encode())
    return digest.hexdigest()


@contextmanager
def pristine_copy(url: str) -> Iterator[Callable[[], None]]:
    """Keep a copy of the database; calling the value puts it back."""
    target = make_url(url)
    if target.get_backend_name() == "sqlite":
        path = Path(str(target.database))
        copy = path.with_name(path.name + ".pristine")
        _checkpoint(url)
        shutil.copy(path, copy)

        def restore() -> None:
            for suffix in ("-wal", "-shm"):
                path.with_name(path.name + suffix).unlink(missing_ok=True)
            shutil.copy(copy, path)

        yield restore
        copy.unlink()
        return
    name = str(target.database)
    copy_name = f"{name}_pristine"
    _on_server(url, f"CREATE DATABASE {copy_name} TEMPLATE {name}")

    def restore_database() -> None:
        wait_until_alone(url)
        _on_server(url, f"DROP DATABASE {name} WITH (FORCE)")
        _on_server(url, f"CREATE DATABASE {name} TEMPLATE {copy_name}")

    yield restore_database
    _on_server(url, f"DROP DATABASE {copy_name} WITH (FORCE)")


def wait_until_alone(url: str) -> None:
    """PostgreSQL: until it has noticed that the killed client is gone."""
    if make_url(url).get_backend_name() == "sqlite":
        return
    name = make_url(url).database
    busy = f"SELECT count(*) FROM pg_stat_activity WHERE datname = '{name}'"  # noqa: S608 (a name of ours)
    for _ in range(500):
        if _on_server(url, busy) == 0:
            return
        time.sleep(0.01)
    raise HalfDone("PostgreSQL still works for the killed client")


def _on_server(url: str, statement: str) -> object:
    """Run a statement in the server's own database, outside of transactions."""
    server = make_url(url).set(drivername="postgresql", database="postgres")
    address = server.render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as connection:
        cursor = connection.execute(statement)
        row = cursor.fetchone() if cursor.description else None
    return row[0] if row else None


def _checkpoint(url: str) -> None:
    """SQLite: all that is committed into the one file."""
    engine = make_engine(url)
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()


def _require_done(store: Store, is_done: Callable[[Store], bool], point: int) -> None:
    """Raise unless the work is done as a whole."""
    if not is_done(store):
        raise HalfDone(f"killed at point {point}: changed, but not done")


def _require_whole(store: Store, point: int) -> None:
    """Raise if the doctor finds anything."""
    found = doctor(store)
    if found:
        raise HalfDone(f"killed at point {point}: {found[0].text}")
