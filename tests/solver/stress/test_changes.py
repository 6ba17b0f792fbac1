"""Each kind of change is felt by a net made like the one before."""

from dataclasses import replace

import pytest

from solver.slots import Day
from solver.stress.changes import changes_between
from solver.stress.evaluator import Net
from solver.substitution.problem import (
    Capacity,
    ChildId,
    FamiliarityOverride,
    FormerSubstitute,
    PersonId,
    PlaceId,
    PlaceKind,
)
from tests.solver.build import DAY, a_child, a_person, a_place, a_profile, hours
from tests.solver.stress.build import a_day, a_kid, a_way

ANNA = PersonId("anna")
FLORA, DORA, ELSA = map(PersonId, ("flora", "dora", "elsa"))
BASE, SETTING, ROOM = PlaceId("base"), PlaceId("s"), PlaceId("zimmer")
ALMA = ChildId("alma")
RULES = {
    "present_in_shared_setting": {"places_by_persons": {"1": 2, "2": 9}},
    "distinct_persons": {"limited": True, "max_persons": 1},
}
FOUR_HOURS = 240


def a_net(flora=BASE):
    """Alma is Anna's; Flora takes her at the base, and Dora has two of her own."""
    people = (
        a_person("anna", home="a"),
        a_person("flora"),
        a_person("dora", home="s"),
        a_person("elsa", available={}),
    )
    places = (
        a_place("a", staff=("anna",), usable_without_owner=False),
        a_place("base", kind=PlaceKind.BASE),
        a_place("s", kind=PlaceKind.SHARED_SETTING, staff=("dora",)),
        a_place("zimmer", usable_without_owner=False),
    )
    kids = [a_kid("alma", "anna", "a")]
    kids += [a_kid(f"kind{n}", "dora", "s") for n in range(3)]
    return a_day(people, places, kids, (a_way("anna", "flora", flora),))


def with_week(problem, **changes):
    return replace(problem, week=replace(problem.week, **changes))


def with_person(problem, person, **changes):
    people = problem.week.persons
    changed = replace(people[person], **changes)
    return with_week(problem, persons={**people, person: changed})


def with_place(problem, place, **changes):
    places = problem.week.places
    return with_week(
        problem, places={**places, place: replace(places[place], **changes)}
    )


def with_ways(problem, minutes):
    ways = {**problem.week.family_minutes, (ALMA, BASE): minutes}
    return with_week(problem, family_minutes=ways)


def known_to_nobody(problem):
    return with_week(problem, familiarity=())


def elsewhere_before(problem):
    former = FormerSubstitute(ALMA, DORA, Day(DAY - 5))
    return with_week(problem, former_substitutes=(former,))


def full(problem):
    return with_week(problem, capacities=(Capacity(0, DAY, hours(0, 24), place=BASE),))


def never(problem):
    whole_day = hours(0, 24)
    return with_week(problem, capacities=(Capacity(0, DAY, whole_day, person=FLORA),))


def let_pass(problem):
    override = FamiliarityOverride(ALMA, FLORA, DAY, DAY)
    return with_week(problem, overrides=(override,))


def half_of_it(problem):
    """Substitution is wanted from 8 to 10 only."""
    needs = (
        replace(n, slot=hours(8, 10)) if n.child == ALMA else n for n in problem.needs
    )
    return replace(problem, needs=tuple(needs))


def with_guests(problem):
    """A child that takes all places of Flora is hers."""
    guest = a_child("gast")
    presence = replace(a_kid("gast", "flora", "base"), weight=5)
    return with_week(
        problem,
        children={**problem.week.children, guest.id: guest},
        presences=(*problem.week.presences, presence),
    )


#: Before, after, and what stays open of Anna's day in each.
FELT = {
    "a floater's hours": (
        a_net(),
        with_person(a_net(), FLORA, available={}),
        (0, FOUR_HOURS),
    ),
    "places of a base": (
        with_place(a_net(), BASE, max_children=0),
        a_net(),
        (FOUR_HOURS, 0),
    ),
    "staff that lets guests in": (
        a_net(ROOM),
        with_place(a_net(ROOM), ROOM, staff=(DORA, FLORA)),
        (FOUR_HOURS, 0),
    ),
    "staff that a setting cannot spare": (
        a_net(),
        with_place(a_net(), SETTING, staff=(DORA, FLORA)),
        (0, FOUR_HOURS),
    ),
    "hours of staff that lets guests in": (
        with_place(a_net(ROOM), ROOM, staff=(ELSA,)),
        with_person(
            with_place(a_net(ROOM), ROOM, staff=(ELSA,)),
            ELSA,
            available={DAY: (hours(6, 20),)},
        ),
        (FOUR_HOURS, 0),
    ),
    "a guardian who wants less": (
        with_week(a_net(), links=()),
        half_of_it(with_week(a_net(), links=())),
        (FOUR_HOURS, FOUR_HOURS // 2),
    ),
    "a regular child of the substitute": (
        a_net(),
        with_guests(a_net()),
        (0, FOUR_HOURS),
    ),
    "a longer way": (a_net(), with_ways(a_net(), 90), (0, FOUR_HOURS)),
    "a shorter way": (with_ways(a_net(), 90), a_net(), (FOUR_HOURS, 0)),
    "a link": (with_week(a_net(), links=()), a_net(), (FOUR_HOURS, 0)),
    "a contact": (known_to_nobody(a_net()), a_net(), (FOUR_HOURS, 0)),
    "a word of the counsellor": (
        known_to_nobody(a_net()),
        let_pass(known_to_nobody(a_net())),
        (FOUR_HOURS, 0),
    ),
    "who came before": (a_net(), elsewhere_before(a_net()), (0, FOUR_HOURS)),
    "a full base": (a_net(), full(a_net()), (0, FOUR_HOURS)),
    "a floater without room": (a_net(), never(a_net()), (0, FOUR_HOURS)),
}


@pytest.mark.parametrize("change", FELT)
def test_a_change_is_felt(change):
    before, after, values = FELT[change]
    old = Net(before, a_profile(**RULES))
    assert old.uncovered((ANNA,), DAY).minutes == values[0]
    new = Net(after, a_profile(**RULES), old)
    assert new.uncovered((ANNA,), DAY).minutes == values[1]


def test_another_law_concerns_all():
    problem = a_net()
    assert changes_between(problem, with_week(problem, land="BY")) is None


def test_a_way_is_felt_only_where_both_its_ends_are_touched():
    problem = a_net()
    changes = changes_between(problem, with_ways(problem, 90))
    assert changes.touch(frozenset({"child alma", "place base"}))
    assert not changes.touch(frozenset({"child alma", "place s"}))
    assert not changes.touch(frozenset({"child kind0", "place base"}))
