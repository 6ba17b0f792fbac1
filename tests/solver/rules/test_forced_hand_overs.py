"""Whoever has a child and must leave hands it over; nobody chose that."""

from dataclasses import replace

import pytest

from solver.profile import RuleProfile
from solver.substitution.audit import audit_with
from solver.substitution.plan import Option, Plan
from solver.substitution.planning import solve
from solver.substitution.problem import PersonId, PlaceId, Problem
from solver.substitution.rules import load_rules
from tests.solver.build import (
    DAY,
    a_fixed,
    a_link,
    a_need,
    a_person,
    a_place,
    a_problem,
    a_profile,
    hours,
    index_of,
)


def taken(problem: Problem, place: str) -> Option:
    """The need taken whole by the other person."""
    (need,) = problem.needs
    return Option(
        need.id,
        need.child,
        need.day,
        need.slot,
        PersonId("andere"),
        PlaceId(place),
        problem.links[0].model,
    )


def broken(problem: Problem, profile: RuleProfile, *options: Option) -> set[str]:
    """Rules that options break by what they decide."""
    report = audit_with(index_of(problem), load_rules(profile), Plan(options))
    return {found.rule for found in report.findings if found.decided}


@pytest.mark.parametrize("handover", ["never", "same_place"])
@pytest.mark.parametrize(
    ("away", "starts", "found"),
    [
        (None, 12, {"one-person-at-a-time"}),
        ((12, 17), 12, set()),
        ((12, 17), 13, set()),
        # She leaves an hour after: nothing forces it at noon.
        ((13, 17), 12, {"one-person-at-a-time"}),
        # Before she came somebody else had the child: nobody was forced to.
        ((12, 17), 7, {"one-person-at-a-time"}),
        ((6, 8), 7, set()),
    ],
)
def test_nobody_took_over_from_who_fell_ill_at_noon_bug(handover, away, starts, found):
    """The morning is a fact; the rest of the day was a gap for everybody else."""
    absent = {} if away is None else {DAY: (hours(*away),)}
    ill, other = a_person(absent=absent), a_person("andere")
    problem = a_problem(
        persons=(ill, other),
        places=(a_place(), a_place("anderswo")),
        links=(a_link(), a_link("andere", "anderswo")),
        needs=(a_need(slot=hours(7, 16)),),
        fixed=(a_fixed("kind", hours(8, 12), ill.id),),
    )
    slot = hours(7, 8) if starts == 7 else hours(starts, 16)
    whole = taken(problem, "anderswo")
    option = replace(whole, slot=slot)
    profile = a_profile(
        one_person_at_a_time={"handover": handover},
        piece_length={"min_piece_minutes": 60},
    )
    assert broken(problem, profile, option) == found
    plan = solve(problem, profile).plan
    assert plan.unique
    # At 13:00 she would come an hour later than she can.
    assert (option in plan.assignments) == (not found and starts != 13)


@pytest.mark.parametrize(
    ("place", "found"), [("ort", set()), ("anderswo", {"one-person-at-a-time"})]
)
def test_after_a_forced_hand_over_the_child_stays_where_it_is(place, found):
    ill = a_person(absent={DAY: (hours(12, 17),)})
    others = (a_person("andere"), a_person("dritte"))
    problem = a_problem(
        persons=(ill, *others),
        places=(a_place(), a_place("anderswo")),
        links=(
            a_link(),
            a_link("andere"),
            a_link("dritte"),
            a_link("dritte", "anderswo"),
        ),
        needs=(a_need(slot=hours(8, 16)),),
        fixed=(a_fixed("kind", hours(8, 12), ill.id),),
    )
    whole = taken(problem, "ort")
    first = replace(whole, slot=hours(12, 14))
    then = replace(whole, slot=hours(14, 16), person=others[1].id, place=PlaceId(place))
    assert broken(problem, a_profile(), first, then) == found
