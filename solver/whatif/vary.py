"""Applying a change: the week as it would be, and the rules it would have."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from solver.profile import Level, Parameter, RuleProfile
from solver.rule import RuleId
from solver.slots import Day, Slot
from solver.stress.problem import StressProblem
from solver.substitution.problem import (
    ChildId,
    Link,
    Model,
    Need,
    Permit,
    Person,
    PersonId,
    PersonKind,
    Place,
    PlaceId,
    PlaceKind,
    Problem,
)
from solver.whatif.candidate import Change, ChangeKind
from solver.whatif.newcomers import (
    FINISHED_UNITS,
    acquainted,
    best_hours,
    daily_minutes,
    newcomer,
)
from solver.whatif.problem import WhatIfProblem

EXTRA_WAY = RuleId("extra-way-limit")
MAX_EXTRA_WAY = "max_extra_way_minutes"
INCLUSION_UNITS = 100
#: Codes of a snapshot hold no point: nobody there is called so.
NEW_FLOATER = PersonId("neu.1")
NEW_STAFF = (PersonId("neu.1"), PersonId("neu.2"))

Ways = Mapping[tuple[ChildId, PlaceId], int]
_NO_WAYS: Ways = {}


def varied(
    problem: WhatIfProblem, profile: RuleProfile, change: Change
) -> tuple[StressProblem, RuleProfile]:
    """The week and the rules with one thing changed."""
    match change.kind:
        case ChangeKind.FLOATER:
            return _with_floater(problem, change), profile
        case ChangeKind.HELD_PLACE:
            return _with_held_place(problem, change), profile
        case ChangeKind.BASE:
            return _with_base(problem, change), profile
        case ChangeKind.EXTRA_WAY:
            return problem.stress, _with_longer_way(profile, change.minutes)
        case _:
            return _with_person(problem.stress, change), profile


def _with_floater(problem: WhatIfProblem, change: Change) -> StressProblem:
    """A floater who comes to members' rooms, or takes their children to a place."""
    stress = problem.stress
    needs = _needs_of(stress, change.members)
    links = tuple(
        Link(member, NEW_FLOATER, place, Model.FLOATER)
        for member in change.members
        for place in _rooms(needs, member, change.place)
    )
    available = _hours(stress.days, needs, daily_minutes(change.minutes))
    person = newcomer(
        stress.week, NEW_FLOATER, PersonKind.FLOATER, available, change.minutes
    )
    return _linked(problem, links, {NEW_FLOATER: person}, {})


def _with_base(problem: WhatIfProblem, change: Change) -> StressProblem:
    """A base at a spot: two employees, one from the morning on, one to the evening."""
    stress = problem.stress
    spot = next(spot for spot in problem.spots if spot.id == change.spot)
    place = PlaceId(spot.id)
    needs = _needs_of(stress, change.members)
    staff = dict(zip(NEW_STAFF, _shifts(stress, needs, change.minutes), strict=True))
    persons = {
        key: newcomer(stress.week, key, PersonKind.BASE_STAFF, hours, change.minutes)
        for key, hours in staff.items()
    }
    base = Place(
        id=place,
        kind=PlaceKind.BASE,
        staff=NEW_STAFF,
        max_children=change.places,
        municipality=spot.municipality,
    )
    links = tuple(
        Link(member, key, place, Model.BASE)
        for member in change.members
        for key in NEW_STAFF
    )
    ways = {
        (need.child, place): spot.family_minutes[need.child]
        for need in needs
        if need.child in spot.family_minutes
    }
    return _linked(problem, links, persons, {place: base}, ways)


def _with_held_place(problem: WhatIfProblem, change: Change) -> StressProblem:
    """A childminder keeps one place more free at her own home.

    Without members it is for those whom she stands in for already.
    """
    week = problem.stress.week
    holder = week.persons[_given(change.person)]
    home = _given(holder.home)
    links = tuple(
        Link(member, holder.id, home, Model.GROUP, held_places=1)
        for member in change.members
    )
    most = holder.limits.max_extra_children
    limits = replace(holder.limits, max_extra_children=1 + (most or 0))
    return _linked(problem, links, {holder.id: replace(holder, limits=limits)}, {})


def _with_person(stress: StressProblem, change: Change) -> StressProblem:
    """A permit of one place more, or a course finished."""
    person = stress.week.persons[_given(change.person)]
    after = _after(person, change)
    persons = {**stress.week.persons, person.id: after}
    return replace(stress, week=replace(stress.week, persons=persons))


def _after(person: Person, change: Change) -> Person:
    match change.kind:
        case ChangeKind.PERMIT_PLACE:
            permit = person.permit or Permit(change.places)
            return replace(person, permit=replace(permit, places=change.places))
        case ChangeKind.QUALIFICATION:
            units = max(FINISHED_UNITS, person.qualification_units)
            return replace(person, qualification_units=units)
        case ChangeKind.INCLUSION:
            units = max(INCLUSION_UNITS, person.inclusion_units)
            return replace(person, inclusion_units=units)
        case _:
            raise ValueError(f"{change.kind} changes no single person")


def _with_longer_way(profile: RuleProfile, minutes: int) -> RuleProfile:
    """Families that named no limit of their own go further."""
    setting = profile.settings[EXTRA_WAY]
    parameters = {
        **setting.parameters,
        MAX_EXTRA_WAY: Parameter(minutes, Level.MUNICIPALITY),
    }
    settings = {**profile.settings, EXTRA_WAY: replace(setting, parameters=parameters)}
    revision = f"{profile.revision}+{MAX_EXTRA_WAY}={minutes}"
    return replace(profile, settings=settings, revision=revision)


def _linked(
    problem: WhatIfProblem,
    links: tuple[Link, ...],
    persons: Mapping[PersonId, Person],
    places: Mapping[PlaceId, Place],
    ways: Ways = _NO_WAYS,
) -> StressProblem:
    """The week with links, whom they are to, and the ways they take."""
    stress, week = problem.stress, problem.stress.week
    needs = _needs_of(stress, [link.absent for link in links])
    family = {**week.family_minutes}
    for need in needs:
        for link in links:
            way = problem.way(need.child, link.place)
            if link.absent == need.absent and way is not None:
                family[need.child, link.place] = way
    family.update(ways)
    changed = replace(
        week,
        persons={**week.persons, **persons},
        places={**week.places, **places},
        links=(*week.links, *links),
        familiarity=(*week.familiarity, *acquainted(week, links, needs)),
        family_minutes=family,
        place_minutes=_between(problem, week, links),
    )
    return replace(stress, week=changed)


def _between(
    problem: WhatIfProblem, week: Problem, links: Iterable[Link]
) -> Mapping[tuple[PlaceId, PlaceId], int]:
    """Ways between the places one newcomer may be at."""
    places = sorted({link.place for link in links})
    more = {
        (one, other): minutes
        for one in places
        for other in places
        if (one, other) not in week.place_minutes
        and (minutes := problem.place_minutes.get((one, other))) is not None
    }
    return {**week.place_minutes, **more} if more else week.place_minutes


def _needs_of(stress: StressProblem, members: Collection[PersonId]) -> Sequence[Need]:
    return [need for need in stress.needs if need.absent in members]


def _rooms(
    needs: Iterable[Need], member: PersonId, place: PlaceId | None
) -> Sequence[PlaceId]:
    """The member's own rooms, and the floater's place."""
    found = {need.regular_place for need in needs if need.absent == member}
    return sorted(found if place is None else found | {place})


def _hours(
    days: Iterable[Day], needs: Iterable[Need], minutes: int
) -> dict[Day, tuple[Slot, ...]]:
    """On each day the hours in which most of the needs are."""
    asked = list(needs)
    return {
        day: (best_hours([need for need in asked if need.day == day], minutes),)
        for day in days
    }


def _shifts(
    stress: StressProblem, needs: Iterable[Need], weekly_minutes: int
) -> tuple[dict[Day, tuple[Slot, ...]], dict[Day, tuple[Slot, ...]]]:
    """An early and a late shift that leave no time between them, by day.

    Together they lie where most of the needs are; they overlap where two shifts are
    longer than the day's needs.
    """
    minutes = daily_minutes(weekly_minutes)
    asked = list(needs)
    early: dict[Day, tuple[Slot, ...]] = {}
    late: dict[Day, tuple[Slot, ...]] = {}
    for day in stress.days:
        whole = best_hours([n for n in asked if n.day == day], 2 * minutes)
        early[day] = (Slot(whole.start, whole.start + minutes),)
        late[day] = (Slot(whole.end - minutes, whole.end),)
    return early, late


T = TypeVar("T")


def _given(value: T | None) -> T:
    """What a change of its kind always has.

    Raises
    ------
    ValueError
        If it has not: a fault of whoever made the change.
    """
    if value is None:
        raise ValueError("the change lacks what its kind needs")
    return value
