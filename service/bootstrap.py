"""Composition root: from settings to everything a use case needs."""

from dataclasses import dataclass

from service.db.engine import make_engine
from service.db.migrate import require_current
from service.db.store import Store
from service.ports import Clock, SystemClock
from service.settings import Settings


@dataclass(frozen=True, slots=True)
class Application:
    """One running installation."""

    settings: Settings
    store: Store
    clock: Clock


def start(settings: Settings, clock: Clock | None = None) -> Application:
    """Open the database and refuse a schema that is not this version's."""
    clock = clock or SystemClock()
    engine = make_engine(settings.database_url)
    require_current(engine)
    return Application(settings=settings, store=Store(engine, clock), clock=clock)
