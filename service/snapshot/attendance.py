"""From bookings and absences: which child needs a substitute, which one is there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from service.domain.needs import episode_starts, needed
from service.snapshot.absences import Absences
from service.snapshot.bookings import Booking, Bookings, booked_on
from service.snapshot.horizon import Horizon, days_between
from solver.slots import Slot, subtracted


@dataclass(frozen=True, slots=True)
class NeedRow:
    """A need in stored ids; ``episode_day`` is the first day of its run."""

    child_id: UUID
    day: date
    slot: Slot
    absent_id: UUID
    place_id: UUID
    episode_day: date


@dataclass(frozen=True, slots=True)
class PresenceRow:
    """A child under contract who is there, in stored ids."""

    child_id: UUID
    person_id: UUID
    place_id: UUID
    day: date
    slot: Slot


def needs_of(
    bookings: Bookings, absences: Absences, horizon: Horizon
) -> tuple[NeedRow, ...]:
    """Every need of the horizon, sorted by child, day and start."""
    found = [
        need
        for child in sorted(bookings)
        if any(b.person_id in absences.of_person for b in bookings[child])
        for need in _needs_of_child(bookings[child], absences, horizon)
    ]
    return tuple(found)


def _needs_of_child(
    bookings: Sequence[Booking], absences: Absences, horizon: Horizon
) -> Iterator[NeedRow]:
    runs = {
        person: _runs(bookings, person, absences, horizon)
        for person in sorted({b.person_id for b in bookings})
        if person in absences.of_person
    }
    child = bookings[0].child_id
    for day in horizon.days:
        if horizon.is_closed(day):
            continue
        at_home = absences.child_slots(child, day)
        for booking, slots in booked_on(bookings, day):
            away = absences.times(booking.person_id, child, day)
            if not away:
                continue
            for slot in needed(slots, at_home, away, wanted=booking.wanted):
                yield NeedRow(
                    child,
                    day,
                    slot,
                    booking.person_id,
                    booking.place_id,
                    runs[booking.person_id][day],
                )


def _runs(
    bookings: Sequence[Booking], person: UUID, absences: Absences, horizon: Horizon
) -> dict[date, date]:
    days: list[tuple[date, bool]] = []
    for day in days_between(horizon.look_back, horizon.last_day):
        if horizon.is_closed(day):
            continue
        slots = [
            slot
            for booking, found in booked_on(bookings, day)
            if booking.person_id == person
            for slot in found
        ]
        if slots:
            away = absences.person_slots(person, day)
            hit = any(slot.overlaps(gone) for slot in slots for gone in away)
            days.append((day, hit))
    return episode_starts(days)


def presences_of(
    bookings: Bookings, absences: Absences, horizon: Horizon
) -> Iterator[PresenceRow]:
    """Children under contract by day, minus their own and the person's absence."""
    for day in horizon.days:
        if horizon.is_closed(day):
            continue
        for child in sorted(bookings):
            for booking, slots in booked_on(bookings[child], day):
                gone = [
                    *absences.child_slots(child, day),
                    *absences.person_slots(booking.person_id, day),
                ]
                for slot in subtracted(slots, gone) if gone else slots:
                    yield PresenceRow(
                        child, booking.person_id, booking.place_id, day, slot
                    )
