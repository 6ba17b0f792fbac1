"""Assignments of a plan by what a rule looks at."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from solver.slots import Day
from solver.substitution.plan import Option
from solver.substitution.problem import ChildId, PersonId, PlaceId


def by_person_day(
    assignments: Iterable[Option],
) -> Mapping[tuple[PersonId, Day], list[Option]]:
    """Assignments of each person and day, in the plan's order."""
    found: dict[tuple[PersonId, Day], list[Option]] = defaultdict(list)
    for option in assignments:
        found[option.person, option.day].append(option)
    return found


def by_place_day(
    assignments: Iterable[Option],
) -> Mapping[tuple[PlaceId, Day], list[Option]]:
    """Assignments at each place and day, in the plan's order."""
    found: dict[tuple[PlaceId, Day], list[Option]] = defaultdict(list)
    for option in assignments:
        found[option.place, option.day].append(option)
    return found


def by_child_day(
    assignments: Iterable[Option],
) -> Mapping[tuple[ChildId, Day], list[Option]]:
    """Assignments of each child and day, in the plan's order."""
    found: dict[tuple[ChildId, Day], list[Option]] = defaultdict(list)
    for option in assignments:
        found[option.child, option.day].append(option)
    return found
