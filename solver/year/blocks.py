"""A year cut into blocks of weeks that nothing ties together, and what a block is.

What may tie weeks, rule by rule:

* an *episode* (its longest duration, who held it before): weeks that
  share one are in one block;
* *rest* between two days: weeks meet at Sundays; where somebody may work on a Sunday
  and on the Monday after it, both weeks are in one block;
* *working time balanced* over weeks and *distinct persons* of a child within a period
  may reach over blocks. A block leaves them out as far as they do, so that what is
  proven for it is a lower bound for the year; whether the plan of all blocks keeps
  them is audited on the whole year (``planning``);
* everything else looks at one day or one calendar week.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from solver.slots import DAYS_PER_WEEK, Day, Slot
from solver.substitution.problem import (
    ChildId,
    FixedCover,
    Need,
    Person,
    Presence,
    Problem,
    WorkedWeek,
)
from solver.year.problem import monday_of, mondays

#: Weeks over which the law balances working time, at the most (§ 3 ArbZG: 24).
_BALANCE_WEEKS = 26
_WORKDAYS = 6

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Block:
    """Consecutive or not, these weeks are planned together, and apart from others."""

    mondays: tuple[Day, ...]
    problem: Problem


def blocks_of(problem: Problem) -> tuple[Block, ...]:
    """Blocks in the order of their first weeks; weeks without a need are in none.

    Their problems are relaxations of the year's: every plan of the year, looked at on
    the days of a block, is a plan of the block.
    """
    groups = _joined_weeks(problem)
    needs = _by(problem.needs, lambda need: monday_of(need.day))
    presences = _by(problem.presences, lambda there: monday_of(there.day))
    return tuple(
        Block(
            group,
            cut(
                problem,
                group,
                [need for monday in group for need in needs.get(monday, ())],
                [there for monday in group for there in presences.get(monday, ())],
            ),
        )
        for group in groups
    )


def _joined_weeks(problem: Problem) -> list[tuple[Day, ...]]:
    """Weeks with needs, grouped by what ties them."""
    root: dict[Day, Day] = {}

    def find(week: Day) -> Day:
        while root.setdefault(week, week) != week:
            week = root[week]
        return week

    of_episode: dict[str, Day] = {}
    for need in sorted(problem.needs, key=lambda n: n.day):
        monday = find(monday_of(need.day))
        first = find(of_episode.setdefault(need.episode, monday))
        root[max(first, monday)] = min(first, monday)
    for monday in list(root):
        before = Day(monday - DAYS_PER_WEEK)
        if before in root and _worked_through(problem, Day(monday - 1)):
            one, other = find(before), find(monday)
            root[max(one, other)] = min(one, other)
    groups: dict[Day, list[Day]] = defaultdict(list)
    for monday in sorted(root):
        groups[find(monday)].append(monday)
    return [tuple(group) for _, group in sorted(groups.items())]


def _worked_through(problem: Problem, sunday: Day) -> bool:
    """Whether an employed person may work on a Sunday and on the Monday after it."""
    return any(
        person.employed
        and person.available.get(sunday)
        and person.available.get(Day(sunday + 1))
        for person in problem.persons.values()
    )


def cut(
    problem: Problem,
    weeks: Sequence[Day],
    needs: Iterable[Need],
    presences: Iterable[Presence],
) -> Problem:
    """The problem on the days of some weeks, with these needs and presences."""
    first = Day(max(problem.first_day, weeks[0]))
    last = Day(min(problem.last_day, weeks[-1] + DAYS_PER_WEEK - 1))
    asked = tuple(needs)

    def told(day: Day) -> bool:
        return first <= day <= last

    return replace(
        problem,
        first_day=first,
        last_day=last,
        needs=asked,
        presences=tuple(presences),
        persons={k: _person(p, first, last) for k, p in problem.persons.items()},
        fixed=(
            *_held(problem, asked),
            *(f for f in problem.fixed if told(f.cover.day)),
        ),
        published=tuple(c for c in problem.published if told(c.day)),
        capacities=tuple(c for c in problem.capacities if told(c.day)),
    )


def _held(problem: Problem, needs: Iterable[Need]) -> Iterator[FixedCover]:
    """Cover from before the year, where the run it began goes on with these needs."""
    held = [f for f in problem.fixed if f.cover.day < problem.first_day]
    if not held:
        return
    first_days: dict[ChildId, Day] = {}
    for need in problem.needs:
        known = first_days.get(need.child, need.day)
        first_days[need.child] = min(known, need.day)
    here = {n.child for n in needs if first_days.get(n.child) == n.day}
    yield from (f for f in held if f.cover.child in here)


def _person(person: Person, first: Day, last: Day) -> Person:
    """A person on these days; weeks before count as full, so no average binds."""
    return replace(
        person,
        available=_between(person.available, first, last),
        absent=_between(person.absent, first, last),
        weeks=_weeks(person, first, last) if person.employed else {},
    )


def _weeks(person: Person, first: Day, last: Day) -> Mapping[Day, WorkedWeek]:
    start = monday_of(first)
    before = (start - DAYS_PER_WEEK * i for i in range(1, _BALANCE_WEEKS))
    weeks = {Day(monday): WorkedWeek(0, _WORKDAYS) for monday in before}
    for monday in mondays(first, last):
        known = person.weeks.get(monday)
        if known is not None:
            weeks[monday] = WorkedWeek(known.minutes, _WORKDAYS)
    return weeks


def _between(
    days: Mapping[Day, tuple[Slot, ...]], first: Day, last: Day
) -> Mapping[Day, tuple[Slot, ...]]:
    return {d: days[d] for i in range(first, last + 1) if (d := Day(i)) in days}


def _by(items: Iterable[T], key: Callable[[T], K]) -> Mapping[K, Sequence[T]]:
    found: dict[K, list[T]] = defaultdict(list)
    for item in items:
        found[key(item)].append(item)
    return found
