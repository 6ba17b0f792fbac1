"""Nights in which the clock changes: what is worked and uncovered is really so long.

A child is cared for from midnight on; in March the hour from two to three is skipped,
in October it is lived twice. What is planned is measured by plain checks, too.
"""

from dataclasses import replace

import pytest

from solver.result import SolveLimits
from solver.slots import ClockChange, Slot
from solver.substitution.audit import audit_with
from solver.substitution.plan import Plan
from solver.substitution.planning import solve
from solver.substitution.problem import PersonKind
from solver.substitution.rules import load_rules
from tests.solver.build import (
    DAY,
    a_child,
    a_link,
    a_need,
    a_person,
    a_place,
    a_problem,
    a_profile,
    an_option,
    hours,
    index_of,
)

CHANGES = {
    "March": (ClockChange(DAY, 180, -60),),
    "October": (ClockChange(DAY, 180, 60),),
    "any": (),
}
LIMITS = SolveLimits(seconds=120, workers=1)
FREE = {
    "daily_limit": {"limit_minutes": 900, "extended_minutes": 900},
    "breaks": {"alone_minutes": 900, "work_minutes": 900, "long_work_minutes": 900},
    "one_person_at_a_time": {"handover": "never"},
}


def a_night(slot: Slot, change: str, **person: object):
    """One child, one employed person who is there all night."""
    whole = {DAY: (Slot(0, 1440),)}
    floater = a_person(
        kind=PersonKind.FLOATER, employed=True, available=whole, **person
    )
    return a_problem(
        persons=(floater,),
        needs=(a_need(slot=slot),),
        clock_changes=CHANGES[change],
    )


def planned(problem, **numbers):
    """The plan's pieces, and the minutes that it leaves uncovered."""
    profile = a_profile(**{**FREE, **numbers})
    result = solve(problem, profile, LIMITS)
    index = index_of(problem)
    report = audit_with(index, load_rules(profile), Plan(result.plan.assignments))
    assert report.accepted
    assert [tier.value for tier in report.tiers] == [
        tier.value for tier in result.plan.tiers
    ]
    assert all(tier.proven for tier in result.plan.tiers)
    return [option.slot for option in result.plan.assignments], report.tiers[0].value


def decided(problem, slot: Slot, **numbers):
    """Rules that a piece breaks, and their facts."""
    profile = a_profile(**{**FREE, **numbers})
    option = an_option(problem, slot)
    report = audit_with(index_of(problem), load_rules(profile), Plan((option,)))
    return {f.rule: f.facts for f in report.findings if f.decided}


@pytest.mark.parametrize(
    ("change", "minutes"), [("March", 180), ("October", 300), ("any", 240)]
)
def test_a_need_that_nobody_takes_is_uncovered_for_its_real_minutes(change, minutes):
    problem = replace(a_night(hours(1, 5), change), links=())
    assert planned(problem) == ([], minutes)


@pytest.mark.parametrize(
    ("change", "longest"), [("March", 540), ("October", 420), ("any", 480)]
)
@pytest.mark.parametrize(
    ("rule", "numbers"),
    [
        ("daily-limit", {"daily_limit": {"limit_minutes": 480}}),
        ("breaks", {"breaks": {**FREE["breaks"], "alone_minutes": 480}}),
        ("weekly-hours", {}),
    ],
)
def test_eight_hours_of_a_night_are_eight_real_hours(change, longest, rule, numbers):
    person = {"contract_minutes": 480} if rule == "weekly-hours" else {}
    exactly = a_night(Slot(0, longest), change, **person)
    assert planned(exactly, **numbers) == ([Slot(0, longest)], 0)
    assert decided(exactly, Slot(0, longest), **numbers) == {}
    longer = a_night(Slot(0, longest + 15), change, **person)
    assert set(decided(longer, Slot(0, longest + 15), **numbers)) == {rule}
    # What can be had of it is as long as the law allows, and is really so long.
    pieces, uncovered = planned(longer, **numbers)
    assert len(pieces) == 1
    assert uncovered == 15


@pytest.mark.parametrize(
    ("change", "rest"), [("March", 0), ("October", 120), ("any", 60)]
)
def test_a_break_over_the_change_is_as_long_as_it_really_is(change, rest):
    """From one to half past five; from two to three somebody else is there, too."""
    night = a_night(hours(1, 5.5), change)
    helper = a_person("ablösung", available={DAY: (hours(2, 3),)})
    team = a_place(staff=(helper.id, *(p for p in night.persons if p != "fehlt")))
    problem = replace(
        night,
        persons={**night.persons, helper.id: helper},
        places={**night.places, team.id: team},
    )
    for asked, lacks in ((60, rest < 60), (61, rest < 61)):
        numbers = {"work_minutes": 60, "break_minutes": asked}
        breaks = {**FREE["breaks"], **numbers, "long_break_minutes": 61}
        found = decided(problem, hours(1, 5.5), breaks=breaks)
        assert set(found) == ({"breaks"} if lacks else set())
        if lacks:
            assert found["breaks"]["rest_minutes"] == rest


@pytest.mark.parametrize(
    ("change", "way", "fits"),
    [
        ("March", 5, False),
        ("October", 120, True),
        ("October", 125, False),
        ("any", 60, True),
        ("any", 65, False),
    ],
)
def test_there_is_as_much_time_for_a_way_as_there_really_is(change, way, fits):
    """One child until two, another elsewhere from three on."""
    one, other = a_child("ada"), a_child("ben")
    whole = {DAY: (Slot(0, 1440),)}
    problem = a_problem(
        children=(one, other),
        persons=(a_person(kind=PersonKind.FLOATER, employed=True, available=whole),),
        needs=(a_need("ada", hours(0, 2)), a_need("ben", hours(3, 5))),
        places=(a_place(), a_place("anderswo")),
        links=(
            a_link(children=frozenset({one.id})),
            a_link(place="anderswo", children=frozenset({other.id})),
        ),
        place_minutes={("ort", "anderswo"): way, ("anderswo", "ort"): way},
        clock_changes=CHANGES[change],
    )
    pieces, _ = planned(problem)
    assert (hours(0, 2) in pieces and hours(3, 5) in pieces) == fits


@pytest.mark.parametrize(
    ("change", "shortest"), [("March", 180), ("October", 60), ("any", 120)]
)
def test_the_shortest_piece_is_as_long_as_it_really_is(change, shortest):
    """Somebody there from two on, for a child there from one to eight."""
    numbers = {"piece_length": {"min_piece_minutes": 120}}
    for minutes, allowed in ((shortest, True), (shortest - 15, False)):
        piece = Slot(120, 120 + minutes)
        night = a_night(hours(1, 8), change)
        found = decided(night, piece, **numbers)
        assert set(found) == (set() if allowed else {"piece-length"})
        floater = next(p for p in night.persons.values() if p.employed)
        there = replace(floater, available={DAY: (piece,)})
        night = replace(night, persons={**night.persons, there.id: there})
        assert planned(night, **numbers)[0] == ([piece] if allowed else [])
