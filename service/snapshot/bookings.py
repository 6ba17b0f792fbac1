"""Which child is booked with whom when, from contracts and their weekdays."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.tables.contracts import CareContract, ContractSlot
from service.db.validity import lasts
from service.snapshot.horizon import Horizon
from solver.slots import Slot, subtracted


@dataclass(frozen=True, slots=True)
class Booking:
    """A contract: child, person, place, and intervals per weekday (Monday = 0)."""

    child_id: UUID
    person_id: UUID
    place_id: UUID
    wanted: bool
    valid_from: date
    valid_until: date | None
    by_weekday: Mapping[int, tuple[Slot, ...]]

    def holds_on(self, day: date) -> bool:
        """Whether the contract is in force on the day."""
        return self.valid_from <= day and (
            self.valid_until is None or day <= self.valid_until
        )

    def on(self, day: date) -> tuple[Slot, ...]:
        """Booked intervals of the day."""
        return self.by_weekday.get(day.weekday(), ()) if self.holds_on(day) else ()


Bookings = Mapping[UUID, Sequence[Booking]]


def load_bookings(session: Session, horizon: Horizon) -> Bookings:
    """Contracts in force between the look back and the last day, by child.

    A child's contracts stand in the order of their codes: where two overlap, the
    first one holds the minute.
    """
    slots = _weekdays(session)
    rows = session.execute(
        select(
            CareContract.id,
            CareContract.child_id,
            CareContract.person_id,
            CareContract.place_id,
            CareContract.substitution_wanted,
            CareContract.valid_from,
            CareContract.valid_until,
        )
        .where(
            CareContract.valid_from <= horizon.last_day,
            lasts(CareContract.valid_until, horizon.look_back),
        )
        .order_by(CareContract.code)
    )
    found: dict[UUID, list[Booking]] = defaultdict(list)
    for key, child, person, place, wanted, starts, ends in rows:
        found[child].append(
            Booking(child, person, place, wanted, starts, ends, slots.get(key, {}))
        )
    return dict(found)


def _weekdays(session: Session) -> dict[UUID, dict[int, tuple[Slot, ...]]]:
    rows = session.execute(
        select(
            ContractSlot.contract_id,
            ContractSlot.weekday,
            ContractSlot.start_minute,
            ContractSlot.end_minute,
        ).order_by(ContractSlot.start_minute)
    )
    found: dict[UUID, dict[int, tuple[Slot, ...]]] = defaultdict(dict)
    for contract, weekday, start, end in rows:
        week = found[contract]
        week[weekday] = (*week.get(weekday, ()), Slot(start, end))
    return dict(found)


def booked_on(
    bookings: Sequence[Booking], day: date
) -> Iterator[tuple[Booking, tuple[Slot, ...]]]:
    """A child's bookings of a day with their intervals, no minute twice."""
    claimed: list[Slot] = []
    for booking in bookings:
        slots: Iterable[Slot] = booking.on(day)
        if not slots:
            continue
        free = subtracted(slots, claimed)
        if free:
            claimed.extend(free)
            yield booking, free
