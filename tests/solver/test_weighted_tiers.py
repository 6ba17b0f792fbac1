"""Several wishes in one tier: model, check and audit count the same weighted sum."""

import random
from collections.abc import Mapping
from dataclasses import replace

import pytest

from solver.documents import profile_from_bytes, profile_to_bytes
from solver.errors import ProfileError
from solver.exchange.values import LONGEST_ID
from solver.matching import planning as matching
from solver.matching.audit import audit as audit_matching
from solver.matching.index import MatchingIndex
from solver.matching.plan import MatchingPlan
from solver.matching.rules import WISHES as MATCHING_WISHES
from solver.matching.rules import load_rules as load_matching
from solver.profile import RuleProfile
from solver.result import SolveLimits
from solver.rule import RuleId
from solver.substitution.audit import audit
from solver.substitution.index import ProblemIndex
from solver.substitution.planning import solve
from solver.substitution.rules import WISHES, load_rules
from solver.weights import MOST_WEIGHT, weighted_id, weights_in
from solver.words import tier_words
from tests.solver.agreement import MOST_OPTIONS
from tests.solver.brute import best_vector, universe
from tests.solver.build import a_profile
from tests.solver.matching.oracle import breached
from tests.solver.matching.worlds import a_world as a_matching
from tests.solver.matching.worlds import every_plan, the_profile
from tests.solver.oracle_work import WholeOracle
from tests.solver.worlds import a_world

LIMITS = SolveLimits(seconds=120, workers=1)
Tiers = tuple[str | Mapping[str, int], ...]


def weighing(profile: RuleProfile, *tiers: str | Mapping[str, int]) -> RuleProfile:
    """The profile with these tiers; a mapping is one that adds wishes."""
    mixed = [tier for tier in tiers if not isinstance(tier, str)]
    named = [RuleId(t) if isinstance(t, str) else weighted_id(t) for t in tiers]
    weights = {weighted_id(t): {RuleId(w): n for w, n in t.items()} for t in mixed}
    return replace(profile, tiers=tuple(named), weights=weights)


def some_weights(wishes: tuple[str, ...], seed: int) -> dict[str, int]:
    rng = random.Random(seed)
    chosen = rng.sample(wishes, 3)
    return {wish: rng.choice((1, 2, 7, MOST_WEIGHT)) for wish in chosen}


# --- model, plain check and audit agree


@pytest.mark.parametrize("seed", range(4000, 4030))
def test_a_plan_has_the_least_weighted_sum_of_all(seed: int):
    problem, profile = a_world(seed)
    wishes = tuple(wish.info.id for wish in WISHES if wish.info.id != "uncovered")
    weights = some_weights(wishes, seed)
    first: Tiers = (
        ("uncovered", weights) if seed % 2 else ({**weights, "uncovered": 3},)
    )
    profile = weighing(profile, *first)
    index, rules = ProblemIndex(problem), load_rules(profile)
    options = universe(index, rules, WholeOracle(problem, profile))
    if len(options) > MOST_OPTIONS:
        return
    expected, _ = best_vector(index, rules, options)
    plan = solve(problem, profile, LIMITS).plan
    assert all(tier.proven for tier in plan.tiers)
    assert tuple(tier.value for tier in plan.tiers) == expected
    counted = audit(problem, profile, plan)
    assert counted.accepted
    assert [(t.id, t.unit, t.value) for t in counted.tiers] == [
        (t.id, t.unit, t.value) for t in plan.tiers
    ]


def points(seed: int, plan: MatchingPlan, weights: Mapping[str, int]) -> int:
    """The weighted sum, counted wish by wish as each counts alone."""
    problem = a_matching(seed)
    tiers = audit_matching(problem, the_profile(), plan).tiers
    alone = {tier.id: tier.value for tier in tiers}
    return sum(weight * alone.get(wish, 0) for wish, weight in weights.items())


@pytest.mark.parametrize("seed", range(20))
def test_a_matching_has_the_least_weighted_sum_of_all(seed: int):
    problem = a_matching(seed)
    weights = some_weights(tuple(w.info.id for w in MATCHING_WISHES), seed)
    profile = weighing(the_profile(), weights)
    plan = matching.solve(problem, profile, LIMITS).plan
    best = min(
        points(seed, MatchingPlan(other), weights)
        for other in every_plan(problem)
        if not breached(problem, other)
    )
    found = audit_matching(problem, profile, plan)
    if not plan.tiers:
        wishes = load_matching(profile).wishes
        assert not any(wish.applies(MatchingIndex(problem)) for wish in wishes)
        return
    assert [(t.value, t.proven) for t in plan.tiers] == [(best, True)]
    assert found.accepted
    assert [tier.value for tier in found.tiers] == [best]


@pytest.mark.parametrize("seed", range(20))
def test_a_weight_that_outweighs_all_else_gives_the_plan_of_the_order(seed: int):
    problem = a_matching(seed)
    order = weighing(the_profile(), "unserved", "pairs-parted")
    heavy = weighing(the_profile(), {"unserved": MOST_WEIGHT, "pairs-parted": 1})
    by_order = matching.solve(problem, order, LIMITS).plan
    by_weight = matching.solve(problem, heavy, LIMITS).plan
    values = [
        {t.id: t.value for t in audit_matching(problem, order, plan).tiers}
        for plan in (by_order, by_weight)
    ]
    assert values[0] == values[1]


def test_equal_weights_trade_what_an_order_does_not():
    """Somewhere one more house alone saves more than it costs."""
    traded = 0
    for seed in range(20):
        problem = a_matching(seed)
        order = weighing(the_profile(), "unserved", "travel")
        both = weighing(the_profile(), {"unserved": 1, "travel": 1})
        alone = [
            len(matching.solve(problem, profile, LIMITS).plan.unserved)
            for profile in (order, both)
        ]
        assert alone[0] <= alone[1]
        traded += alone[0] < alone[1]
    assert traded


def test_urgency_classes_go_before_the_sum_and_the_rest_is_weighed():
    profile = a_profile(uncovered={"urgency_order": ("2", "1")})
    rules = load_rules(weighing(profile, "changes", {"uncovered": 1, "cost": 2}))
    assert [wish.id for wish in rules.wishes] == [
        "changes",
        "uncovered-urgency-2",
        "uncovered-urgency-1",
        "2*cost+1*uncovered",
    ]


def test_how_a_hand_over_counts_is_read_off_a_sum_as_well():
    profile = a_profile(uncovered={"handover_gain_minutes": 45})
    rules = load_rules(weighing(profile, {"uncovered": 1, "cost": 2}))
    assert rules.pieces.handover_gain_minutes == 45


# --- what a profile may say


@pytest.mark.parametrize("weight", [1, MOST_WEIGHT])
def test_weights_are_from_one_to_the_most(weight: int):
    profile = weighing(a_profile(), "uncovered", {"cost": weight})
    assert [wish.id for wish in load_rules(profile).wishes][1] == f"{weight}*cost"


@pytest.mark.parametrize(
    ("tiers", "said"),
    [
        ((), {"/tiers": "fehlen"}),
        (({},), {"/tiers/0": "keinen Wunsch"}),
        (({"cost": 0},), {"/tiers/0": "wiegt „cost“ 0"}),
        (({"cost": -1},), {"/tiers/0": "wiegt „cost“ -1"}),
        (({"cost": MOST_WEIGHT + 1},), {"/tiers/0": "nicht 1 bis"}),
        (("cost", {"breaks": 1}, "nix"), {"/tiers/1": "breaks", "/tiers/2": "nix"}),
        (("cost", {"cost": 2}, {"cost": 3}), {"/tiers/1": "cost", "/tiers/2": "cost"}),
        (("2*cost+1*changes",), {"/tiers/0": "gibt es für die Stufen nicht"}),
        (({"cost+changes": 1},), {"/tiers/0": "gibt es für die Stufen nicht"}),
    ],
)
def test_what_is_wrong_with_tiers_is_told_all_at_once(
    tiers: Tiers, said: dict[str, str]
):
    with pytest.raises(ProfileError) as refused:
        load_rules(weighing(a_profile(), *tiers))
    found = dict(refused.value.faults)
    assert found.keys() == said.keys()
    assert all(part in found[place] for place, part in said.items())


def test_weights_outlive_being_written_and_leave_other_profiles_as_they_were():
    profile = weighing(a_profile(), "uncovered", {"changes": 2, "cost": 3})
    assert profile_from_bytes(profile_to_bytes(profile)) == profile
    assert b"weights" not in profile_to_bytes(a_profile())


# --- how it is called


def test_a_sum_is_called_by_its_wishes_the_heaviest_first():
    name = weighted_id({"cost": 1, "changes": 1, "continuity": 30})
    assert name == "30*continuity+1*changes+1*cost"
    assert weights_in(name) == (("continuity", 30), ("changes", 1), ("cost", 1))
    assert tier_words(name) == (
        "30 × zusätzliche Personen je Kind + Änderungen am Freigegebenen + Kosten"
    )
    assert weights_in("uncovered-urgency-2") == ()


@pytest.mark.parametrize("wishes", [WISHES, MATCHING_WISHES])
def test_even_the_longest_name_can_be_read_in_a_plan(wishes):
    everything = {wish.info.id: MOST_WEIGHT for wish in wishes}
    assert len(weighted_id(everything)) <= LONGEST_ID
