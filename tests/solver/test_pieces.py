"""Pieces are as long as they can be: no cut on the grid leaves less open."""

from collections.abc import Iterator
from itertools import combinations, product

import pytest

from solver.slots import Slot
from solver.substitution.audit import audit
from solver.substitution.index import ProblemIndex
from solver.substitution.linked import links_of, whole_of
from solver.substitution.plan import Option, Plan
from solver.substitution.planning import solve
from solver.substitution.problem import Link, Need, Permit, PersonKind, Problem
from solver.substitution.rules import load_rules
from tests.solver.build import (
    a_child,
    a_link,
    a_need,
    a_person,
    a_place,
    a_presence,
    a_problem,
    a_profile,
    hours,
)

HOURLY = a_profile(piece_length={"step_minutes": 60})
FLOATER = {"kind": PersonKind.FLOATER, "employed": True}


def a_case(
    needs: dict[str, Slot], places: dict[str, str] | None = None, **changes: object
) -> Problem:
    """Children by the slot they need; where a place is named, only that is linked."""
    at = places or {}
    return a_problem(
        children=tuple(map(a_child, (*needs, "eigenes"))),
        needs=tuple(a_need(child, slot) for child, slot in needs.items()),
        places=tuple(map(a_place, sorted({"ort", *at.values()}))),
        links=tuple(
            a_link(place=at.get(child, "ort"), children=frozenset({child}))
            for child in needs
        ),
        **changes,
    )


def on_the_grid(index: ProblemIndex, need: Need) -> Iterator[tuple[Option, ...]]:
    """Nothing, or any piece of two hours and more by the hour, rules not asked."""
    yield ()
    bounds = range(need.slot.start, need.slot.end + 1, 60)
    for link in links_of(index, need):
        assert isinstance(link, Link)
        for start, end in combinations(bounds, 2):
            if end - start >= load_rules(HOURLY).pieces.min_piece_minutes:
                yield (whole_of(need, Slot(start, end), link),)


def least_open(problem: Problem) -> int:
    """Minutes open in the best of all plans that the audit accepts."""
    index = ProblemIndex(problem)
    wanted = sum(need.slot.minutes for need in problem.needs)
    choices = [on_the_grid(index, need) for need in problem.needs]
    plans = (tuple(o for some in taken for o in some) for taken in product(*choices))
    by_cover = sorted(plans, key=lambda taken: -sum(o.slot.minutes for o in taken))
    best = next(
        taken for taken in by_cover if audit(problem, HOURLY, Plan(taken)).accepted
    )
    return wanted - sum(o.slot.minutes for o in best)


CASES = {
    # Her own child goes at noon: then there is a place beside the other one, too.
    "a place that is free from noon on": (
        a_case(
            {"kind": hours(8, 16), "anderes": hours(8, 14)},
            persons=(a_person(permit=Permit(2)),),
            presences=(a_presence("eigenes", hours(8, 12)),),
        ),
        4 * 60,
    ),
    "a place between one who goes and one who comes": (
        a_case(
            {"kind": hours(8, 16), "frühes": hours(7, 10), "spätes": hours(14, 17)},
            persons=(a_person(permit=Permit(1)),),
        ),
        4 * 60,
    ),
    # Eight hours with the way of half an hour between: the break takes what is left.
    "hours of work shared by two places": (
        a_case(
            {"kind": hours(7, 11), "anderes": hours(12, 16)},
            {"kind": "hier", "anderes": "dort"},
            persons=(a_person(**FLOATER),),
            place_minutes={("hier", "dort"): 30, ("dort", "hier"): 30},
        ),
        60,
    ),
    # Neither leaves two hours beside itself: one has them, the other all the rest.
    "two who leave each other too little": (
        a_case(
            {"kind": hours(7, 11), "anderes": hours(8, 12)},
            persons=(a_person(permit=Permit(1)),),
        ),
        3 * 60,
    ),
    # Six hours alone, and nobody is brought again after the break.
    "a child that would go home for a break": (
        a_case({"kind": hours(7, 16)}, persons=(a_person(**FLOATER),)),
        3 * 60,
    ),
    # Six hours alone from eight on: whoever comes at seven is cut to fit, too.
    "children who come and go at other times than most": (
        a_case(
            {"kind": hours(7, 15), "anderes": hours(8, 16), "drittes": hours(8, 16)},
            persons=(a_person(**FLOATER),),
        ),
        6 * 60,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_proven_plan_left_more_open_than_a_plan_the_audit_accepts_bug(name: str):
    problem, expected = CASES[name]
    plan = solve(problem, HOURLY).plan
    assert plan is not None
    assert plan.tiers[0].proven
    assert plan.tiers[0].value == expected == least_open(problem)
