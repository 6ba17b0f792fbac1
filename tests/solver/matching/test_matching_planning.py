"""A matching is solved as a substitution is: progress, stop, one best plan."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver import solve
from solver.documents import DocumentError
from solver.errors import ProblemError
from solver.matching.audit import audit
from solver.matching.codec import (
    plan_from_bytes,
    plan_to_bytes,
    problem_from_bytes,
    problem_to_bytes,
)
from solver.matching.explanation.sentences import sentence
from solver.matching.plan import MatchingPlan
from solver.matching.problem import (
    Coach,
    CoachId,
    County,
    CountyId,
    Engagement,
    Kindergarten,
    KindergartenId,
    MatchingProblem,
    Month,
    Stage,
    Way,
)
from solver.result import Contradiction, Progress, Solved, SolveLimits, Stopped
from tests.solver.matching.oracle import breached
from tests.solver.matching.worlds import YEAR, a_world, the_profile

ONE = SolveLimits(seconds=120, workers=1)


def twins(kindergartens: int, coaches: int, budget: int) -> MatchingProblem:
    """Everybody alike, so that only ranks tell matchings apart."""
    county = County(CountyId("kreis"), budget)
    houses = {
        KindergartenId(f"k{i}"): Kindergarten(
            KindergartenId(f"k{i}"), county.id, Stage.BUILDING, YEAR, YEAR, 4, 8
        )
        for i in range(kindergartens)
    }
    people = {
        CoachId(f"c{i}"): Coach(CoachId(f"c{i}"), 600, fee_cents_per_hour=200)
        for i in range(coaches)
    }
    ways = {(c, k): Way(10) for c in people for k in houses}
    return MatchingProblem(people, houses, {county.id: county}, ways)


def test_progress_grows_and_ends_and_better_plans_are_offered():
    told: list[Progress] = []
    plans: list[MatchingPlan] = []
    result = solve(
        a_world(3), the_profile(), ONE, told.append, None, lambda w: plans.append(w())
    )
    assert isinstance(result, Solved)
    shares = [progress.share for progress in told]
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert told[-1].tiers == result.plan.tiers
    assert plans[0].assignments == ()
    assert len(plans[0].unserved) == 3
    assert len(plans) >= 2


def test_a_stop_before_anything_gives_no_plan():
    result = solve(a_world(3), the_profile(), ONE, should_stop=lambda: True)
    assert result == Stopped(None)


def test_without_time_the_bounds_are_honest():
    plan = solve(twins(6, 3, 10**6), the_profile(), SolveLimits(seconds=0)).plan
    assert audit(twins(6, 3, 10**6), the_profile(), plan).accepted
    assert all(tier.bound <= tier.value for tier in plan.tiers)
    assert not plan.unique


@pytest.mark.parametrize("budget", [7_000, 10_000, 10**6])
def test_of_many_equal_matchings_the_same_one_is_found(budget: int):
    """A tight budget leaves hours to be shared out, which are numbers, not choices."""
    problem = twins(5, 3, budget)
    backwards = replace(
        problem,
        coaches=dict(reversed(problem.coaches.items())),
        kindergartens=dict(reversed(problem.kindergartens.items())),
        ways=dict(reversed(problem.ways.items())),
    )
    plans = [
        solve(one, the_profile(), limits).plan
        for one in (problem, backwards)
        for limits in (ONE, SolveLimits(seconds=120, workers=2, seed=5))
    ]
    assert all(plan.unique for plan in plans)
    assert len({plan.assignments for plan in plans}) == 1


def test_two_coaches_agreed_for_one_contradict_and_the_rest_is_planned():
    problem = twins(3, 3, 10**6)
    fixed = tuple(Engagement(KindergartenId("k0"), CoachId(c), 4) for c in ("c0", "c1"))
    result = solve(replace(problem, fixed=fixed), the_profile(), ONE)
    assert isinstance(result, Contradiction)
    (finding,) = result.findings
    assert sentence(finding.rule, finding.facts).startswith("k0 hätte 2")
    assert len(result.plan.assignments) == 2


def test_a_problem_that_contradicts_itself_is_refused_with_every_fault():
    problem = twins(2, 1, 10**6)
    house = problem.kindergartens[KindergartenId("k0")]
    wrong = replace(
        problem,
        kindergartens={
            **problem.kindergartens,
            house.id: replace(
                house,
                county=CountyId("?"),
                last_month=Month(YEAR - 1),
                min_half_hours=9,
            ),
        },
        coaches={
            CoachId("c0"): Coach(
                CoachId("c0"), -1, fee_cents_per_hour=3, topics={"t": 4}
            )
        },
        fixed=(Engagement(KindergartenId("weg"), CoachId("c0"), 0),),
    )
    with pytest.raises(ProblemError) as caught:
        solve(wrong, the_profile(), ONE)
    for place in (
        "/content/kindergartens/k0/county",
        "/content/kindergartens/k0/last_month",
        "/content/kindergartens/k0/wished_half_hours",
        "/content/coaches/c0/monthly_minutes",
        "/content/coaches/c0/fee_cents_per_hour",
        "/content/coaches/c0/topics/t",
        "/content/fixed/0/kindergarten",
        "/content/fixed/0/half_hours",
    ):
        assert f"{place}: " in str(caught.value)


@pytest.mark.parametrize("seed", range(12))
def test_the_audit_finds_what_the_oracle_finds(seed: int):
    problem = a_world(seed)
    plan = tuple(
        Engagement(id_, coach, house.wished_half_hours)
        for (id_, house), coach in zip(
            problem.kindergartens.items(),
            [*problem.coaches, *problem.coaches],
            strict=False,
        )
    )
    report = audit(problem, the_profile(), MatchingPlan(plan))
    found = {finding.rule for finding in report.findings if finding.decided}
    assert found == breached(problem, plan)
    assert report.accepted == (not found)


def _over_a_year(problem: MatchingProblem) -> MatchingProblem:
    houses = {
        id_: replace(house, last_month=Month(YEAR + 11))
        for id_, house in problem.kindergartens.items()
    }
    return replace(problem, kindergartens=houses)


def test_hours_too_many_were_a_finding_for_every_month_bug():
    """One engagement of a year that a coach has no time for was told twelve times."""
    problem = _over_a_year(twins(1, 1, 10**6))
    coach = replace(
        problem.coaches[CoachId("c0")],
        monthly_minutes=100,
        minutes_by_month={Month(YEAR + 6): 600, Month(YEAR + 8): 60},
    )
    busy = replace(problem, coaches={coach.id: coach})
    taken = Engagement(KindergartenId("k0"), coach.id, 4)
    for fixed, plan in (((), (taken,)), ((taken,), ())):
        asked = replace(busy, fixed=fixed)
        report = audit(asked, the_profile(), MatchingPlan(plan))
        (found,) = (f for f in report.findings if f.rule == "coach-hours")
        assert found.decided is bool(plan)
        assert found.facts["months"] == "2027-01/2027-06,2027-08/2027-12"
        assert sentence(found.rule, found.facts) == (
            "c0 hätte mit Wegen mehr Minuten, als vereinbart sind: 01/2027–06/2027,"
            " 08/2027–12/2027; am meisten im Monat 09/2027: 140 (vereinbart: 60)."
        )


def test_hours_too_many_in_one_month_are_told_as_before():
    problem = _over_a_year(twins(1, 1, 10**6))
    coach = replace(
        problem.coaches[CoachId("c0")], minutes_by_month={Month(YEAR + 6): 100}
    )
    plan = MatchingPlan((Engagement(KindergartenId("k0"), coach.id, 4),))
    busy = replace(problem, coaches={coach.id: coach})
    (found,) = audit(busy, the_profile(), plan).findings
    assert sentence(found.rule, found.facts) == (
        "c0 hätte im Monat 07/2027 140 Minuten mit Wegen (vereinbart: 100)."
    )


def test_an_engagement_of_nobody_is_a_finding_and_no_crash():
    strange = (
        Engagement(KindergartenId("?"), CoachId("c0"), 4),
        Engagement(KindergartenId("k0"), CoachId("?"), 4),
    )
    report = audit(twins(1, 1, 10**6), the_profile(), MatchingPlan(strange))
    assert not report.accepted
    told = [sentence(f.rule, f.facts) for f in report.findings]
    assert [text.rpartition(": ")[2] for text in told] == [
        "diese Einrichtung gibt es nicht.",
        "diese Prozessbegleitung gibt es nicht.",
    ]


@pytest.mark.parametrize("seed", range(20))
def test_problem_and_plan_come_back_as_they_were(seed: int):
    problem = a_world(seed)
    document = problem_to_bytes(problem)
    assert problem_from_bytes(document) == problem
    assert problem_to_bytes(problem_from_bytes(document)) == document
    plan = solve(problem, the_profile(), ONE).plan
    assert plan_from_bytes(plan_to_bytes(plan)) == plan


@settings(max_examples=40, deadline=None)
@given(plan=st.from_type(MatchingPlan))
def test_any_plan_comes_back_as_it_was(plan: MatchingPlan):
    assert plan_from_bytes(plan_to_bytes(plan)) == plan


def test_a_stored_problem_that_contradicts_itself_is_told():
    problem = replace(a_world(0), counties={})
    with pytest.raises(DocumentError) as caught:
        problem_from_bytes(problem_to_bytes(problem))
    assert all(fault.pointer.endswith("/county") for fault in caught.value.faults)
