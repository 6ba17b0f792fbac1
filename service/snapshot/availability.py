"""When persons can take children: weekday intervals with dates, and exceptions."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.tables.availability import AvailabilityException, AvailabilitySlot
from service.db.validity import lasts
from service.snapshot.horizon import Horizon
from solver.slots import Slot, merged, subtracted


@dataclass(frozen=True, slots=True)
class WeekdaySlot:
    """An interval of a weekday (Monday = 0) from one day to another, inclusive."""

    weekday: int
    slot: Slot
    valid_from: date
    valid_until: date | None

    def holds_on(self, day: date) -> bool:
        """Whether the interval counts on the day."""
        return (
            self.weekday == day.weekday()
            and self.valid_from <= day
            and (self.valid_until is None or day <= self.valid_until)
        )


@dataclass(frozen=True, slots=True)
class Availability:
    """Weekly intervals by person, and exceptions by person and day."""

    weekly: Mapping[UUID, Sequence[WeekdaySlot]]
    added: Mapping[tuple[UUID, date], Sequence[Slot]]
    removed: Mapping[tuple[UUID, date], Sequence[Slot]]

    def on(self, person: UUID, day: date) -> tuple[Slot, ...]:
        """When a person can take children on a day, disjoint and sorted.

        What is removed wins over what is added.
        """
        slots = [w.slot for w in self.weekly.get(person, ()) if w.holds_on(day)]
        slots.extend(self.added.get((person, day), ()))
        gone = self.removed.get((person, day), ())
        return subtracted(slots, gone) if gone else merged(slots)


def load_availability(session: Session, horizon: Horizon) -> Availability:
    """Availability of all persons between the look back and the last day."""
    weekly: dict[UUID, list[WeekdaySlot]] = defaultdict(list)
    for person, weekday, start, end, starts, ends in session.execute(
        select(
            AvailabilitySlot.person_id,
            AvailabilitySlot.weekday,
            AvailabilitySlot.start_minute,
            AvailabilitySlot.end_minute,
            AvailabilitySlot.valid_from,
            AvailabilitySlot.valid_until,
        ).where(
            AvailabilitySlot.valid_from <= horizon.last_day,
            lasts(AvailabilitySlot.valid_until, horizon.look_back),
        )
    ):
        weekly[person].append(WeekdaySlot(weekday, Slot(start, end), starts, ends))
    added: dict[tuple[UUID, date], list[Slot]] = defaultdict(list)
    removed: dict[tuple[UUID, date], list[Slot]] = defaultdict(list)
    for person, day, start, end, there in session.execute(
        select(
            AvailabilityException.person_id,
            AvailabilityException.day,
            AvailabilityException.start_minute,
            AvailabilityException.end_minute,
            AvailabilityException.available,
        ).where(
            AvailabilityException.day >= horizon.look_back,
            AvailabilityException.day <= horizon.last_day,
        )
    ):
        (added if there else removed)[person, day].append(Slot(start, end))
    return Availability(weekly, added, removed)
