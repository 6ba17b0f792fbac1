"""Model, plain checks and an oracle agree on small random dates problems."""

import random
from collections import Counter
from itertools import combinations
from math import prod

import pytest

from solver.result import SolveLimits
from solver.sessions.audit import audit
from solver.sessions.codec import (
    plan_from_bytes,
    plan_to_bytes,
    problem_from_bytes,
    problem_to_bytes,
)
from solver.sessions.plan import SessionPlan
from solver.sessions.planning import solve
from solver.sessions.problem import SessionKey, SessionProblem, Visit
from solver.sessions.rules import RULES
from tests.solver.sessions.oracle import breached, refused_alone, vector
from tests.solver.sessions.worlds import (
    a_world,
    every_plan,
    everything,
    in_question,
    tight,
)

SEEDS = range(30)
MANY = range(60)
LIMITS = SolveLimits(seconds=120, workers=1)


def some_plans(problem: SessionProblem, seed: int) -> list[tuple[Visit, ...]]:
    """Plans in which at most one visit breaks a rule by itself, and many days are full.

    Every rule has its turn to be the one.
    """
    rng = random.Random(seed)
    choices = everything(problem)
    faults = {v: refused_alone(problem, v) for vs in choices.values() for v in vs}
    single = sorted({r for found in faults.values() for r in found if len(found) == 1})
    plans = [(rng.choice([v for v in faults if faults[v] == {r}]),) for r in single]
    good = {key: [v for v in vs if not faults[v]] for key, vs in choices.items()}
    for one, other in [(k, k) for k in good] + list(combinations(good, 2)):
        if one.engagement == other.engagement and good[one] and good[other]:
            pairs = [(rng.choice(good[one]), rng.choice(good[other])) for _ in "1234"]
            plans += [pair for pair in pairs if pair[0] != pair[1]]
    for number in range(20):
        days = rng.sample(in_question(problem), 1 + number % 3)
        plan = []
        for visits in good.values():
            there = [v for v in visits if v.day in days]
            plan += [rng.choice(there)] if there and rng.random() < 0.9 else []
        plans.append(tuple(plan))
    return plans


def countable(
    seed: int,
) -> tuple[SessionProblem, dict[SessionKey, list[Visit]]]:
    """A world with few enough plans, and the dates that are possible by themselves."""
    while True:
        problem = a_world(seed)
        possible = {
            key: [v for v in visits if not refused_alone(problem, v)]
            for key, visits in everything(problem).items()
        }
        if prod(len(visits) + 1 for visits in possible.values()) <= 2_500:
            return problem, possible
        seed += 1_000


@pytest.mark.parametrize("seed", SEEDS)
def test_the_plan_is_the_best_of_all_that_break_no_rule(seed: int):
    problem, possible = countable(seed)
    plan = solve(problem, tight(), LIMITS)
    best = min(
        vector(problem, other)
        for other in every_plan(possible)
        if not breached(problem, other)
    )
    assert all(tier.proven for tier in plan.tiers)
    assert tuple(tier.value for tier in plan.tiers) == best
    assert not breached(problem, plan.assignments)
    assert vector(problem, plan.assignments) == best


@pytest.mark.parametrize("seed", SEEDS)
def test_audit_says_what_the_oracle_says(seed: int):
    problem = a_world(seed)
    for plan in some_plans(problem, seed):
        report = audit(problem, tight(), SessionPlan(plan))
        broken = breached(problem, plan)
        assert {f.rule for f in report.findings if f.decided} == broken
        if "one-date" not in broken:
            measured = tuple(tier.value for tier in report.tiers)
            assert measured == vector(problem, plan)


def test_every_rule_is_the_only_one_to_say_no_in_five_of_a_hundred_worlds():
    bound: Counter[str] = Counter()
    for seed in MANY:
        problem = a_world(seed)
        broken = [breached(problem, plan) for plan in some_plans(problem, seed)]
        bound.update({rule for found in broken if len(found) == 1 for rule in found})
    shares = {kind.info.id: bound[kind.info.id] / len(MANY) for kind in RULES}
    assert {id_: share for id_, share in shares.items() if share < 0.05} == {}


@pytest.mark.parametrize("seed", range(8))
def test_problem_and_plan_survive_the_way_through_bytes(seed: int):
    problem = a_world(seed)
    document = problem_to_bytes(problem)
    assert problem_from_bytes(document) == problem
    assert problem_to_bytes(problem_from_bytes(document)) == document
    plan = solve(problem, tight(), LIMITS)
    assert plan_from_bytes(plan_to_bytes(plan)) == plan
