"""What an event says, the same for every reader: the common tongue of the tests."""

from dataclasses import dataclass
from datetime import UTC, date, datetime


@dataclass(frozen=True, order=True)
class Seen:
    """One event as a calendar program shows it.

    Ends are exclusive; days are ``2026-11-02``, instants ``2026-11-02T07:00Z``.
    """

    uid: str
    summary: str
    starts: str
    ends: str
    status: str
    location: str
    text: str


def normal(moment: date | datetime) -> str:
    """A day, or an instant in UTC; a time without a zone is refused."""
    if not isinstance(moment, datetime):
        return moment.isoformat()
    assert moment.tzinfo is not None, f"{moment} floats"
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")
