"""What an event says, apart from how often it was revised and how it is written."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self
from uuid import UUID


@dataclass(frozen=True, slots=True)
class EventContent:
    """An event for one recipient; both ends are dates or both are UTC instants.

    Attributes
    ----------
    starts, ends
        Half-open: ``ends`` is the first instant or day after the event.
    location
        Plain text; empty where the recipient needs no way described.
    tentative
        It stands, but somebody has not said yes yet.
    """

    summary: str
    text: str
    location: str
    starts: datetime | date
    ends: datetime | date
    tentative: bool = False

    @property
    def all_day(self) -> bool:
        """Whether it takes whole days."""
        return not isinstance(self.starts, datetime)

    @property
    def weighs(self) -> tuple[object, ...]:
        """What makes a change one that readers must be told of (SEQUENCE)."""
        return self.summary, self.location, self.starts, self.ends, self.tentative

    def as_json(self) -> dict[str, Any]:
        """The form in which it is stored."""
        return {
            "summary": self.summary,
            "text": self.text,
            "location": self.location,
            "starts": self.starts.isoformat(),
            "ends": self.ends.isoformat(),
            "all_day": self.all_day,
            "tentative": self.tentative,
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self:
        """The event as it was stored."""
        read = date.fromisoformat if stored["all_day"] else datetime.fromisoformat
        return cls(
            summary=stored["summary"],
            text=stored["text"],
            location=stored["location"],
            starts=read(stored["starts"]),
            ends=read(stored["ends"]),
            tentative=stored.get("tentative", False),
        )


@dataclass(frozen=True, slots=True)
class Draft:
    """An event as what stands would have it, before it is matched with a stored one.

    Attributes
    ----------
    group
        What it is for this recipient (day and place, child and day); two blocks of a
        day at the same place share a group.
    members
        What it is made of (assignments); decides which stored event it continues.
    first_day, last_day
        Local days it falls on, both included.
    """

    group: str
    members: frozenset[str]
    content: EventContent
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class Revision:
    """How an event stands in its history."""

    uid: UUID
    sequence: int
    revised_at: datetime
    cancelled: bool = False
