"""Contact visits: the model finds what trying everything finds, tier by tier."""

import pytest

from solver.audit import AuditReport
from solver.result import SolveLimits
from solver.visits.audit import audit
from solver.visits.index import VisitIndex
from solver.visits.plan import VisitPlan
from solver.visits.planning import solve
from solver.visits.problem import Visit
from solver.visits.rules import load_rules
from tests.solver.visits.worlds import a_world, everything, the_profile

LIMITS = SolveLimits(seconds=120, workers=1)
#: Numbers that bind in small worlds.
TIGHT = the_profile(
    contact_visits_per_day={"most_visits": 2},
    contact_daily_limit={"limit_minutes": 300, "extended_minutes": 330},
    contact_breaks={"alone_minutes": 200},
    contact_reach={"most_minutes": 20},
)
MOST_TRIED = 1_500
#: Worlds with few enough plans to try all of them.
SMALL_ENOUGH = (0, 1, 2, 3, 5, 6, 7, 9, 10, 11, 12, 14)


def _tiers(report: AuditReport) -> tuple[int, ...]:
    return tuple(tier.value for tier in report.tiers)


@pytest.mark.parametrize("profile", [the_profile(), TIGHT], ids=["wide", "tight"])
@pytest.mark.parametrize("seed", SMALL_ENOUGH)
def test_nothing_is_better_than_what_is_planned(seed: int, profile) -> None:
    problem = a_world(seed)
    index, rules = VisitIndex(problem), load_rules(profile)
    plans = list(everything(index, rules))
    assert len(plans) <= MOST_TRIED
    best: tuple[int, ...] | None = None
    for visits in plans:
        if breaks(index, rules, visits):
            continue
        value = tuple(
            wish.measure(index, VisitPlan(visits))
            for wish in rules.wishes
            if wish.applies(index)
        )
        best = value if best is None else min(best, value)
    plan = solve(problem, profile, LIMITS)
    report = audit(problem, profile, plan)
    assert report.accepted, report.findings
    assert all(tier.proven for tier in plan.tiers)
    assert tuple(tier.value for tier in plan.tiers) == _tiers(report)
    assert _tiers(report) == best


def breaks(index: VisitIndex, rules, visits: tuple[Visit, ...]) -> bool:
    return any(
        finding for rule in rules.joint for finding in rule.breaches(index, visits)
    )


@pytest.mark.parametrize("seed", SMALL_ENOUGH[:4])
def test_without_any_time_there_is_a_plan_all_the_same_and_it_may_be(seed: int) -> None:
    problem = a_world(seed)
    plan = solve(problem, TIGHT, SolveLimits(seconds=0, workers=1))
    report = audit(problem, TIGHT, plan)
    assert report.accepted, report.findings
    for told, measured in zip(plan.tiers, report.tiers, strict=True):
        assert told.value == measured.value
        assert told.bound <= told.value
