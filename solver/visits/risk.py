"""What a day would cost a child that knows nobody who is there.

The time a child is booked is split by who of its possible substitutes is available;
each part weighs its minutes times the chance that its childminder is away. Whether
somebody has room for one child more is not asked: capacity is a matter of the day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from solver.slots import Day, Slot, covers, merged
from solver.substitution.problem import ChildId, PersonId
from solver.visits.index import VisitIndex
from solver.visits.problem import Booked

#: A certain absence [per 10,000].
CERTAIN = 10_000
#: Weights are minutes times hundredths: a sum of them fits where people read hours.
_PER_HUNDRED = 100
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Chances:
    """How often childminders fall ill; an announced absence is certain.

    ``sick_days`` are those of a year with ``working_days``; days of the winter months,
    from ``first_winter_month`` to ``last_winter_month``, count ``winter_percent`` of
    the others.
    """

    sick_days: int = 9
    working_days: int = 230
    winter_percent: int = 200
    first_winter_month: int = 11
    last_winter_month: int = 3

    def __post_init__(self) -> None:
        """Refuse a year that nobody lives."""
        if not 0 <= self.sick_days <= self.working_days or self.working_days < 1:
            raise ValueError("0 <= sick_days <= working_days muss gelten.")
        if self.winter_percent < 1:
            raise ValueError("winter_percent ist mindestens 1.")
        months = (self.first_winter_month, self.last_winter_month)
        if not all(1 <= month <= _MONTHS for month in months):
            raise ValueError("Monate sind 1 bis 12.")

    def sick(self, day: Day) -> int:
        """Chance of a sick day [per 10,000], rounded to the nearest."""
        winter = self._winter_months()
        weights = self.winter_percent * len(winter) + 100 * (_MONTHS - len(winter))
        weight = self.winter_percent if date.fromordinal(day).month in winter else 100
        above = CERTAIN * self.sick_days * _MONTHS * weight
        below = self.working_days * weights
        return min(CERTAIN, (2 * above + below) // (2 * below))

    def _winter_months(self) -> frozenset[int]:
        first, last = self.first_winter_month, self.last_winter_month
        if first <= last:
            return frozenset(range(first, last + 1))
        return frozenset((*range(first, _MONTHS + 1), *range(1, last + 1)))


@dataclass(frozen=True, slots=True)
class Exposure:
    """Time of a child on a day in which the same persons could take it.

    ``weight`` is minutes x hundredths of the chance.
    """

    child: ChildId
    day: Day
    persons: frozenset[PersonId]
    weight: int


def exposures(index: VisitIndex, chances: Chances) -> Iterator[Exposure]:
    """Every exposure with a weight, in stable order."""
    for (person, day), rows in sorted(index.booked_on.items()):
        if not index.problem.first_day <= day <= index.problem.last_counted_day:
            continue
        away = merged(index.problem.persons[person].absent.get(day, ()))
        sick = chances.sick(day)
        for row in rows:
            if row.wanted:
                yield from _of(index, row, away, sick)


def _of(
    index: VisitIndex, row: Booked, away: tuple[Slot, ...], sick: int
) -> Iterator[Exposure]:
    weights: dict[frozenset[PersonId], int] = {}
    for part, persons in _parts(index, row, away):
        chance = CERTAIN if covers(away, part) else sick
        weight = weights.get(persons, 0) + part.minutes * chance
        weights[persons] = weight
    for persons, weight in weights.items():
        rounded = (weight + _PER_HUNDRED // 2) // _PER_HUNDRED
        if rounded:
            yield Exposure(row.child, row.day, persons, rounded)


def _parts(
    index: VisitIndex, row: Booked, away: tuple[Slot, ...]
) -> Iterator[tuple[Slot, frozenset[PersonId]]]:
    """Stretches of the booked time in which nobody comes, goes or falls away."""
    free = {person: index.free(person, row.day) for person in _linked(index, row)}
    cuts = {row.slot.start, row.slot.end}
    for slots in (*free.values(), away):
        for slot in slots:
            cuts |= {m for m in (slot.start, slot.end) if _inside(row.slot, m)}
    marks = sorted(cuts)
    for start, end in pairwise(marks):
        part = Slot(start, end)
        yield (
            part,
            frozenset(p for p, slots in free.items() if covers(slots, part)),
        )


def _inside(slot: Slot, minute: int) -> bool:
    return slot.start < minute < slot.end


def _linked(index: VisitIndex, row: Booked) -> frozenset[PersonId]:
    """Who may take the child on the day."""
    return frozenset(
        link.substitute
        for link in index.links_of.get(row.person, ())
        if (link.first_day is None or link.first_day <= row.day)
        and (link.last_day is None or row.day <= link.last_day)
        and (link.children is None or row.child in link.children)
    )
