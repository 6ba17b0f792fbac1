"""Normal weeks for tests: by hand, or of weeks in which somebody is away already."""

from dataclasses import replace

from solver.slots import Day, Slot
from solver.stress.problem import StressProblem
from solver.substitution.problem import (
    ChildId,
    EpisodeId,
    Link,
    Model,
    Need,
    NeedId,
    PersonId,
    PlaceId,
    Presence,
    Problem,
)
from tests.solver.build import DAY, a_child, as_table, hours, known


def normal_week(problem: Problem) -> StressProblem:
    """The same week with everybody back, and everybody's would-be needs.

    Who is away in it is there again; regular children who are there would need
    somebody. Links and contacts stay as they are.
    """
    back = tuple(
        Presence(
            need.child,
            need.absent,
            need.regular_place,
            need.day,
            need.slot,
            problem.children[need.child].capacity_weight,
        )
        for need in problem.needs
    )
    presences = (*problem.presences, *back)
    week = replace(
        problem,
        needs=(),
        fixed=(),
        published=(),
        presences=presences,
        persons={key: replace(p, absent={}) for key, p in problem.persons.items()},
    )
    return StressProblem(week, tuple(map(would_be_need, presences)))


def would_be_need(presence: Presence) -> Need:
    """What the absence of who is in charge would need."""
    p = presence
    return Need(
        NeedId(f"{p.child}/{p.day}/{p.slot.start}"),
        p.child,
        p.day,
        p.slot,
        p.person,
        p.place,
        EpisodeId(f"{p.child}/{p.person}"),
    )


def a_kid(
    child: str, person: str, place: str, slot: Slot | None = None, day: Day = DAY
) -> Presence:
    """A regular child, from 8 to 12 unless a slot is given."""
    return Presence(
        ChildId(child), PersonId(person), PlaceId(place), day, slot or hours(8, 12)
    )


def a_way(absent: str, substitute: str, place: str) -> Link:
    """Somebody stands in for somebody at a place."""
    return Link(PersonId(absent), PersonId(substitute), PlaceId(place), Model.TANDEM)


def a_day(persons, places, kids, ways, **changes) -> StressProblem:
    """A normal day in which everybody knows everybody and all is near."""
    people, rooms = as_table(persons), as_table(places)
    children = as_table(a_child(kid.child) for kid in kids)
    week = Problem(
        first_day=DAY,
        last_day=DAY,
        land="NW",
        needs=(),
        children=children,
        persons=people,
        places=rooms,
        presences=tuple(kids),
        links=tuple(ways),
        familiarity=tuple(known(c, p) for c in children for p in people),
        family_minutes={(c, p): 10 for c in children for p in rooms},
    )
    week = replace(week, **changes)
    return StressProblem(week, tuple(map(would_be_need, kids)))
