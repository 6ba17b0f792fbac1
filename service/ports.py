"""What the service asks of the world, as protocols."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

Progress = Callable[[float, str], None]
"""Told the share that is done (0 to 1) and, in German, what is done now."""


def untold(share: float, what: str) -> None:
    """Progress that nobody asked for."""
    del share, what


class Clock(Protocol):
    """Tells the time; the only way to it."""

    def now(self) -> datetime:
        """The instant, aware, in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The instant, aware, in UTC."""
        return datetime.now(UTC)


def local_day(clock: Clock, time_zone: str) -> date:
    """Today where the tenant is."""
    return clock.now().astimezone(ZoneInfo(time_zone)).date()
