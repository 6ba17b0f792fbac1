"""Every value is the planner's own; absences without common ground add up."""

import random
from dataclasses import replace
from itertools import combinations

import pytest

from solver.result import SolveLimits
from solver.stress.absence import switched
from solver.stress.evaluator import Net
from solver.stress.reach import STANDING
from solver.substitution.index import ProblemIndex
from solver.substitution.planning import solve
from solver.substitution.rules import RULES, load_rules
from solver.substitution.validate import validate
from tests.solver.agreement import MOST_OPTIONS
from tests.solver.brute import best_vector, universe
from tests.solver.build import DAY
from tests.solver.oracle_work import WholeOracle
from tests.solver.stress.worlds import a_town, some_absent


def planned(problem, profile, absent):
    """Value and bound of the full planner's first tier."""
    first = replace(profile, tiers=profile.tiers[:1])
    day = switched(problem, absent, DAY)
    assert not validate(day)
    plan = solve(day, first, SolveLimits(seconds=120, workers=1)).plan
    return plan.tiers[0].value, plan.tiers[0].bound


def by_brute_force(problem, profile, absent, most=MOST_OPTIONS):
    """Least first tier over all plans no check refuses; None if they are too many."""
    day = switched(problem, absent, DAY)
    index, rules = ProblemIndex(day), load_rules(profile)
    options = universe(index, rules, WholeOracle(day, profile))
    if len(options) > most:
        return None
    return best_vector(index, replace(rules, wishes=rules.wishes[:1]), options)[0][0]


@pytest.mark.parametrize("seed", range(60))
def test_a_value_is_the_first_tier_of_the_full_planner_and_proven(seed):
    problem, profile = a_town(seed, minders=6)
    net = Net(problem, profile)
    rng = random.Random(seed)
    for _ in range(5):
        absent = some_absent(rng, problem)
        value = net.uncovered(absent, DAY)
        assert (value.minutes, value.bound) == planned(problem, profile, absent)
        assert value.proven


def test_brute_force_over_plain_checks_finds_the_same_values():
    compared, uncovered = 0, 0
    for seed in range(100, 150):
        problem, profile = a_town(seed, minders=4)
        net = Net(problem, profile)
        absent = some_absent(random.Random(seed), problem)
        expected = by_brute_force(problem, profile, absent)
        if expected is None:
            continue
        assert net.uncovered(absent, DAY).minutes == expected, f"seed {seed}"
        compared += 1
        uncovered += expected > 0
    assert compared >= 30
    assert uncovered >= 10


def test_absences_that_touch_nothing_in_common_add_up_by_brute_force():
    """The theorem of ``reach``, judged by checks alone."""
    separable, not_just_nothing = 0, 0
    for seed in range(200, 240):
        problem, profile = a_town(seed, minders=6)
        net = Net(problem, profile)
        people = sorted(net.day(DAY).tables.needs)
        for one, other in combinations(people, 2):
            if net.interact(one, other, DAY):
                continue
            values = [
                by_brute_force(problem, profile, absent, most=10)
                for absent in ({one}, {other}, {one, other})
            ]
            if None not in values:
                assert values[0] + values[1] == values[2], (seed, one, other)
                separable += 1
                not_just_nothing += bool(values[0] and values[1])
    assert separable >= 40
    assert not_just_nothing >= 5


def test_absences_that_touch_something_may_be_more_and_less_than_their_sum():
    signs = set()
    for seed in range(300, 325):
        problem, profile = a_town(seed, minders=5)
        net = Net(problem, profile)
        for one, other in combinations(sorted(problem.week.persons), 2):
            alone = sum(net.uncovered({p}, DAY).minutes for p in (one, other))
            surplus = net.uncovered({one, other}, DAY).minutes - alone
            assert surplus == 0 or net.interact(one, other, DAY)
            signs.add((surplus > 0) - (surplus < 0))
    assert signs == {-1, 0, 1}


def test_standing_rules_say_the_same_whoever_else_is_away():
    """What the theorem rests on: who is refused by one is refused in every case."""
    refused = 0
    for seed in range(400, 415):
        problem, profile = a_town(seed, minders=6)
        net = Net(problem, profile)
        rng = random.Random(seed)
        for _ in range(4):
            absent = some_absent(rng, problem)
            day = switched(problem, absent, DAY)
            ways = {
                (need.absent, *way)
                for need in day.needs
                for way in net.day(DAY).reaches[need.absent].ways
            }
            linked = {(link.absent, link.substitute, link.place) for link in day.links}
            index, rules = ProblemIndex(day), load_rules(profile)
            by_need = {need.id: need.absent for need in day.needs}
            options = universe(index, rules, WholeOracle(day, profile))
            used = {(by_need[o.need], o.person, o.place) for o in options}
            assert used <= ways
            refused += len(linked - ways)
    assert refused > 50


def test_every_standing_rule_exists():
    assert {rule.info.id for rule in RULES} >= STANDING
