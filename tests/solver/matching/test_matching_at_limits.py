"""What is agreed already, what a problem leaves out, and what is said first."""

from collections import Counter
from dataclasses import replace

import pytest

from solver.matching.index import MatchingIndex
from solver.matching.kinds import JointRule
from solver.matching.plan import MatchingPlan
from solver.matching.planning import solve
from solver.matching.problem import Engagement, MatchingProblem
from solver.matching.rules import RULES, WISHES, catalogue, load_rules
from solver.rule import RuleId
from tests.solver.matching.oracle import breached
from tests.solver.matching.test_matching_agreement import some_plans
from tests.solver.matching.worlds import a_world, the_profile

JOINT = {kind.info.id for kind in RULES if issubclass(kind, JointRule)}


def shown(problem: MatchingProblem, agreed: tuple[Engagement, ...]) -> set[RuleId]:
    """Rules that break where a plan is agreed already and nothing is decided."""
    index = MatchingIndex(replace(problem, fixed=agreed))
    findings = [
        finding
        for rule in load_rules(the_profile()).joint
        for finding in rule.check(index, MatchingPlan(()))
    ]
    assert not any(finding.decided for finding in findings)
    return {finding.rule for finding in findings}


def test_what_is_agreed_beyond_a_limit_is_shown_and_nothing_else():
    seen: Counter[str] = Counter()
    for seed in range(20):
        problem = replace(a_world(seed), fixed=())
        for plan in some_plans(problem, seed):
            broken = breached(problem, plan) & JOINT
            assert shown(problem, plan) == broken, seed
            seen.update(broken or {"nothing"})
    assert min(seen[rule] for rule in ({"nothing"} | JOINT) - {"one-coach"}) > 20


def test_a_second_coach_agreed_is_shown():
    problem = a_world(0)
    kindergarten = next(iter(problem.kindergartens))
    agreed = tuple(Engagement(kindergarten, coach, 4) for coach in problem.coaches)
    assert "one-coach" not in shown(problem, agreed[:1])
    assert "one-coach" in shown(problem, agreed[:2])


def test_of_several_languages_the_first_by_name_is_told():
    problem = a_world(0)
    coach, kindergarten = next(iter(problem.coaches)), next(iter(problem.kindergartens))
    asking = replace(
        problem.kindergartens[kindergarten], languages=frozenset({"ar", "pl", "tr"})
    )
    speaking = replace(problem.coaches[coach], languages=frozenset({"tr"}))
    index = MatchingIndex(
        replace(
            problem,
            coaches={**problem.coaches, coach: speaking},
            kindergartens={**problem.kindergartens, kindergarten: asking},
        )
    )
    rules = {rule.id: rule for rule in load_rules(the_profile()).pair}
    refusal = rules[RuleId("same-language")].refuse(
        index, Engagement(kindergarten, coach, 4)
    )
    assert refusal is not None
    assert refusal.facts["language"] == "ar"


@pytest.mark.parametrize("priced", [True, False])
def test_a_pair_without_a_price_costs_nothing(*, priced: bool):
    problem = a_world(0)
    coach, kindergarten = next(iter(problem.coaches)), next(iter(problem.kindergartens))
    others = {p: v for p, v in problem.scores.items() if p != (coach, kindergarten)}
    scores = {**others, (coach, kindergarten): 7} if priced else others
    index = MatchingIndex(replace(problem, fixed=(), scores=scores, unserved_score=0))
    wish = next(w for w in load_rules(the_profile()).wishes if w.id == "score")
    plan = MatchingPlan((Engagement(kindergarten, coach, 4),))
    assert wish.measure(index, plan) == (7 if priced else 0)


def test_who_gives_no_limits_gets_the_usual_ones():
    plan = solve(a_world(0), the_profile()).plan
    assert all(tier.proven for tier in plan.tiers)


def test_the_catalogue_lists_every_rule_and_wish_by_number():
    infos = catalogue()
    assert {info.id for info in infos} >= {k.info.id for k in (*RULES, *WISHES)}
    numbers = [info.number for info in infos]
    assert numbers == sorted(numbers)
    assert len(set(numbers)) == len(numbers)
