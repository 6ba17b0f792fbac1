"""Figures of a year: per day, per week and district, and who carries most."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from solver.slots import Clocks, Day
from solver.substitution.plan import Option
from solver.substitution.problem import NeedId, PersonId
from solver.year.problem import YearProblem, monday_of
from solver.year.result import DayFigure, WeekFigure

_WeekDistrict = tuple[Day, str]


def day_figures(
    year: YearProblem, uncovered: Mapping[NeedId, int]
) -> tuple[DayFigure, ...]:
    """Days with a need, in order."""
    clocks = Clocks(year.problem.clock_changes)
    needed: dict[Day, int] = defaultdict(int)
    left: dict[Day, int] = defaultdict(int)
    for need in year.problem.needs:
        needed[need.day] += clocks.of(need.day).minutes(need.slot)
        left[need.day] += uncovered.get(need.id, 0)
    return tuple(DayFigure(day, needed[day], left[day]) for day in sorted(needed))


def week_figures(
    year: YearProblem, uncovered: Mapping[NeedId, int], assignments: Iterable[Option]
) -> tuple[WeekFigure, ...]:
    """Weeks and districts with a need, in order."""
    districts, clocks = year.districts, Clocks(year.problem.clock_changes)
    of_need: dict[NeedId, _WeekDistrict] = {}
    needed: dict[_WeekDistrict, int] = defaultdict(int)
    left: dict[_WeekDistrict, int] = defaultdict(int)
    for need in year.problem.needs:
        key = monday_of(need.day), districts.get(need.regular_place, "")
        of_need[need.id] = key
        needed[key] += clocks.of(need.day).minutes(need.slot)
        left[key] += uncovered.get(need.id, 0)
    models: dict[_WeekDistrict, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for option in assignments:
        minutes = clocks.of(option.day).minutes(option.slot)
        models[of_need[option.need]][option.model.value] += minutes
    return tuple(
        WeekFigure(*key, needed[key], left[key], dict(sorted(models[key].items())))
        for key in sorted(needed)
    )


def peak_load(
    year: YearProblem, assignments: Iterable[Option]
) -> tuple[PersonId, Day, int] | None:
    """The person and week with most child-minutes of substitution, if there is any."""
    clocks = Clocks(year.problem.clock_changes)
    load: dict[tuple[PersonId, Day], int] = defaultdict(int)
    for option in assignments:
        key = option.person, monday_of(option.day)
        load[key] += clocks.of(option.day).minutes(option.slot)
    if not load:
        return None
    person, monday = min(load, key=lambda key: (-load[key], key))
    return person, monday, load[person, monday]
