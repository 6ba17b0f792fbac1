"""An installation to talk to over HTTP, and people who may sign in to it."""

from collections.abc import Iterator

import pytest
from flask import Flask

from api.app import create_app
from service.bootstrap import Application
from service.db.store import Store
from service.settings import Settings
from tests.clock import FixedClock

SETTINGS = Settings(
    secret_key="k" * 40,
    base_url="http://localhost",
    password_memory_kib=8,
)


@pytest.fixture
def app(store: Store, clock: FixedClock) -> Iterator[Flask]:
    yield create_app(Application(settings=SETTINGS, store=store, clock=clock))
