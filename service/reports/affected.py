"""Booked care of children whose regular person was away: wanted or not."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from service.domain.needs import needed, shared
from service.snapshot.absences import Absences
from service.snapshot.bookings import Booking, Bookings, booked_on
from solver.slots import Slot, subtracted


@dataclass(frozen=True, slots=True)
class AffectedDay:
    """A child's booked time of one day and one contract that the person missed.

    ``wanted`` needs a substitute, ``unwanted`` is time for which guardians wanted
    none; together they are the booked time without the child's own absence.
    """

    child_id: UUID
    day: date
    absent_id: UUID
    place_id: UUID
    wanted: tuple[Slot, ...]
    unwanted: tuple[Slot, ...]


def affected_days(
    bookings: Bookings,
    absences: Absences,
    days: Iterable[date],
    is_closed: Callable[[date], bool],
) -> Iterator[AffectedDay]:
    """Every affected day of every child; days of closure (public holidays) have none.

    The needs are the same as those that are planned.
    """
    open_days = [day for day in days if not is_closed(day)]
    for child in sorted(bookings):
        own = bookings[child]
        persons = {booking.person_id for booking in own}
        spans = [s for p in persons for s in absences.of_person.get(p, ())]
        if not spans:
            continue
        first = min(span.first_day for span in spans)
        last = max(span.last_day for span in spans)
        for day in open_days:
            if first <= day <= last:
                yield from _of_day(own, absences, day)


def _of_day(
    bookings: Sequence[Booking], absences: Absences, day: date
) -> Iterator[AffectedDay]:
    for booking, slots in booked_on(bookings, day):
        child = booking.child_id
        away = absences.times(booking.person_id, child, day)
        if not away:
            continue
        at_home = absences.child_slots(child, day)
        there = subtracted(slots, at_home)
        missed = shared(there, [time.slot for time in away])
        if missed:
            wanted = needed(slots, at_home, away, wanted=booking.wanted)
            unwanted = subtracted(missed, wanted)
            yield AffectedDay(
                child, day, booking.person_id, booking.place_id, wanted, unwanted
            )
