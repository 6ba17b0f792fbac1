"""A store on the machine's clock: engines measure real seconds.

After every test, whoever was killed in it, the doctor must find nothing in the store.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from service.db.engine import make_engine
from service.db.store import Store
from service.doctor import doctor
from service.jobs.limits import JobLimits
from service.jobs.local import LocalBackend
from service.ports import SystemClock
from service.settings import Settings
from tests.service.jobs.handlers import REGISTRY
from tests.service.jobs.steps import QUICK
from tests.valkey import Valkey


@pytest.fixture
def settings(sqlite_url: str) -> Settings:
    return Settings(database_url=sqlite_url)


def require_whole(store: Store) -> None:
    """Whatever happened to those who worked on it, the doctor finds nothing."""
    assert doctor(store) == ()


@pytest.fixture
def live_store(sqlite_url: str) -> Iterator[Store]:
    engine = make_engine(sqlite_url)
    store = Store(engine, SystemClock())
    yield store
    require_whole(store)
    engine.dispose()


@pytest.fixture
def engine_of(
    live_store: Store, settings: Settings
) -> Iterator[Callable[[JobLimits], LocalBackend]]:
    """Start local engines; all are stopped at the end."""
    started: list[LocalBackend] = []

    def start(limits: JobLimits = QUICK) -> LocalBackend:
        backend = LocalBackend(live_store, settings, limits, REGISTRY)
        started.append(backend)
        backend.start()
        return backend

    yield start
    for backend in started:
        backend.stop()


@pytest.fixture(scope="module")
def module_store(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("shared") / "lueckenlos.sqlite"
    shutil.copy(sqlite_template, path)
    engine = make_engine(f"sqlite:///{path}")
    yield Store(engine, SystemClock())
    engine.dispose()


@pytest.fixture
def shared_store(module_store: Store) -> Iterator[Store]:
    """The store of ``shared_engine``; the doctor looks after each test."""
    yield module_store
    require_whole(module_store)


@pytest.fixture(scope="module")
def shared_engine(module_store: Store) -> Iterator[LocalBackend]:
    """One engine for all tests that leave it as it was: starting takes a second."""
    url = str(module_store.engine.url)
    backend = LocalBackend(module_store, Settings(database_url=url), QUICK, REGISTRY)
    backend.start()
    yield backend
    backend.stop()


class Services:
    """Processes that run an engine; all of them are gone at the end."""

    def __init__(self, database_url: str) -> None:
        self._database_url = database_url
        self._started: list[subprocess.Popen[bytes]] = []

    def start(self, broker_url: str | None = None) -> subprocess.Popen[bytes]:
        arguments = [self._database_url, *([broker_url] if broker_url else [])]
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.service.jobs.service_process", *arguments],
            start_new_session=True,
        )
        self._started.append(process)
        return process

    @staticmethod
    def kill(process: subprocess.Popen[bytes]) -> None:
        """Kill -9 of the process alone: what becomes of its children is the point."""
        process.kill()
        process.wait()

    def end(self) -> None:
        for process in self._started:
            # Celery's children share the group of their parent.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture
def services(sqlite_url: str) -> Iterator[Services]:
    group = Services(sqlite_url)
    yield group
    group.end()


@pytest.fixture
def valkey() -> Iterator[Valkey]:
    server = Valkey()
    server.start()
    yield server
    server.remove()


@dataclass(frozen=True)
class World:
    """A database, processes that work on it, and a broker if one is asked for."""

    store: Store
    url: str
    services: Services
    valkey: Valkey


@pytest.fixture
def in_three_worlds(
    sqlite_template: Path, tmp_path: Path
) -> Iterator[Callable[[Callable[[World, float], None]], None]]:
    """Play a scenario at 10, 50 and 90 % side by side: they mostly wait."""
    worlds: list[World] = []

    def make(share: float) -> World:
        path = tmp_path / f"{share}.sqlite"
        shutil.copy(sqlite_template, path)
        url = f"sqlite:///{path}"
        store = Store(make_engine(url), SystemClock())
        world = World(store, url, Services(url), Valkey())
        worlds.append(world)
        return world

    def play(scenario: Callable[[World, float], None]) -> None:
        with ThreadPoolExecutor(3) as pool:
            games = [
                pool.submit(scenario, make(share), share) for share in (0.1, 0.5, 0.9)
            ]
            for game in games:
                game.result()

    yield play
    for world in worlds:
        world.services.end()
        world.valkey.remove()
    for world in worlds:
        require_whole(world.store)
        world.store.engine.dispose()
