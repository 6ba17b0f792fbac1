"""A clock that stands still until a test moves it."""

from datetime import UTC, datetime, timedelta

MONDAY_MORNING = datetime(2026, 11, 2, 5, 10, tzinfo=UTC)
"""06:10 on a Monday in Berlin: the hour of the sick calls."""


class FixedClock:
    """Stands at one instant; ``set`` and ``advance`` move it."""

    def __init__(self, instant: datetime = MONDAY_MORNING) -> None:
        self._instant = instant

    def now(self) -> datetime:
        return self._instant

    def set(self, instant: datetime) -> None:
        if instant.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        self._instant = instant.astimezone(UTC)

    def advance(self, **amount: float) -> None:
        self._instant += timedelta(**amount)
