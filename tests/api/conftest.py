"""An installation to talk to over HTTP, and a world of people in it."""

import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from api.app import create_app
from service.bootstrap import Application
from service.db.engine import make_engine
from service.db.store import Store
from service.settings import Settings
from tests.api.world import World, build_world
from tests.clock import FixedClock

SETTINGS = Settings(
    secret_key="k" * 40,
    base_url="http://localhost",
    password_memory_kib=8,
)


def make_app(store: Store, clock: FixedClock, settings: Settings = SETTINGS) -> Flask:
    return create_app(Application(settings=settings, store=store, clock=clock))


@pytest.fixture
def app(store: Store, clock: FixedClock) -> Flask:
    return make_app(store, clock)


@pytest.fixture(scope="session")
def built_world(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, World]:
    """The world's file, closed, and its ids: copied for whoever needs one."""
    path = tmp_path_factory.mktemp("world") / "world.sqlite"
    shutil.copy(sqlite_template, path)
    engine = make_engine(f"sqlite:///{path}")
    clock = FixedClock()
    store = Store(engine, clock)
    world = build_world(make_app(store, clock), store)
    engine.dispose()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return path, world


def _copied(built: tuple[Path, World], folder: Path) -> Iterator[World]:
    path = folder / "world.sqlite"
    shutil.copy(built[0], path)
    engine = make_engine(f"sqlite:///{path}")
    clock = FixedClock()
    store = Store(engine, clock)
    yield replace(built[1], app=make_app(store, clock), store=store)
    engine.dispose()


@pytest.fixture
def world(built_world: tuple[Path, World], tmp_path: Path) -> Iterator[World]:
    """A world of one's own, to change."""
    yield from _copied(built_world, tmp_path)


@pytest.fixture(scope="module")
def still_world(
    built_world: tuple[Path, World], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """A world shared by the tests of a module, which leave it as it is."""
    yield from _copied(built_world, tmp_path_factory.mktemp("still"))
