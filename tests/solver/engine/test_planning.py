"""From a problem to a plan: proven, the same every time, right in the corners."""

import time
from dataclasses import replace
from itertools import pairwise

import pytest

from solver import solve
from solver.engine import budget, components
from solver.engine import tiers as engine_tiers
from solver.errors import ProblemError
from solver.result import Contradiction, Progress, Solved, SolveLimits, Stopped
from solver.slots import Slot
from solver.substitution.audit import audit
from solver.substitution.codec import plan_to_bytes
from solver.substitution.index import ProblemIndex
from solver.substitution.plan import Plan
from solver.substitution.planning import contradictions
from solver.substitution.problem import Cover, FixedCover, FixedKind, Problem
from solver.substitution.rules import load_rules
from tests.benchmarks.instances import town_week
from tests.benchmarks.profile import the_profile
from tests.quickest import quickest

PROFILE = the_profile()
ONE = SolveLimits(workers=1)


@pytest.fixture(scope="module")
def town() -> Problem:
    return town_week(20, 4, 5, 3)


@pytest.fixture(scope="module")
def plan(town: Problem) -> Plan:
    result = solve(town, PROFILE, ONE)
    assert isinstance(result, Solved)
    return result.plan


def test_every_tier_is_proven_and_counted_right(town: Problem, plan: Plan):
    report = audit(town, PROFILE, plan)
    assert report.accepted
    assert all(tier.proven for tier in plan.tiers)
    assert plan.unique
    assert [(t.id, t.value) for t in plan.tiers] == [
        (t.id, t.value) for t in report.tiers
    ]


def test_the_town_is_no_walkover(plan: Plan):
    values = {tier.id: tier.value for tier in plan.tiers}
    assert values["uncovered"] > 0
    assert values["continuity"] > 0


def test_everything_has_a_reason(town: Problem, plan: Plan):
    assert [reason.option for reason in plan.reasons] == list(plan.assignments)
    links = {link.absent for link in town.links}
    needs = {need.id: need for need in town.needs}
    for gap in plan.gaps:
        assert gap.refusals or needs[gap.need].absent not in links
    assert plan.not_checked == load_rules(PROFILE).not_checked


def test_assignments_and_gaps_make_up_the_needs(town: Problem, plan: Plan):
    wanted = sum(need.slot.minutes for need in town.needs)
    taken = sum(option.slot.minutes for option in plan.assignments)
    assert taken + sum(gap.slot.minutes for gap in plan.gaps) == wanted


def test_any_number_of_workers_and_any_seed_give_the_same_bytes(
    town: Problem, plan: Plan
):
    for limits in (
        SolveLimits(workers=1, seed=5),
        SolveLimits(workers=2),
        SolveLimits(workers=2, seed=9),
        SolveLimits(workers=8, seed=3),
    ):
        assert plan_to_bytes(solve(town, PROFILE, limits).plan) == plan_to_bytes(plan)


def test_the_order_of_the_problem_does_not_matter(town: Problem, plan: Plan):
    turned = replace(town, needs=town.needs[::-1], links=town.links[::-1])
    result = solve(turned, PROFILE, ONE)
    assert [(t.id, t.value) for t in result.plan.tiers] == [
        (t.id, t.value) for t in plan.tiers
    ]
    assert {option.cover for option in result.plan.assignments} == {
        option.cover for option in plan.assignments
    }


def test_without_decomposition_the_same_vector(town: Problem, plan: Plan, monkeypatch):
    def undivided(face, rows, idle):
        return (engine_tiers.whole(face, rows, idle),)

    monkeypatch.setattr(engine_tiers, "independent_parts", undivided)
    monkeypatch.setattr(components, "independent_parts", undivided)
    assert solve(town, PROFILE, ONE).plan.tiers == plan.tiers


def test_a_deterministic_limit_gives_the_same_bytes_and_honest_bounds(
    town: Problem, plan: Plan
):
    limits = SolveLimits(workers=1, deterministic=1e-4)
    first, again = (solve(town, PROFILE, limits) for _ in range(2))
    assert plan_to_bytes(first.plan) == plan_to_bytes(again.plan)
    assert first.plan.tiers[0].bound <= plan.tiers[0].value
    assert first.plan.tiers[0].value >= plan.tiers[0].value


def test_no_time_at_all_gives_the_first_plan_with_honest_bounds(
    town: Problem, plan: Plan, monkeypatch: pytest.MonkeyPatch
):
    # What a small problem gets in any case; a busy machine is slower at it.
    monkeypatch.setattr(budget, "LEAST_BUILDING_SECONDS", 30.0)
    result = solve(town, PROFILE, SolveLimits(seconds=0.0))
    assert isinstance(result, Solved)
    assert audit(town, PROFILE, result.plan).accepted
    assert result.plan.assignments
    first = result.plan.tiers[0]
    assert first.bound <= plan.tiers[0].value <= first.value
    for upper, lower in pairwise(result.plan.tiers):
        assert lower.conditional or upper.value == upper.bound


def test_without_any_time_what_was_published_stays(
    town: Problem, plan: Plan, monkeypatch: pytest.MonkeyPatch
):
    # What a small problem gets in any case; a busy machine is slower at it.
    monkeypatch.setattr(budget, "LEAST_BUILDING_SECONDS", 30.0)
    covers = tuple(option.cover for option in plan.assignments)
    result = solve(replace(town, published=covers), PROFILE, SolveLimits(seconds=0.0))
    assert set(covers) <= {option.cover for option in result.plan.assignments}


def test_a_stop_before_the_options_leaves_no_plan(town: Problem):
    assert solve(town, PROFILE, ONE, should_stop=lambda: True) == Stopped(None)


def test_a_stop_under_way_leaves_the_best_plan_at_once():
    problem = town_week(95, 10, 5, 1)

    def stop() -> float:
        reached: list[Progress] = []
        asked_at: list[float] = []

        def should_stop() -> bool:
            if reached and reached[-1].phase == "tiers":
                asked_at.append(time.monotonic())
                return True
            return False

        result = solve(
            problem, PROFILE, progress=reached.append, should_stop=should_stop
        )
        took = time.monotonic() - asked_at[0]
        assert isinstance(result, Stopped)
        assert result.plan is not None
        assert result.plan.assignments
        return took

    # A tenth of it on a quiet machine; reasons and gaps are part of the answer.
    assert quickest(stop, within=0.5) < 0.5


def test_progress_grows_and_tells_the_tiers(town: Problem, plan: Plan):
    told: list[Progress] = []
    solve(town, PROFILE, ONE, progress=told.append)
    assert all(one.share <= other.share for one, other in pairwise(told))
    assert told[0].share == 0.0
    assert told[-1] == Progress(1.0, "done", plan.tiers)
    counts = [len(p.tiers) for p in told if p.phase == "tiers"]
    assert counts == list(range(len(plan.tiers) + 1))


def test_nothing_needed_nothing_planned(town: Problem):
    result = solve(replace(town, needs=()), PROFILE, ONE)
    assert isinstance(result, Solved)
    assert (result.plan.assignments, result.plan.gaps) == ((), ())
    assert all(tier.proven and tier.value == 0 for tier in result.plan.tiers)


def test_nobody_to_ask_leaves_every_need_open(town: Problem):
    result = solve(replace(town, links=()), PROFILE, ONE)
    assert isinstance(result, Solved)
    _everything_open(town, result.plan)


def test_everybody_absent_leaves_every_need_open(town: Problem):
    days = range(town.first_day, town.last_day + 1)
    away = {
        key: replace(person, absent=dict.fromkeys(days, (Slot(0, 1440),)))
        for key, person in town.persons.items()
    }
    result = solve(replace(town, persons=away, presences=()), PROFILE, ONE)
    assert isinstance(result, Solved)
    _everything_open(town, result.plan)


def _everything_open(town: Problem, plan: Plan) -> None:
    assert plan.assignments == ()
    assert len(plan.gaps) == len(town.needs)
    assert all(tier.proven for tier in plan.tiers)
    assert plan.tiers[0].value == sum(need.slot.minutes for need in town.needs)


def test_pins_that_exclude_one_another_are_told_and_the_rest_is_planned(
    town: Problem, plan: Plan
):
    option = plan.assignments[0]
    others = [o for o in plan.assignments if o.person != option.person]
    one = option.cover
    other = Cover(one.child, one.day, one.slot, others[0].person, others[0].place)
    pins = tuple(FixedCover(cover, FixedKind.PINNED) for cover in (one, other))
    pinned = replace(town, fixed=pins)
    result = solve(pinned, PROFILE, ONE)
    assert isinstance(result, Contradiction)
    assert result.findings == contradictions(ProblemIndex(pinned), load_rules(PROFILE))
    assert all(not finding.decided for finding in result.findings)
    assert one.child in result.findings[0].subjects
    assert result.plan.assignments
    assert audit(pinned, PROFILE, result.plan).accepted


def test_a_pin_alone_is_no_contradiction(town: Problem, plan: Plan):
    pin = FixedCover(plan.assignments[0].cover, FixedKind.PINNED)
    result = solve(replace(town, fixed=(pin,)), PROFILE, ONE)
    assert isinstance(result, Solved)


def test_a_problem_that_names_strangers_is_refused(town: Problem):
    stranger = replace(town.needs[0], child="nobody")
    with pytest.raises(ProblemError, match="nobody"):
        solve(replace(town, needs=(stranger,)), PROFILE, ONE)
