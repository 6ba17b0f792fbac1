"""Fast questions about a pairing problem: who is away when, and who has room then."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from solver.pairing.problem import (
    HOUR,
    Childminder,
    Floater,
    PairingProblem,
    PersonId,
    Team,
    WeekTime,
)
from solver.pairing.sickness import SickDays
from solver.pairing.stairs import Stair, common_step, mask, shared, stair, total
from solver.slots import DAYS_PER_WEEK, Day, weekday

ALL = 100
#: Counts of every weekday, Monday first.
Week = tuple[Stair, ...]


class PairingIndex:
    """A problem with its tables.

    Sets of days are masks with a bit for every open day of every draw.
    """

    def __init__(self, problem: PairingProblem) -> None:
        self.problem = problem
        times = [t for c in problem.childminders.values() for t in (*c.open, *c.care)]
        times += [t for f in problem.floaters.values() for t in f.shifts]
        self._used = frozenset(time.weekday for time in times)
        #: Minutes a bit of a stair stands for; all times begin and end on one.
        self.step = common_step(time.slot for time in times)
        self._capacity: dict[tuple[PersonId, bool], Week] = {}
        self._percent_open: dict[tuple[PersonId, int], int] = {}
        self._patterns: dict[tuple[Stair, ...], int] = {}

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """Days of the season on which somebody works."""
        problem = self.problem
        return tuple(
            Day(day)
            for day in range(problem.first_day, problem.last_day + 1)
            if weekday(Day(day)) in self._used and day not in problem.closed
        )

    @cached_property
    def _bits(self) -> dict[Day, int]:
        """Each day in the first draw."""
        return {day: 1 << number for number, day in enumerate(self.days)}

    @cached_property
    def every_day(self) -> int:
        """All days of all draws."""
        return (1 << len(self.days) * self.problem.sickness.draws) - 1

    @cached_property
    def weekdays(self) -> tuple[int, ...]:
        """The days of each weekday, Monday first."""
        return tuple(
            self._in_all_draws(day for day in self.days if weekday(day) == number)
            for number in range(DAYS_PER_WEEK)
        )

    def _in_all_draws(self, days: Iterable[Day]) -> int:
        once = 0
        for day in days:
            once |= self._bits.get(day, 0)
        found = 0
        for draw in range(self.problem.sickness.draws):
            found |= once << draw * len(self.days)
        return found

    def _away(self, person: Childminder | Floater) -> int:
        found = self._in_all_draws(person.announced)
        for first, last in self._sick_days.of(person.draw_key):
            found |= (2 << last) - (1 << first)
        return found

    @cached_property
    def _sick_days(self) -> SickDays:
        return SickDays(self.problem.sickness, self.days)

    @cached_property
    def permitted(self) -> Mapping[PersonId, int]:
        """Days on which somebody may look after children at all."""
        found = dict.fromkeys(self.problem.floaters, self.every_day)
        for id_, person in self.problem.childminders.items():
            until = person.permit_until
            found[id_] = self.every_day
            if until is not None and until < self.problem.last_day:
                found[id_] = self._in_all_draws(d for d in self.days if d <= until)
        return found

    @cached_property
    def away(self) -> Mapping[PersonId, int]:
        """Days on which somebody is away who would otherwise be there."""
        minders, floaters = self.problem.childminders, self.problem.floaters
        found = {id_: self._away(minder) for id_, minder in minders.items()}
        found.update({id_: self._away(floater) for id_, floater in floaters.items()})
        return {id_: days & self.permitted[id_] for id_, days in found.items()}

    @cached_property
    def hours(self) -> Mapping[PersonId, tuple[int, ...]]:
        """When somebody is there, per weekday."""
        found = {}
        for id_, person in self.problem.childminders.items():
            found[id_] = self._any(person.open)
        for id_, floater in self.problem.floaters.items():
            found[id_] = self._any(floater.shifts)
        return found

    def _any(self, times: tuple[WeekTime, ...]) -> tuple[int, ...]:
        return tuple(day[0] if day else 0 for day in self._week(times))

    def percent_open(self, absent: PersonId, host: PersonId) -> int:
        """Share of one's children's hours within the other's, rounded down.

        Many have the same hours: each kind is asked once.
        """
        key = absent, self._kind_of_hours[host]
        found = self._percent_open.get(key)
        if found is None:
            found = _percent(self.demand[absent], self.hours[host])
            self._percent_open[key] = found
        return found

    @cached_property
    def _kind_of_hours(self) -> Mapping[PersonId, int]:
        """A number for somebody's hours; equal ones share it."""
        kinds: dict[tuple[int, ...], int] = {}
        return {
            id_: kinds.setdefault(hours, len(kinds))
            for id_, hours in self.hours.items()
        }

    @cached_property
    def demand(self) -> Mapping[PersonId, Week]:
        """How many children of somebody want a substitute, were she away."""
        return {
            id_: self._week(person.care)
            for id_, person in self.problem.childminders.items()
        }

    @cached_property
    def present(self) -> Mapping[PersonId, Week]:
        """How many children of her own somebody has with her."""
        return {
            id_: self._week((*person.care, *person.unwanted))
            for id_, person in self.problem.childminders.items()
        }

    def _week(self, times: tuple[WeekTime, ...]) -> Week:
        masks: list[list[int]] = [[] for _ in range(DAYS_PER_WEEK)]
        for time in times:
            masks[time.weekday].append(mask(time.slot, self.step))
        return tuple(stair(day) if day else () for day in masks)

    def capacity(self, person: PersonId, *, held: bool = False) -> Week:
        """How many more children somebody has room for, within her hours."""
        found = self._capacity.get((person, held))
        if found is None:
            if person in self.problem.floaters:
                found = self._of_floater(self.problem.floaters[person])
            else:
                found = self._free(self.problem.childminders[person], int(held))
            self._capacity[person, held] = found
        return found

    def _of_floater(self, floater: Floater) -> Week:
        hours = self.hours[floater.id]
        return tuple((day,) * floater.places if day else () for day in hours)

    def _free(self, person: Childminder, held: int) -> Week:
        present = self.present[person.id]
        peak = max(map(len, present))
        most = min(person.permit_places, peak + person.kept_free + held)
        extra = most if person.most_extra is None else person.most_extra
        found: list[Stair] = []
        for own, hours in zip(present, self.hours[person.id], strict=True):
            levels = []
            for level in range(1, min(most, extra) + 1):
                full = most - level
                taken = own[full] if full < len(own) else 0
                levels.append(hours & ~taken)
            found.append(tuple(level for level in levels if level))
        return tuple(found)

    def pattern(self, person: PersonId, number: int) -> int:
        """A number for all that matters of somebody's weekday; equal ones share it."""
        week = self.demand.get(person)
        days = (
            week[number] if week else (),
            self.capacity(person)[number],
            self.capacity(person, held=True)[number],
        )
        key = tuple((-1, *day) for day in days)
        return self._patterns.setdefault(key, len(self._patterns))

    @cached_property
    def patterns(self) -> Mapping[PersonId, tuple[int, ...]]:
        """The numbers of all weekdays of everybody."""
        everybody = (*self.problem.childminders, *self.problem.floaters)
        return {
            id_: tuple(self.pattern(id_, number) for number in range(DAYS_PER_WEEK))
            for id_ in everybody
        }

    @cached_property
    def need(self) -> Mapping[PersonId, int]:
        """Child-minutes of all draws for which somebody needs a substitute."""
        found = {}
        for id_, week in self.demand.items():
            steps = sum(
                (self.away[id_] & days).bit_count() * total(day)
                for days, day in zip(self.weekdays, week, strict=True)
            )
            found[id_] = steps * self.step
        return found

    def most_covered(
        self, absent: PersonId, other: PersonId, *, held: bool = False
    ) -> int:
        """Child-minutes one covers for another if nobody else needs her then.

        No team in which both are gets more of her for the other.
        """
        there = self.there[other]
        room = self.capacity(other, held=held)
        steps = 0
        for number, gone, wanted in self.missing[absent]:
            if room[number]:
                steps += (there & gone).bit_count() * shared(wanted, room[number])
        return steps * self.step

    @cached_property
    def there(self) -> Mapping[PersonId, int]:
        """Days on which somebody is there."""
        return {id_: self.permitted[id_] & ~away for id_, away in self.away.items()}

    @cached_property
    def missing(self) -> Mapping[PersonId, tuple[tuple[int, int, Stair], ...]]:
        """Weekdays on which somebody's children need a substitute, with their days."""
        return {
            id_: tuple(
                (number, days & self.away[id_], week[number])
                for number, days in enumerate(self.weekdays)
                if week[number] and days & self.away[id_]
            )
            for id_, week in self.demand.items()
        }

    def way(self, one: PersonId, other: PersonId) -> int | None:
        """Minutes between two, the longer direction; ``None`` out of reach."""
        there = self.problem.ways.get((one, other))
        back = self.problem.ways.get((other, one))
        if there is None or back is None:
            return back if there is None else there
        return max(there, back)

    def cents(self, team: Team) -> int:
        """What the places that a team holds cost in a season."""
        people = self.problem.childminders
        return sum(people[holder].held_place_cents for holder in team.holders)

    @property
    def whole(self) -> int:
        """Child-minutes of all draws that make one child-hour of a season."""
        return HOUR * self.problem.sickness.draws

    @cached_property
    def need_hours(self) -> int:
        """Child-hours of a season for which somebody needs a substitute, rounded up."""
        return -(-sum(self.need.values()) // self.whole)


def _percent(wanted: Week, hours: Sequence[int]) -> int:
    """Share of a week's count that lies within the hours, rounded down."""
    # The first level of a day holds all minutes in which anybody is there.
    if not any(
        day and day[0] & ~open_ for open_, day in zip(hours, wanted, strict=True)
    ):
        return ALL
    inside = sum(
        (level & open_).bit_count()
        for open_, day in zip(hours, wanted, strict=True)
        for level in day
    )
    return ALL * inside // sum(map(total, wanted))
