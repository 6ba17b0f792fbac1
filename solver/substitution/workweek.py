"""Working weeks of employed persons: what is fixed, what comes on top, what can."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from solver.slots import Day
from solver.substitution.accounts import weeks_of
from solver.substitution.daywork import day_work, fixed_stays
from solver.substitution.index import ProblemIndex
from solver.substitution.plan import Option
from solver.substitution.problem import PersonId, Problem
from solver.substitution.variables import Variables
from solver.substitution.workday import clash, most_work


def planned_weeks(problem: Problem) -> Mapping[Day, tuple[Day, ...]]:
    """Days planned of each calendar week, by their Mondays, in order."""
    return weeks_of(problem.first_day, problem.last_day)


def fixed_minutes(index: ProblemIndex, person: PersonId) -> Mapping[Day, int]:
    """Minutes of work by day planned that fixed charges alone ask for."""
    problem = index.problem
    return {
        Day(day): day_work(index, person, Day(day), stays).minutes
        for day in range(problem.first_day, problem.last_day + 1)
        if (stays := fixed_stays(index, person, Day(day)))
    }


def added_minutes(
    index: ProblemIndex, person: PersonId, taken: Iterable[Option]
) -> Mapping[Day, int]:
    """Minutes of work by day that a person's options bring on top of what is fixed."""
    days: dict[Day, list[Option]] = {}
    for option in taken:
        days.setdefault(option.day, []).append(option)
    return {day: _added(index, person, day, found) for day, found in days.items()}


def _added(
    index: ProblemIndex, person: PersonId, day: Day, taken: Sequence[Option]
) -> int:
    fixed = fixed_stays(index, person, day)
    if not fixed and len(taken) == 1:
        return index.clock(day).minutes(taken[0].slot)
    if exclude_one_another(index, person, day):
        return 0
    stays = [*fixed, *((o.place, o.slot) for o in taken)]
    before = day_work(index, person, day, fixed).minutes
    return day_work(index, person, day, stays).minutes - before


def exclude_one_another(index: ProblemIndex, person: PersonId, day: Day) -> bool:
    """Whether fixed charges of a day are at two places at once."""
    stays = dict.fromkeys(fixed_stays(index, person, day))
    return any(clash(index, day, one, other) for one, other in combinations(stays, 2))


def most_added(
    index: ProblemIndex, variables: Variables, person: PersonId, day: Day
) -> int:
    """No fewer minutes of work than all options of a day can bring on top."""
    fixed = fixed_stays(index, person, day)
    if fixed and exclude_one_another(index, person, day):
        return 0
    before = day_work(index, person, day, fixed).minutes if fixed else 0
    return max(0, most_work(index, variables, person, day) - before)
