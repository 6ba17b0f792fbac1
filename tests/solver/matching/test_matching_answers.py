"""Answers about matchings against brute force over all plans of small worlds."""

from dataclasses import replace
from functools import cache, partial

import pytest

from solver.matching.explanation.alternatives import alternatives
from solver.matching.explanation.basis import Basis, basis_of
from solver.matching.explanation.changes.amounts import CENTS_PER_EURO
from solver.matching.explanation.changes.change import ChangeKind, Gain
from solver.matching.explanation.difference import (
    ChangeOf,
    difference_statements,
    differences,
)
from solver.matching.explanation.forcing import force
from solver.matching.explanation.pair_cost import full_statements, pair_cost
from solver.matching.explanation.reasons import breaches_with
from solver.matching.explanation.sentences import sentence
from solver.matching.explanation.single_change import single_change
from solver.matching.explanation.why_unserved import why_unserved
from solver.matching.planning import solve
from solver.matching.problem import (
    CoachId,
    Engagement,
    KindergartenId,
    MatchingProblem,
    Stage,
)
from solver.result import SolveLimits
from tests.solver.matching.oracle import breached, vector
from tests.solver.matching.worlds import a_world, every_plan, the_profile

LIMITS = SolveLimits(seconds=120, workers=1)
SEEDS = range(100, 116)


@cache
def basis(seed: int) -> Basis:
    problem = a_world(seed)
    return basis_of(problem, the_profile(), planned(problem))


def planned(problem: MatchingProblem):
    return solve(problem, the_profile(), LIMITS).plan


@cache
def allowed(seed: int) -> tuple[tuple[Engagement, ...], ...]:
    problem = a_world(seed)
    return tuple(p for p in every_plan(problem) if not breached(problem, p))


def served(plan: tuple[Engagement, ...], kindergarten: str, half_hours: int = 1):
    return any(
        e.kindergarten == kindergarten and e.half_hours >= half_hours for e in plan
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_the_forced_matching_is_the_best_of_all_with_the_pair(seed: int):
    found = basis(seed)
    for coach, kindergarten in found.choices:
        cost = force(found, kindergarten, [coach], LIMITS)
        vectors = [
            vector(found.problem, plan)
            for plan in allowed(seed)
            if any((e.coach, e.kindergarten) == (coach, kindergarten) for e in plan)
        ]
        assert cost.decided
        assert bool(cost.unmet) == (not vectors)
        if vectors:
            assert cost.proven
            assert cost.vector == min(vectors)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_question_has_an_answer_whose_sentences_are_whole(seed: int):
    found = basis(seed)
    answers = [
        pair_cost(found, kindergarten, coach, LIMITS)
        for kindergarten in found.problem.kindergartens
        for coach in found.problem.coaches
    ]
    answers += [alternatives(found, id_, limits=LIMITS) for id_ in found.taken]
    answers += [
        why_unserved(found, one.kindergarten, LIMITS) for one in found.plan.unserved
    ]
    for answer in answers:
        assert answer.statements
        assert all(sentence(said.kind, said.facts) for said in answer.statements)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_helps_is_the_least_that_does(seed: int):
    found = basis(seed)
    for one in found.plan.unserved:
        answer = single_change(found, one.kindergarten, limits=LIMITS)
        assert answer.smallest
        told = {helps.change.kind: helps.change for helps in answer.helping}
        for kind, least in _least(found.problem, seed, one.kindergarten).items():
            assert (told[kind].size if kind in told else None) == least, kind


def _least(
    problem: MatchingProblem, seed: int, kindergarten: str
) -> dict[ChangeKind, int | None]:
    """The fewest half-hours and euros that serve one more, by trying them all."""
    now = _counts(problem, basis(seed).plan.assignments)
    begins = problem.kindergartens[KindergartenId(kindergarten)].stage is Stage.START
    wanted = [
        plan
        for plan in every_plan(problem)
        if served(plan, kindergarten)
        and _counts(problem, plan)[0] <= now[0] - begins
        and _counts(problem, plan)[1] <= now[1] - 1
    ]
    wrong = {plan: breached(problem, plan) for plan in wanted}
    hours = [plan for plan in wanted if wrong[plan] == {"coach-hours"}]
    budget = [plan for plan in wanted if wrong[plan] == {"county-budget"}]
    county = problem.kindergartens[KindergartenId(kindergarten)].county
    sizes = [
        _fewest(_with_longer(problem, plan, kindergarten), plan, 40) for plan in hours
    ]
    money = problem.counties[county].budget_cents or 0
    richer = partial(_richer, problem, county, money)
    euros = [_fewest(richer, plan, 20_000) for plan in budget]
    return {
        ChangeKind.HOURS: min(filter(None, sizes), default=None),
        ChangeKind.BUDGET: min(filter(None, euros), default=None),
    }


def _counts(problem: MatchingProblem, plan) -> tuple[int, int]:
    """Kindergartens that are open and alone: those that begin, and all."""
    taken = {e.kindergarten for e in (*plan, *problem.fixed)}
    alone = [k for k in problem.kindergartens.values() if k.id not in taken]
    return sum(k.stage is Stage.START for k in alone), len(alone)


def _fewest(changed, plan, most: int) -> int | None:
    """The least size with which a plan breaks nothing; more never harms."""
    low, high = 0, most
    if breached(changed(most), plan):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        if breached(changed(middle), plan):
            low = middle
        else:
            high = middle
    return high


def _with_longer(problem: MatchingProblem, plan, kindergarten: str):
    return partial(_longer, problem, engagement_of(plan, kindergarten).coach)


def engagement_of(plan: tuple[Engagement, ...], kindergarten: str) -> Engagement:
    return next(e for e in plan if e.kindergarten == kindergarten)


def _longer(problem: MatchingProblem, coach: CoachId, half_hours: int):
    found = problem.coaches[coach]
    months = {m: n + 30 * half_hours for m, n in found.minutes_by_month.items()}
    longer = replace(
        found,
        monthly_minutes=found.monthly_minutes + 30 * half_hours,
        minutes_by_month=months,
    )
    return replace(problem, coaches={**problem.coaches, coach: longer})


def _richer(problem: MatchingProblem, county, money: int, euros: int):
    richer = replace(
        problem.counties[county], budget_cents=money + euros * CENTS_PER_EURO
    )
    return replace(problem, counties={**problem.counties, county: richer})


@pytest.mark.parametrize("seed", SEEDS)
def test_a_change_that_is_told_serves_it_by_the_oracle(seed: int):
    found = basis(seed)
    for one in found.plan.unserved:
        for helps in single_change(found, one.kindergarten, limits=LIMITS).helping:
            changed = helps.change.make()
            assert any(
                served(plan, one.kindergarten) and not breached(changed, plan)
                for plan in every_plan(changed)
            )


@pytest.mark.parametrize("seed", SEEDS)
def test_all_hours_are_told_only_where_they_can_be_had(seed: int):
    found = basis(seed)
    for engagement in found.plan.assignments:
        id_ = engagement.kindergarten
        wished = found.problem.kindergartens[id_].wished_half_hours
        if engagement.half_hours == wished:
            continue
        answer = single_change(found, id_, Gain.HOURS, LIMITS)
        for helps in answer.helping:
            changed = helps.change.make()
            assert any(
                served(plan, id_, wished) and not breached(changed, plan)
                for plan in every_plan(changed)
            )


def test_nothing_has_changed_between_a_plan_and_itself():
    found = basis(100)
    (said,) = difference_statements(differences(found, found))
    assert said.kind == "nothing-changed"


@pytest.mark.parametrize("seed", SEEDS)
def test_what_changed_is_told_with_a_reason(seed: int):
    old = basis(seed)
    for engagement in old.plan.assignments:
        coaches = dict(old.problem.coaches)
        if any(e.coach == engagement.coach for e in old.problem.fixed):
            continue
        del coaches[engagement.coach]
        problem = _without(replace(old.problem, coaches=coaches), engagement.coach)
        new = basis_of(problem, the_profile(), planned(problem))
        found = {d.kindergarten: d for d in differences(old, new, LIMITS)}
        mine = found[engagement.kindergarten]
        assert mine.change in (ChangeOf.COACH, ChangeOf.ENDED)
        assert "coach-gone" in {said.kind for said in mine.statements}
        for one in found.values():
            assert (one.change is ChangeOf.KEPT) == (not one.statements)
            assert all(sentence(said.kind, said.facts) for said in one.statements)


def test_who_holds_hours_and_number_is_told_once():
    """Ten kindergartens stood twice: as holding the hours, and as being too many."""
    both = 0
    for seed in range(100, 140):
        found = basis(seed)
        for coach, kindergarten in found.choices:
            house = found.problem.kindergartens[kindergarten]
            option = Engagement(kindergarten, coach, house.min_half_hours)
            beside = [
                e for e in found.plan.assignments if e.kindergarten != kindergarten
            ]
            full = tuple(breaches_with(found.index, found.rules, option, beside))
            said = list(full_statements(found, option, full))
            assert all(said.count(one) == 1 for one in said)
            rules = {refused.rule for refused in full}
            both += {"coach-hours", "kindergartens-per-coach"} <= rules
    assert both


def _without(problem: MatchingProblem, coach: str) -> MatchingProblem:
    """The problem without all that names the coach."""
    tables = {
        name: {
            pair: n for pair, n in getattr(problem, name).items() if pair[0] != coach
        }
        for name in ("ways", "use_minutes", "scores")
    }
    tables["ways_from"] = {
        month: {pair: way for pair, way in ways.items() if pair[0] != coach}
        for month, ways in problem.ways_from.items()
    }
    lists = {
        name: tuple(item for item in getattr(problem, name) if item.coach != coach)
        for name in ("conflicts", "refused")
    }
    return replace(problem, **tables, **lists)
