"""Only one answer is left, and that is proven: against brute force, over many ties."""

import os
import random
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pytest

from solver.engine.budget import Budget
from solver.engine.draws import MOST_DRAWS, TieBreak
from solver.engine.tiers import Objective, Reached, minimise_tiers
from solver.linear import Expression, LinearModel, Var
from solver.result import Solved, SolveLimits, Stopped
from solver.substitution import planning
from solver.substitution.codec import plan_to_bytes
from solver.substitution.plan import Plan
from solver.substitution.problem import PersonId, Problem
from tests.solver.build import (
    a_child,
    a_need,
    a_person,
    a_place,
    a_problem,
    a_profile,
    hours,
)
from tests.solver.engine.build import (
    a_hard_model,
    a_model,
    admitted,
    greedy_start,
    values_of,
)

ONE = SolveLimits(workers=1)
#: All ranks of the first tie-break equal: every plan of as many pieces is as good.
NO_RANKS = a_profile(tie_break={"ranks": 1})


#: No model here has more decisions.
MOST = 8


def coins(draw: int) -> Mapping[int, int]:
    """Ranks 0 and 1, so that a draw seldom decides and several are needed."""
    return {var: (var + 1) * 7919 // (draw * 3 + 1) % 2 for var in range(MOST)}


def solved(
    model: LinearModel,
    objectives: Sequence[Objective],
    decisions: list[Var],
    limits: SolveLimits = ONE,
    ranks: Callable[[int], Mapping[int, int]] = coins,
) -> Reached:
    start = greedy_start(model, decisions)
    mine = frozenset(decisions)

    def of_these(draw: int) -> Mapping[int, int]:
        return {var: rank for var, rank in ranks(draw).items() if var in mine}

    tie_break = TieBreak(tuple(decisions), of_these)
    with Budget(limits, None) as budget:
        return minimise_tiers(
            model, objectives, start, budget, lambda _: None, tie_break
        )


def best_decisions(
    model: LinearModel, objectives: Sequence[Objective], decisions: list[Var]
) -> set[tuple[int, ...]]:
    """Decisions of every assignment with the best vector."""
    found = [(values_of(objectives, values), values) for values in admitted(model)]
    best = min(vector for vector, _ in found)
    return {
        tuple(values[x] for x in decisions)
        for vector, values in found
        if vector == best
    }


def drawn(
    tied: set[tuple[int, ...]], decisions: list[Var]
) -> tuple[set[tuple[int, ...]], int]:
    """What the draws leave of tied decisions, and how many it took."""
    for draw in range(1, MOST_DRAWS + 1):
        if len(tied) == 1:
            return tied, draw - 1
        ranks = coins(draw)
        price = {
            one: sum(ranks[x] for x, v in zip(decisions, one, strict=True) if v)
            for one in tied
        }
        tied = {one for one in tied if price[one] == min(price.values())}
    return tied, MOST_DRAWS


@pytest.mark.parametrize("first", range(0, 300, 60))
def test_the_one_answer_left_is_that_of_brute_force(first: int):
    draws: list[int] = []
    for seed in range(first, first + 60):
        model, objectives, decisions = a_model(seed)
        upper = objectives[:2]  # without the ranks that the model brings along
        tied = best_decisions(model, upper, decisions)
        left, needed = drawn(tied, decisions)
        draws.append(needed)
        result = solved(model, upper, decisions)
        assert tuple(result.values[x] for x in decisions) in left
        assert result.unique is (len(left) == 1)
    assert draws.count(0) > 3
    assert sum(needed > 1 for needed in draws) > 1


def test_ranks_that_tell_nothing_apart_leave_it_unproven():
    model = LinearModel()
    pair = [model.new_bool("x"), model.new_bool("y")]
    model.add_at_most([(x, 1) for x in pair], 1, "einmal")
    assert not solved(model, (), pair, ranks=lambda _: {}).unique
    assert solved(model, (), pair, ranks=lambda _: dict.fromkeys(pair, 1)).unique


def test_nothing_is_claimed_without_time_or_below_an_unproven_tier():
    model, objectives, decisions = a_model(11)
    assert solved(model, objectives, decisions).unique
    assert not solved(model, objectives, decisions, SolveLimits(seconds=0.0)).unique
    hard = a_hard_model()
    assert not solved(*hard, SolveLimits(seconds=0.5, workers=1)).unique


# --- whole plans


def twins(count: int = 4) -> Problem:
    """Children and substitutes that differ in nothing but their codes."""
    names = [f"kind{i}" for i in range(count)]
    slots = (hours(8, 12), hours(9, 13))
    return a_problem(
        children=tuple(a_child(name) for name in names),
        persons=tuple(a_person(f"person{i}") for i in range(count)),
        places=(a_place(),),
        needs=tuple(a_need(name, slots[i % 2]) for i, name in enumerate(names)),
    )


def plan_of(problem: Problem, limits: SolveLimits = ONE) -> Plan:
    result = planning.solve(problem, NO_RANKS, limits)
    assert isinstance(result, Solved)
    return result.plan


@pytest.mark.parametrize("workers", [1, 2, 8])
@pytest.mark.parametrize("seed", [1, 7])
def test_twins_get_the_same_plan_with_any_workers_and_seed(workers: int, seed: int):
    plan = plan_of(twins(), SolveLimits(workers=workers, seed=seed))
    assert plan.unique
    assert len(plan.assignments) == len(twins().needs)
    assert plan_to_bytes(plan) == plan_to_bytes(plan_of(twins()))


def test_the_plan_does_not_depend_on_where_the_search_begins(monkeypatch):
    expected = plan_to_bytes(plan_of(twins()))
    original = planning.dispatch_order
    monkeypatch.setattr(planning, "dispatch_order", lambda *a: original(*a)[::-1])
    assert plan_to_bytes(plan_of(twins())) == expected


def test_without_the_proof_it_would_depend_on_it(monkeypatch):
    """What the further draws are there for: one sum of ranks does not decide."""
    monkeypatch.setattr("solver.engine.tiers.another", lambda *_: False)
    expected = plan_of(twins()).assignments
    original = planning.dispatch_order
    monkeypatch.setattr(planning, "dispatch_order", lambda *a: original(*a)[::-1])
    assert plan_of(twins()).assignments != expected


def test_the_plan_does_not_depend_on_the_order_of_the_problem():
    turned = replace(twins(), needs=twins().needs[::-1], links=twins().links[::-1])
    assert plan_of(turned).assignments == plan_of(twins()).assignments


def test_every_process_has_the_same_plan():
    code = (
        "from tests.solver.engine.test_unique import plan_of, twins;"
        "from solver.substitution.codec import plan_to_bytes;"
        "import sys; sys.stdout.buffer.write(plan_to_bytes(plan_of(twins())))"
    )
    found = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONHASHSEED": "1"},
        check=True,
        capture_output=True,
    )
    assert found.stdout == plan_to_bytes(plan_of(twins()))


def test_an_order_of_tiers_without_tie_break_is_unique_too():
    tiers = tuple(t for t in NO_RANKS.tiers if t != "tie-break")
    result = planning.solve(twins(), replace(NO_RANKS, tiers=tiers), ONE)
    assert result.plan.unique


def test_a_single_possible_person_is_unique_at_once():
    assert plan_of(a_problem()).unique
    assert plan_of(a_problem()).assignments[0].person == PersonId("vertretung")


def test_a_stop_before_the_proof_is_told_as_one(monkeypatch):
    monkeypatch.setattr("solver.engine.tiers.another", lambda *_: None)
    told: list[str] = []

    def should_stop() -> bool:
        return told[-1:] == ["reasons"]

    result = planning.solve(
        twins(), NO_RANKS, ONE, lambda p: told.append(p.phase), should_stop
    )
    assert isinstance(result, Stopped)
    assert result.plan is not None
    assert all(tier.proven for tier in result.plan.tiers)


def _between(model: LinearModel, values: Sequence[int]) -> int:
    """How many values stand between their bounds and may go either way."""
    return sum(0 < n < most for n, most in zip(values, model.uppers, strict=True))


@pytest.mark.parametrize("seed", range(40))
def test_numbers_that_are_decided_are_told_apart_too(seed: int):
    """Shares of one budget: many ways to share it out, of which one is left."""
    rng = random.Random(seed)
    model = LinearModel()
    shares = [model.new_int(0, rng.randrange(1, 5), f"e{i}") for i in range(4)]
    budget = rng.randrange(1, 9)
    model.add_at_most(((share, 1) for share in shares), budget, "budget")
    model.add_at_most([(shares[0], 2), (shares[1], 1)], 4, "pair")
    used = Objective("used", "parts", Expression(tuple((s, -1) for s in shares), 20))
    tied = best_decisions(model, (used,), shares)
    start = max(tied, key=lambda one: _between(model, one))
    ranks = {share: rng.randrange(1, 4) for share in shares}

    def of_draw(draw: int) -> Mapping[int, int]:
        return {share: rank * (share + 1) ** draw for share, rank in ranks.items()}

    with Budget(ONE, None) as limits:
        tie_break = TieBreak(tuple(shares), of_draw)
        result = minimise_tiers(
            model, (used,), start, limits, lambda _: None, tie_break
        )
    mine = tuple(result.values[share] for share in shares)
    assert mine in tied
    left = tied
    for draw in range(1, MOST_DRAWS + 1):
        price = {
            one: sum(of_draw(draw)[s] * n for s, n in zip(shares, one, strict=True))
            for one in left
        }
        left = (
            left
            if len(left) == 1
            else {one for one in left if price[one] == min(price.values())}
        )
    assert mine in left
    assert result.unique == (len(left) == 1)
