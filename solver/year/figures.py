"""Figures of a year: per day, per week and district, and who carries most."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from solver.slots import Day
from solver.substitution.plan import Option
from solver.substitution.problem import NeedId, PersonId
from solver.year.problem import YearProblem, monday_of
from solver.year.result import DayFigure, WeekFigure

_WeekDistrict = tuple[Day, str]


def day_figures(
    year: YearProblem, uncovered: Mapping[NeedId, int]
) -> tuple[DayFigure, ...]:
    """Days with a need, in order."""
    needed: dict[Day, int] = defaultdict(int)
    left: dict[Day, int] = defaultdict(int)
    for need in year.problem.needs:
        needed[need.day] += need.slot.minutes
        left[need.day] += uncovered.get(need.id, 0)
    return tuple(DayFigure(day, needed[day], left[day]) for day in sorted(needed))


def week_figures(
    year: YearProblem, uncovered: Mapping[NeedId, int], assignments: Iterable[Option]
) -> tuple[WeekFigure, ...]:
    """Weeks and districts with a need, in order."""
    districts = year.districts
    of_need: dict[NeedId, _WeekDistrict] = {}
    needed: dict[_WeekDistrict, int] = defaultdict(int)
    left: dict[_WeekDistrict, int] = defaultdict(int)
    for need in year.problem.needs:
        key = monday_of(need.day), districts.get(need.regular_place, "")
        of_need[need.id] = key
        needed[key] += need.slot.minutes
        left[key] += uncovered.get(need.id, 0)
    models: dict[_WeekDistrict, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for option in assignments:
        models[of_need[option.need]][option.model.value] += option.slot.minutes
    return tuple(
        WeekFigure(*key, needed[key], left[key], dict(sorted(models[key].items())))
        for key in sorted(needed)
    )


def peak_load(assignments: Iterable[Option]) -> tuple[PersonId, Day, int] | None:
    """The person and week with most child-minutes of substitution, if there is any."""
    load: dict[tuple[PersonId, Day], int] = defaultdict(int)
    for option in assignments:
        load[option.person, monday_of(option.day)] += option.slot.minutes
    if not load:
        return None
    person, monday = min(load, key=lambda key: (-load[key], key))
    return person, monday, load[person, monday]
