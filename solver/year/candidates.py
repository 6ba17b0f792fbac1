"""Shifts of whole weeks that come into question, from the announced days alone."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from solver.slots import DAYS_PER_WEEK, Day
from solver.substitution.problem import PersonId
from solver.year.problem import Announced, AnnouncedKind, monday_of

_WORKING_DAYS = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person gives up the vacation of one week and takes another one instead."""

    person: PersonId
    from_week: Day
    to_week: Day


@dataclass(frozen=True, slots=True)
class Span:
    """Days on which weeks may be shifted, both inclusive, and days without any care."""

    first_day: Day
    last_day: Day
    closed: Collection[Day] = frozenset()

    def working(self, monday: Day) -> tuple[Day, ...]:
        """Working days of a week."""
        days = (Day(monday + i) for i in range(_WORKING_DAYS))
        return tuple(day for day in days if day not in self.closed)

    def holds(self, monday: Day) -> bool:
        """Whether Monday to Friday lie inside."""
        friday = monday + _WORKING_DAYS - 1
        return self.first_day <= monday and friday <= self.last_day


def candidates(announced: Iterable[Announced], span: Span) -> tuple[Candidate, ...]:
    """Every run of whole weeks of vacation, moved by one week to either side.

    A run of several weeks moves as one: its week at one end is given up and the week
    behind the other end taken. That week must lie inside the span, hold as many working
    days as the one given up, and nothing announced by the person, of whatever kind.
    """
    vacation: dict[PersonId, set[Day]] = defaultdict(set)
    away: dict[PersonId, set[Day]] = defaultdict(set)
    for day in announced:
        away[day.person].add(day.day)
        if day.kind is AnnouncedKind.VACATION and day.whole:
            vacation[day.person].add(day.day)
    return tuple(
        found
        for person in sorted(vacation)
        for found in _of_person(person, vacation[person], away[person], span)
    )


def _of_person(
    person: PersonId, vacation: set[Day], away: set[Day], span: Span
) -> Iterator[Candidate]:
    whole = sorted(
        monday
        for monday in {monday_of(day) for day in vacation}
        if span.holds(monday)
        and (days := span.working(monday))
        and vacation.issuperset(days)
    )
    for first, last in _runs(whole):
        for given_up, taken in (
            (last, Day(first - DAYS_PER_WEEK)),
            (first, Day(last + DAYS_PER_WEEK)),
        ):
            if _has_room(taken, given_up, away, span):
                yield Candidate(person, given_up, taken)


def _runs(weeks: list[Day]) -> Iterator[tuple[Day, Day]]:
    start: Day | None = None
    for number, monday in enumerate(weeks):
        start = monday if start is None else start
        ends = number + 1 == len(weeks) or weeks[number + 1] != monday + DAYS_PER_WEEK
        if ends:
            yield start, monday
            start = None


def _has_room(monday: Day, given_up: Day, away: set[Day], span: Span) -> bool:
    """Whether a week can be taken: free of all else, and as long as the other."""
    if not span.holds(monday):
        return False
    busy = any(Day(monday + i) in away for i in range(DAYS_PER_WEEK))
    return not busy and len(span.working(monday)) == len(span.working(given_up))
