"""Worlds with calendars, and the application that serves them."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api.feeds import feeds_blueprint
from service.bootstrap import Application
from service.db.store import Store
from service.settings import Settings
from tests.clock import FixedClock
from tests.service.calendars.world import World, make_world


@pytest.fixture
def world(store: Store, clock: FixedClock) -> World:
    return make_world(store, clock)


def app_for(store: Store) -> Flask:
    """A web application that serves nothing but feeds."""
    app = Flask(__name__)
    app.register_blueprint(feeds_blueprint(Application(Settings(), store, store.clock)))
    return app


@pytest.fixture
def client(world: World) -> FlaskClient:
    return app_for(world.store).test_client()
