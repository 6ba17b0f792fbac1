"""Problems of the literature, written in the outside format, against other methods."""

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from service.solving.rules import rules_for
from solver import solve
from solver.exchange.translate import problem_from_document
from solver.result import Solved, SolveLimits
from solver.substitution.audit import audit
from solver.substitution.plan import Plan
from tests.benchmarks.literature import (
    TaskScheduling,
    as_bytes,
    assignment,
    task_scheduling,
)
from tests.solver.exchange.hungarian import least_cost


def planned(document: dict[str, Any], seconds: float = 30) -> Plan:
    outside = problem_from_document(as_bytes(document))
    profile = rules_for(outside, None)
    result = solve(outside.problem, profile, SolveLimits(seconds=seconds, workers=1))
    assert isinstance(result, Solved)
    assert audit(outside.problem, profile, result.plan).accepted
    return result.plan


def values(plan: Plan) -> tuple[int, ...]:
    assert all(tier.proven for tier in plan.tiers)
    return tuple(tier.value for tier in plan.tiers)


@pytest.mark.parametrize("size", [1, 2, 7, 20, 40])
def test_an_assignment_problem_costs_what_the_hungarian_method_finds(size: int):
    document = assignment(size, size)
    costs = [list(row.values()) for row in document["pair_costs"].values()]
    assert values(planned(document)) == (0, least_cost(costs))


def test_the_hungarian_method_is_right_where_all_can_be_tried():
    for seed in range(20):
        costs = [
            list(row.values()) for row in assignment(4, seed)["pair_costs"].values()
        ]
        tried = min(
            sum(costs[job][agent] for job, agent in enumerate(agents))
            for agents in product(range(4), repeat=4)
            if len(set(agents)) == 4
        )
        assert least_cost(costs) == tried


@pytest.mark.parametrize("seed", range(6))
def test_the_fewest_workers_are_those_that_brute_force_finds(seed: int):
    document = task_scheduling(TaskScheduling(4, 7, 0.5, seed))
    assert values(planned(document)) == (0, fewest(document))


def fewest(document: dict[str, Any]) -> int:
    """Try every worker for every task."""
    tasks = document["needs"]
    best = len(document["persons"]) + 1
    for chosen in product(*(task["persons"] for task in tasks)):
        mine = list(zip(tasks, chosen, strict=True))
        if len(set(chosen)) < best and not any(
            a is not b
            and who == other
            and a["start"] < b["end"]
            and b["start"] < a["end"]
            for a, who in mine
            for b, other in mine
        ):
            best = len(set(chosen))
    return best


def test_every_task_is_done_where_that_is_possible():
    """The greedy order alone leaves tasks open; mended, the first plan is full."""
    document = task_scheduling(TaskScheduling(40, 240, 0.33, 1))
    plan = planned(document, seconds=4)
    assert plan.gaps == ()
    assert plan.tiers[0].proven
    persons = plan.tiers[1]
    assert persons.bound <= persons.value <= 40


@pytest.mark.slow
@pytest.mark.parametrize("skill", [0.33, 0.66])
def test_183_workers_do_all_of_1143_tasks(skill: float):
    """The largest published instance of its kind: the run ends with its full plan."""
    document = task_scheduling(TaskScheduling(183, 1143, skill, 3))
    outside = problem_from_document(as_bytes(document))
    profile = rules_for(outside, None)
    full: list[Plan] = []

    def look(write: Callable[[], Plan]) -> None:
        plan = write()
        if not plan.gaps and len(plan.assignments) == 1143:
            full.append(plan)

    limits = SolveLimits(seconds=300, workers=1)
    solve(outside.problem, profile, limits, None, lambda: bool(full), look)
    report = audit(outside.problem, profile, full[0])
    assert report.accepted
    assert {tier.id: tier.value for tier in report.tiers}["uncovered"] == 0
