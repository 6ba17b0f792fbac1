"""An appointment, and who sees what of it."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from service.domain.kinds import AppointmentState, FeedKind

STANDING_STATES: Final = (
    AppointmentState.PLANNED,
    AppointmentState.CONFIRMED,
    AppointmentState.MOVED,
    AppointmentState.HELD,
)
"""A cancelled one stands no more; it stays visible as a tombstone for some days."""


@dataclass(frozen=True, slots=True)
class House:
    """A kindergarten as calendars need it."""

    id: UUID
    name: str
    address: str
    area_ids: frozenset[UUID]

    @property
    def with_address(self) -> str:
        """Name and address for somebody who has to find it."""
        return ", ".join(part for part in (self.name, self.address) if part)


@dataclass(frozen=True, slots=True)
class Side:
    """What the recipients of one kind see of an appointment."""

    kind: FeedKind
    recipient_ids: frozenset[UUID]
    summary: str
    location: str


@dataclass(frozen=True, slots=True)
class Appointment:
    """Something that stands on one day at a time, or on whole days.

    Attributes
    ----------
    key
        What it is, for ever, whenever it is moved to.
    first_day, last_day
        Local days, both included.
    minutes
        Start and end on the first day; none for whole days.
    refused
        Whether a side has asked for another day.
    """

    key: str
    state: AppointmentState
    first_day: date
    last_day: date
    minutes: tuple[int, int] | None
    sides: tuple[Side, ...]
    refused: bool = False
