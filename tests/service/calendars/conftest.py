"""Worlds with calendars."""

import pytest

from service.db.store import Store
from tests.clock import FixedClock
from tests.service.calendars.world import World, make_world


@pytest.fixture
def world(store: Store, clock: FixedClock) -> World:
    return make_world(store, clock)
