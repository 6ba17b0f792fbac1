"""Weeks of employed persons as stays, for who counts work by looking at all of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from solver.substitution.daywork import Stay, fixed_stays
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import RuleSet
from solver.substitution.plan import Option
from solver.substitution.problem import PersonId
from solver.substitution.rules.weekly_hours import WeeklyHours, _room
from solver.substitution.workweek import fixed_minutes


@dataclass(frozen=True, slots=True)
class WorkWeek:
    """Options of one person of whom no more work than ``room_minutes`` may come.

    ``fixed`` are the stays of its days that are there anyway, with their day.
    """

    room_minutes: int
    options: tuple[int, ...]
    fixed: tuple[tuple[int, Stay], ...]


def work_weeks(
    index: ProblemIndex, rules: RuleSet, options: Sequence[Option]
) -> Iterator[WorkWeek]:
    """Every limit of weeks that the options of a person could exceed."""
    of_person: dict[PersonId, list[int]] = {}
    for number, option in enumerate(options):
        if index.problem.persons[option.person].employed:
            of_person.setdefault(option.person, []).append(number)
    for rule in rules.joint:
        if isinstance(rule, WeeklyHours):
            for person, numbers in of_person.items():
                yield from _of_person(index, rule, person, (numbers, options))


def _of_person(
    index: ProblemIndex,
    rule: WeeklyHours,
    person: PersonId,
    given: tuple[Sequence[int], Sequence[Option]],
) -> Iterator[WorkWeek]:
    numbers, options = given
    fixed = fixed_minutes(index, person)
    for account in rule._accounts(index, index.problem.persons[person]):
        inside = tuple(i for i in numbers if options[i].day in account.days)
        room = _room(account, fixed)
        if sum(options[i].slot.minutes for i in inside) > room:
            stays = tuple(
                (int(day), stay)
                for day in account.days
                for stay in fixed_stays(index, person, day)
            )
            yield WorkWeek(room, inside, stays)
