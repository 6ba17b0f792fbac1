"""The model takes what each joint rule allows, at its limit too, and nothing beyond.

Each joint rule's three cases once more, put to the model: all its variables of pieces
are set to 1, the others may be what they like.
"""

from dataclasses import replace

import pytest
from ortools.sat.python import cp_model

from solver.linear import LinearModel, Var
from solver.slots import Day, Slot
from solver.substitution.formulation import formulate
from solver.substitution.index import ProblemIndex
from solver.substitution.plan import OptionSet
from solver.substitution.problem import NeedId, PersonalLimits, PersonId, PlaceId
from solver.substitution.rules import load_rules
from tests.solver.build import (
    DAY,
    NEXT_DAY,
    a_child,
    a_fixed,
    a_link,
    a_need,
    a_person,
    a_place,
    a_presence,
    a_problem,
    a_profile,
    hours,
)
from tests.solver.modelled import in_cp_sat
from tests.solver.rules import test_joint_rules, test_working_weeks
from tests.solver.rules.contract import Case, RuleContract
from tests.solver.rules.test_fixed_breaches import CONTRACTS
from tests.solver.rules.test_joint_rules import EMPLOYED, taken, two_children

BREAKS, WEEK = test_joint_rules.TestBreaks, test_working_weeks.TestWeeklyHours
EXTRA = test_joint_rules.TestExtraChildren
REST = test_joint_rules.TestDailyRest
SETTING = test_joint_rules.TestPresentInSharedSetting


class OneInTenDays(RuleContract):
    rule = "distinct-persons"
    profile = a_profile(
        distinct_persons={"limited": True, "max_persons": 1, "period_days": 10}
    )


def admits(model: LinearModel, taken: list[Var]) -> bool:
    """Whether the model lets these variables be 1 together."""
    built, found = in_cp_sat(model)
    for var in taken:
        built.add(found[var] == 1)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(built)
    assert status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
    return status == cp_model.OPTIMAL


def taken_together(contract: RuleContract, case: Case) -> bool:
    problem, options = case
    index = ProblemIndex(problem)
    found = formulate(
        index, load_rules(contract.profile), OptionSet(tuple(options), {})
    )
    variables = found.variables
    return admits(variables.model, [variables.taken(o) for o in options])


@pytest.mark.parametrize("kind", CONTRACTS, ids=lambda kind: kind.__name__)
def test_the_model_takes_what_the_rule_allows_and_no_more(kind: type[RuleContract]):
    contract = kind()
    assert taken_together(contract, contract.allowed())
    assert taken_together(contract, contract.at_the_limit())
    assert not taken_together(contract, contract.forbidden())


def working(first: Slot, second: Slot, **changes: object) -> Case:
    """Two children one after another, with somebody who is employed and alone."""
    person = a_person(**EMPLOYED, **changes)
    return taken(two_children(first, second, persons=(person,)))


def beside_own_children(contract: int) -> Case:
    """Eight hours in two days, and two with children of her own on the second."""
    own = a_presence("eigenes", hours(12, 14), day=NEXT_DAY)
    problem = test_working_weeks.two_days(contract_minutes=contract)
    children = {**problem.children, "eigenes": a_child("eigenes")}
    return taken(replace(problem, presences=(own,), children=children))


def colleague_sent_away(start: float) -> Case:
    """Two children in a shared setting until noon; its colleague is sent elsewhere."""
    setting, options = SETTING().case(18)
    third = a_need("cem", hours(start, 15))
    problem = a_problem(
        children=tuple(a_child(name) for name in ("ada", "ben", "cem")),
        persons=tuple(setting.persons[n] for n in ("vertretung", "kollegin")),
        places=(setting.places[PlaceId("ort")], a_place("fort")),
        needs=(*setting.needs, third),
    )
    links = (*problem.links, a_link("kollegin", "fort"))
    problem = replace(problem, links=links)
    _, away = taken(replace(problem, needs=(third,)), "fort", "kollegin")
    return problem, [*options, *away]


def night_beside_own(own: Day, start: float) -> Case:
    """Her own child on one day, somebody else's on the other: late, then early."""
    problem, _ = REST().case(8)
    times = {DAY: hours(18, 20), NEXT_DAY: hours(start, 10)}
    other = NEXT_DAY if own == DAY else DAY
    presence = a_presence("ada", times[own], day=own)
    need = a_need("ben", times[other], day=other)
    return taken(replace(problem, needs=(need,), presences=(presence,)))


def somebody_each_day(between: int) -> Case:
    """A child with one person, and with another so many days later."""
    last = Day(DAY + between)
    people = [
        a_person(name, available={DAY: (hours(6, 20),), last: (hours(6, 20),)})
        for name in ("vertretung", "andere")
    ]
    needs = (a_need(), a_need(id=NeedId("später"), day=last))
    problem = replace(a_problem(persons=tuple(people), needs=needs), last_day=last)
    problem, (first, then) = taken(problem)
    return problem, [first, replace(then, person=PersonId("andere"))]


def beside_a_heavy_child(most: int) -> Case:
    """A pinned child that counts twice for the permit; of extra children it is one."""
    person = a_person(limits=PersonalLimits(max_extra_children=most))
    return taken(
        a_problem(
            children=(a_child(), a_child("fest", capacity_weight=2)),
            persons=(person,),
            fixed=(a_fixed("fest"),),
        )
    )


@pytest.mark.parametrize(
    ("kind", "case", "allowed"),
    [
        (EXTRA, beside_a_heavy_child(2), True),
        (EXTRA, beside_a_heavy_child(1), False),
        (SETTING, colleague_sent_away(11), False),
        (SETTING, colleague_sent_away(12), True),
        (REST, night_beside_own(DAY, 7), True),
        (REST, night_beside_own(DAY, 6.75), False),
        (REST, night_beside_own(NEXT_DAY, 7), True),
        (REST, night_beside_own(NEXT_DAY, 6.75), False),
        (OneInTenDays, somebody_each_day(9), False),
        (OneInTenDays, somebody_each_day(10), True),
        (BREAKS, working(hours(8, 14), hours(14, 16)), False),
        (BREAKS, working(hours(8, 12), hours(12.25, 14)), True),
        (BREAKS, working(hours(8, 12), hours(12, 14)), True),
        (
            test_joint_rules.TestBreaks,
            working(hours(8, 13.75), hours(13.75, 14.25)),
            False,
        ),
        (BREAKS, working(hours(8, 12), hours(12.5, 16)), True),
        (WEEK, beside_own_children(600), True),
        (WEEK, beside_own_children(595), False),
    ],
)
def test_the_model_says_what_the_checks_say(
    kind: type[RuleContract], case: Case, *, allowed: bool
):
    contract = kind()
    assert set(contract.decided(case)) == (set() if allowed else {contract.rule})
    assert taken_together(contract, case) is allowed


@pytest.mark.parametrize(("end", "allowed"), [(14.5, True), (15, False)])
def test_the_model_sees_six_hours_alone_that_end_where_a_piece_ends(
    end: float, *, allowed: bool
):
    """Breaks enough, but too long alone after them; the last piece is the next one."""
    contract = BREAKS()
    contract.profile = a_profile(daily_limit={"limit_minutes": 600})
    times = (hours(6, 8), hours(8.5, 13), hours(13, 14.5), hours(14.5, 15))
    slots = [slot for slot in times if slot.end <= end * 60]
    names = [f"kind-{number}" for number in range(len(slots))]
    problem = a_problem(
        children=tuple(a_child(name) for name in names),
        persons=(a_person(**EMPLOYED),),
        needs=tuple(a_need(*both) for both in zip(names, slots, strict=True)),
    )
    case = taken(problem)
    assert set(contract.decided(case)) == (set() if allowed else {contract.rule})
    assert taken_together(contract, case) is allowed
