"""Model, checks and an independent oracle agree on small random problems."""

import random
from collections import Counter

import pytest

from solver.result import SolveLimits
from solver.substitution import daypatterns
from solver.substitution.audit import audit_with
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import PairRule
from solver.substitution.plan import Plan
from solver.substitution.planning import solve
from solver.substitution.rules import RULES, load_rules
from solver.substitution.validate import validate
from tests.solver.agreement import (
    audit_disagreement,
    model_disagreement,
    windows_disagreement,
)
from tests.solver.brute import random_pieces
from tests.solver.oracle_work import WholeOracle
from tests.solver.worlds import a_world

AUDIT_SEEDS = range(1000, 1120)
MODEL_SEEDS = range(120)
STRETCH_SEEDS = range(300, 400)
WINDOW_SEEDS = range(2000, 2100)
TIMED = [r for r in RULES if issubclass(r, PairRule) and r.timed]


@pytest.mark.parametrize("seed", MODEL_SEEDS)
def test_model_finds_what_brute_force_finds(seed: int):
    assert model_disagreement(seed) is None


@pytest.mark.parametrize("seed", STRETCH_SEEDS)
def test_days_with_too_many_ways_to_spend_them_are_said_by_stretches(
    seed: int, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(daypatterns, "MOST_PATTERNS", 0)
    assert model_disagreement(seed) is None


@pytest.mark.parametrize("seed", AUDIT_SEEDS)
def test_audit_names_the_rules_that_the_oracle_names(seed: int):
    assert audit_disagreement(seed) is None


@pytest.mark.parametrize("rule", TIMED, ids=lambda r: r.info.id)
def test_timed_rules_leave_the_longest_parts_that_the_oracle_passes(
    rule: type[PairRule],
):
    found = (windows_disagreement(rule, seed) for seed in WINDOW_SEEDS)
    assert [told for told in found if told] == []


def test_worlds_are_valid_problems():
    faults = {seed: validate(a_world(seed)[0]) for seed in MODEL_SEEDS}
    assert {seed: found for seed, found in faults.items() if found} == {}


def test_every_rule_is_the_only_one_to_say_no_in_five_of_a_hundred_worlds():
    bound: Counter[str] = Counter()
    for seed in AUDIT_SEEDS:
        bound.update(_alone(seed))
    shares = {kind.info.id: bound[kind.info.id] / len(AUDIT_SEEDS) for kind in RULES}
    assert {rule: share for rule, share in shares.items() if share < 0.05} == {}, shares


def _alone(seed: int) -> set[str]:
    """Rules that alone refuse a random plan of this world."""
    problem, profile = a_world(seed)
    index = ProblemIndex(problem)
    oracle = WholeOracle(problem, profile)
    rng = random.Random(seed)
    alone = set()
    for size in (1, 1, 1, 1, 2, 2, 2, 3) * 14:
        broken = oracle.breached(random_pieces(index, rng, size))
        if "fixed-cover" in broken:
            # Whoever touches what is fixed also leaves the open stretch.
            broken -= {"piece-length", "one-person-at-a-time"}
        if len(broken) == 1:
            alone |= broken
    return alone


def test_our_own_plans_pass_the_audit():
    for seed in MODEL_SEEDS[:40]:
        problem, profile = a_world(seed)
        plan: Plan = solve(problem, profile, SolveLimits(seconds=120, workers=1)).plan
        report = audit_with(ProblemIndex(problem), load_rules(profile), plan)
        assert report.accepted, (seed, report.findings)
        assert [t.value for t in report.tiers] == [t.value for t in plan.tiers]
