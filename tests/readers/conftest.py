"""The history's town, and the readers that need something of their own."""

import os
from pathlib import Path

import pytest

from service.db.store import Store
from tests.clock import FixedClock
from tests.readers.history import History
from tests.readers.ical_js import IcalJs, NoIcalJs, find_ical_js
from tests.readers.khal import Khal
from tests.service.calendars.world import make_world


@pytest.fixture
def history(store: Store, clock: FixedClock) -> History:
    return History(make_world(store, clock))


@pytest.fixture
def khal(tmp_path: Path) -> Khal:
    home = tmp_path / "khal"
    home.mkdir()
    return Khal(home)


@pytest.fixture(scope="session")
def ical_js(request: pytest.FixtureRequest) -> IcalJs:
    """Thunderbird's parser; on CI it must be there."""
    try:
        return find_ical_js(Path(request.config.cache.mkdir("ical.js")))
    except NoIcalJs as reason:
        if os.environ.get("CI"):
            pytest.fail(f"feeds must be read by ical.js here: {reason}")
        pytest.skip(f"NOT READ by ical.js: {reason}")
