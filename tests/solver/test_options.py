"""The options of a problem: whole where possible, else the parts that meet."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations, product

import pytest

from solver.result import SolveLimits
from solver.rule import NoParameters
from solver.slots import Slot
from solver.substitution.options import generate
from solver.substitution.planning import solve
from solver.substitution.problem import ChildId, Permit, PersonId, PersonKind, Problem
from solver.substitution.rules import load_rules
from solver.substitution.rules.cooperation import Cooperation
from solver.substitution.rules.uncovered import Uncovered
from tests.solver.build import (
    DAY,
    a_child,
    a_fixed,
    a_link,
    a_need,
    a_person,
    a_place,
    a_presence,
    a_problem,
    a_profile,
    an_option,
    hours,
    index_of,
)
from tests.steps import lines_run

EMPLOYED = {"kind": PersonKind.FLOATER, "employed": True}


def slots_of(problem: Problem, person: str = "vertretung", **settings) -> list[Slot]:
    profile = a_profile(**settings)
    found = generate(index_of(problem), load_rules(profile)).options
    return [o.slot for o in found if o.person == person]


def a_long_need(**changes: object) -> Problem:
    return a_problem(needs=(a_need(slot=hours(7, 16)),), **changes)


def test_a_need_that_can_be_taken_whole_has_no_pieces():
    assert slots_of(a_long_need()) == [hours(7, 16)]


def test_a_person_who_comes_later_has_the_rest_rounded_to_the_grid():
    person = a_person(available={DAY: (Slot(9 * 60 + 5, 18 * 60),)})
    assert slots_of(a_long_need(persons=(person,))) == [hours(9.25, 16)]


def test_a_rest_that_is_too_short_is_no_option():
    person = a_person(available={DAY: (hours(14.5, 18),)})
    assert slots_of(a_long_need(persons=(person,))) == []


def test_full_places_leave_the_time_before_and_after():
    problem = a_long_need(
        persons=(a_person(permit=Permit(1)),),
        children=(a_child(), a_child("eigenes")),
        presences=(a_presence("eigenes", hours(10, 12)),),
    )
    assert slots_of(problem) == [hours(7, 10), hours(12, 16)]


def test_an_employed_person_alone_has_her_six_hours_early_or_late():
    problem = a_long_need(persons=(a_person(**EMPLOYED),))
    assert slots_of(problem) == [hours(7, 13), hours(10, 16)]


def test_two_who_cannot_take_it_whole_meet_where_the_profile_allows_it():
    early = a_person("frühe", available={DAY: (hours(6, 12),)})
    late = a_person("späte", available={DAY: (hours(9, 18),)})
    problem = a_long_need(persons=(early, late))
    assert slots_of(problem, "frühe") == [hours(7, 12), hours(7, 9)]
    assert slots_of(problem, "späte") == [hours(9, 16), hours(12, 16)]
    never = {"one_person_at_a_time": {"handover": "never"}}
    assert slots_of(problem, "frühe", **never) == [hours(7, 12)]


def test_whoever_is_at_another_place_is_met_only_if_children_may_be_moved():
    early = a_person("frühe", available={DAY: (hours(6, 12),)})
    late = a_person("späte", available={DAY: (hours(9, 18),)})
    problem = a_long_need(
        persons=(early, late),
        places=(a_place(), a_place("anderswo")),
        links=(a_link("frühe"), a_link("späte", "anderswo")),
    )
    assert slots_of(problem, "frühe") == [hours(7, 12)]
    moved = {"one_person_at_a_time": {"handover": "at_all"}}
    assert slots_of(problem, "frühe", **moved) == [hours(7, 12), hours(7, 9)]


def test_fixed_cover_trims_the_need():
    problem = a_long_need(fixed=(a_fixed(slot=hours(9, 11)),))
    assert slots_of(problem) == [hours(7, 9), hours(11, 16)]


def test_the_past_trims_the_need():
    problem = a_long_need(frozen_day=DAY, frozen_minute=10 * 60)
    assert slots_of(problem) == [hours(10, 16)]


def test_nobody_stands_in_for_herself():
    problem = a_problem(links=(a_link("fehlt"),))
    assert slots_of(problem, "fehlt") == []


def test_the_first_rule_that_refuses_is_named_with_its_facts():
    person = a_person(available={DAY: (hours(9, 10),)}, permit=Permit(0))
    problem = a_problem(persons=(person,))
    (reason,) = generate(index_of(problem), load_rules(a_profile())).refusals[
        problem.needs[0].id
    ]
    assert reason.person == PersonId("vertretung")
    assert reason.rule == "availability"
    assert reason.facts["start"] == 8 * 60


def test_a_person_linked_twice_to_a_place_is_one_candidate():
    problem = a_problem()
    twice = replace(problem, links=problem.links * 2)
    assert len(slots_of(twice)) == 1


def test_two_whose_hours_leave_each_other_too_little_meet_in_between():
    """Whoever had all her hours would leave the other an hour: less than a piece."""
    early = a_person("frühe", available={DAY: (hours(6, 15),)})
    late = a_person("späte", available={DAY: (hours(8, 18),)})
    problem = a_long_need(persons=(early, late))
    assert slots_of(problem, "frühe") == [hours(7, 15), hours(7, 14)]
    assert slots_of(problem, "späte") == [hours(8, 16), hours(14, 16)]


def least_open(pieces: Iterable[tuple[str, Slot]], need: Slot, gain: int) -> int:
    """Minutes open at best with one piece, or with two and a hand-over's worth."""
    pieces = list(pieces)
    longest = [slot.minutes for _, slot in pieces]
    longest += [
        first.minutes + then.minutes - gain
        for (one, first), (other, then) in product(pieces, repeat=2)
        if one != other and first.end <= then.start
    ]
    return need.minutes - max(longest, default=0)


@pytest.mark.parametrize("end", [15, 15 + 5 / 60])
def test_no_cut_on_the_grid_leaves_less_open_than_those_offered(end: float):
    need, gain = hours(7, end), Uncovered.parameters_type().handover_gain_minutes
    rules = load_rules(a_profile())
    grid = [7 + step * 0.75 for step in range(12)]
    bounds = sorted({*range(need.start, need.end, 15), need.end})
    for early, late in product(grid, repeat=2):
        mine = {"frühe": hours(6, early), "späte": hours(late, 18)}
        persons = tuple(a_person(p, available={DAY: (s,)}) for p, s in mine.items())
        problem = a_problem(needs=(a_need(slot=need),), persons=persons)
        offered = generate(index_of(problem), rules).options
        every = [
            (person, Slot(start, stop))
            for person, free in mine.items()
            for start, stop in combinations(bounds, 2)
            if stop - start >= rules.pieces.min_piece_minutes
            and free.contains(Slot(start, stop))
        ]
        best = least_open(((o.person, o.slot) for o in offered), need, gain)
        assert best == least_open(every, need, gain), (early, late)


def test_whether_a_pair_is_linked_is_looked_up_not_searched_for():
    """Where everybody may take everything, an absent person has thousands of links."""
    rule = Cooperation(NoParameters())

    def lines_for_the_last_of(count):
        links = tuple(a_link(person=f"p{number}") for number in range(count))
        problem = a_problem(needs=(a_need(),), links=links)
        index, last = index_of(problem), an_option(problem, person=links[-1].substitute)
        assert rule.refuse(index, last) is None
        return lines_run(lambda: rule.refuse(index, last))

    assert lines_for_the_last_of(10_000) == lines_for_the_last_of(10) > 0


def test_who_must_stay_with_a_sibling_may_come_before_it_or_after_bug():
    """Proven were two hours more than needed: nobody was cut around a sibling."""
    ada, ben = ChildId("ada"), ChildId("ben")
    problem = a_problem(
        children=(
            a_child("ada", siblings=frozenset({ben})),
            a_child("ben", siblings=frozenset({ada})),
        ),
        persons=(a_person("eine"), a_person("andere")),
        needs=(a_need("ada", hours(8, 12)), a_need("ben", hours(10, 16))),
        links=(
            a_link("eine", children=frozenset({ada})),
            a_link("andere", children=frozenset({ben})),
        ),
    )
    assert set(slots_of(problem, "eine")) == {hours(8, 12)}
    together = {"siblings_together": {"required": True}}
    assert set(slots_of(problem, "eine", **together)) == {hours(8, 12), hours(8, 10)}
    plan = solve(problem, a_profile(**together), SolveLimits(workers=1)).plan
    assert (plan.tiers[0].id, plan.tiers[0].value) == ("uncovered", 120)
