"""What a substitute did in a month and is to be paid for: hours, places, contacts."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from service.reports.cover import CoveredPiece
from service.reports.rates import Rates
from service.reports.real_time import RealTime, begun_quarters
from solver.slots import merged


@dataclass(frozen=True, slots=True)
class DayWork:
    """One day of substitution [real min]; quarters of an hour as begun on that day.

    ``minutes`` is the time she had any child, ``child_minutes`` counts each child.
    ``cents`` is what is paid for the day: a flat rate for each child on a place kept
    free, the hourly rate for the begun quarters of all others; ``None`` where a salary
    pays it.
    """

    day: date
    children: int
    minutes: int
    child_minutes: int
    unconfirmed_child_minutes: int
    cents: int | None = None

    @property
    def quarters(self) -> int:
        """Begun quarters of an hour of the day."""
        return begun_quarters(self.minutes)

    @property
    def child_quarters(self) -> int:
        """Begun quarters of an hour of the day, for all children together."""
        return begun_quarters(self.child_minutes)


@dataclass(frozen=True, slots=True)
class HeldPlaces:
    """Places kept free by agreement: most at once, and places times days."""

    most: int = 0
    place_days: int = 0


@dataclass(frozen=True, slots=True)
class Contacts:
    """Visits and play groups: how many, and their time [min]."""

    count: int = 0
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Statement:
    """One substitute's month."""

    person_id: UUID
    days: Sequence[DayWork]
    children: int
    held: HeldPlaces
    contacts: Contacts

    @property
    def quarters(self) -> int:
        """Quarters of an hour with any child, the sum of the days."""
        return sum(day.quarters for day in self.days)

    @property
    def child_quarters(self) -> int:
        """Quarters of an hour counted for each child, the sum of the days."""
        return sum(day.child_quarters for day in self.days)

    @property
    def child_minutes(self) -> int:
        """Exact child-minutes."""
        return sum(day.child_minutes for day in self.days)

    @property
    def unconfirmed_child_minutes(self) -> int:
        """Of these, published, but nobody said yes to it or that it had begun."""
        return sum(day.unconfirmed_child_minutes for day in self.days)

    @property
    def cents(self) -> int | None:
        """Sum of what is paid for the days; ``None`` where nothing has a price."""
        paid = [day.cents for day in self.days if day.cents is not None]
        return sum(paid) if paid else None

    @property
    def contact_quarters(self) -> int:
        """Begun quarters of an hour of all contacts."""
        return begun_quarters(self.contacts.minutes)


def statements_of(
    pieces: Iterable[CoveredPiece],
    held: Mapping[UUID, HeldPlaces],
    contacts: Mapping[UUID, Contacts],
    rates: Rates,
    time: RealTime,
) -> Sequence[Statement]:
    """One statement per person with anything to pay, by id.

    Cover arranged outside of the service belongs to nobody and is in none.
    """
    work: dict[UUID, list[CoveredPiece]] = defaultdict(list)
    for piece in pieces:
        if piece.person_id is not None:
            work[piece.person_id].append(piece)
    return [
        Statement(
            person_id=person,
            days=_days(work.get(person, []), rates, time),
            children=len({p.need.child_id for p in work.get(person, [])}),
            held=held.get(person, HeldPlaces()),
            contacts=contacts.get(person, Contacts()),
        )
        for person in sorted({*work, *held, *contacts})
    ]


def _days(
    pieces: Iterable[CoveredPiece], rates: Rates, time: RealTime
) -> Sequence[DayWork]:
    by_day: dict[date, list[CoveredPiece]] = defaultdict(list)
    for piece in pieces:
        by_day[piece.need.day].append(piece)
    return [
        DayWork(
            day=day,
            children=len({piece.need.child_id for piece in own}),
            minutes=time.minutes(day, merged(piece.slot for piece in own)),
            child_minutes=time.minutes(day, (piece.slot for piece in own)),
            unconfirmed_child_minutes=time.minutes(
                day, (piece.slot for piece in own if not piece.confirmed)
            ),
            cents=_cents(own, rates, time),
        )
        for day, own in sorted(by_day.items())
    ]


def _cents(pieces: Sequence[CoveredPiece], rates: Rates, time: RealTime) -> int | None:
    """What one person is paid for one day."""
    flat: dict[UUID, int] = {}
    minutes = 0
    person = pieces[0].person_id
    if person is None:
        return None
    for piece in pieces:
        need = piece.need
        cents = rates.flat_cents(person, need.absent_id, need.day)
        if cents is None:
            minutes += time.minutes(need.day, (piece.slot,))
        else:
            flat[need.child_id] = cents
    if not flat and not rates.pays(person):
        return None
    return sum(flat.values()) + rates.hourly_cents(person, begun_quarters(minutes))
