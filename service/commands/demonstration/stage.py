"""A fresh installation in a folder of its own, on a morning that never changes."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from service.accounts.policy import policy_of
from service.bootstrap import Application
from service.commands.common.secret_key import ensure_key_file
from service.db.engine import make_engine
from service.db.migrate import upgrade
from service.db.store import Store
from service.domain.actor import Actor, system_actor
from service.settings import Settings
from service.use_cases.create_tenant import NewTenant, create_administrator

DATABASE = "lueckenlos.sqlite"
KEY = "secret-key"
PICTURE = "tag.svg"
FEEDS = "feeds"
ADDRESSES = "kalender-adressen.csv"
OFFICE = "Jugendamt der Demo-Stadt"
EMAIL = "fachberatung@demo.example"


class StoryClock:
    """Tells the time of the story."""

    def __init__(self, instant: datetime) -> None:
        self._instant = instant

    def now(self) -> datetime:
        """The instant of the story, in UTC."""
        return self._instant

    def set(self, instant: datetime) -> None:
        """Go to another moment of the story."""
        self._instant = instant.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the demonstration plays."""

    folder: Path
    application: Application
    clock: StoryClock
    tenant_id: UUID
    password: str

    @property
    def store(self) -> Store:
        """Its database."""
        return self.application.store

    @property
    def actor(self) -> Actor:
        """On whose behalf it plays."""
        return system_actor(self.tenant_id)


def set_up(folder: Path, begin: datetime) -> Stage:
    """Clear what an earlier demonstration left, and set up a new installation.

    Only files a demonstration writes are removed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for old in _left_behind(folder):
        old.unlink()
    ensure_key_file(folder / KEY)
    settings = Settings(
        database_url=f"sqlite:///{folder / DATABASE}",
        secret_key_file=str(folder / KEY),
    )
    clock = StoryClock(begin)
    engine = make_engine(settings.database_url)
    upgrade(engine)
    store = Store(engine, clock)
    password = secrets.token_urlsafe(15)
    office = NewTenant(OFFICE, "NW", EMAIL, "Demo Fachberatung", password)
    created = create_administrator(store, policy_of(settings), office)
    application = Application(settings=settings, store=store, clock=clock)
    return Stage(folder, application, clock, created.tenant_id, password)


def _left_behind(folder: Path) -> list[Path]:
    return [
        *folder.glob(f"{DATABASE}*"),
        *folder.glob(PICTURE),
        *folder.glob(ADDRESSES),
        *(folder / FEEDS).glob("*.ics"),
    ]
