"""Golden scenarios: each a story, its one best plan, and what is told of it.

``fixtures/scenarios/substitution/NAME/problem.json`` is a document for ``lueckenlos
solve``, its title the story; ``expected.json`` beside it was written by hand and
checked. A plan that is best by luck would flicker: every optimum is the only one.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from service.solving.rules import rules_for
from solver.exchange.translate import problem_from_document
from solver.profile import RuleProfile
from solver.result import SolveLimits
from solver.sentences import filled
from solver.slots import Slot
from solver.substitution.audit import audit
from solver.substitution.explanation.reasons import ASSIGNMENT_SENTENCE, sentence
from solver.substitution.index import ProblemIndex
from solver.substitution.options import generate
from solver.substitution.plan import Option, Plan
from solver.substitution.planning import solve
from solver.substitution.problem import Problem
from solver.substitution.rules import load_rules
from tests.solver.brute import plans

FOLDER = Path(__file__).parents[2] / "fixtures" / "scenarios" / "substitution"
NAMES = sorted(path.parent.name for path in FOLDER.glob("*/problem.json"))
#: Stories are small, so that every plan can be tried.
MOST_OPTIONS = 18


@dataclass(frozen=True)
class Scenario:
    title: str
    problem: Problem
    profile: RuleProfile
    expected: dict
    plan: Plan


@cache
def scenario(name: str) -> Scenario:
    outside = problem_from_document((FOLDER / name / "problem.json").read_bytes())
    profile = rules_for(outside, None)
    return Scenario(
        outside.title,
        outside.problem,
        profile,
        json.loads((FOLDER / name / "expected.json").read_text()),
        solve(outside.problem, profile, SolveLimits(seconds=120, workers=1)).plan,
    )


def clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def times(slot: Slot) -> dict[str, str]:
    return {"start": clock(slot.start), "end": clock(slot.end)}


def test_there_are_enough_stories():
    assert len(NAMES) >= 30
    titles = [scenario(name).title for name in NAMES]
    assert all(len(title) > 40 for title in titles)
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("name", NAMES)
def test_the_plan_is_the_expected_one_and_proven(name: str):
    found, plan = scenario(name), scenario(name).plan
    assert all(tier.proven for tier in plan.tiers)
    assert {tier.id: tier.value for tier in plan.tiers} == found.expected["tiers"]
    told = {reason.option: reason.facts for reason in plan.reasons}
    assert [
        {"need": o.need, "person": o.person, "place": o.place, **times(o.slot)}
        | {"sentence": filled(ASSIGNMENT_SENTENCE, told[o], {})}
        for o in plan.assignments
    ] == found.expected["assignments"]
    assert [
        {"need": gap.need, **times(gap.slot)}
        | {"sentences": [sentence(r.rule, r.facts) for r in gap.refusals]}
        for gap in plan.gaps
    ] == found.expected["gaps"]


@pytest.mark.parametrize("name", NAMES)
def test_the_audit_accepts_the_plan_and_shows_what_it_should(name: str):
    found = scenario(name)
    report = audit(found.problem, found.profile, found.plan)
    assert report.accepted
    said = [sentence(f.rule, f.facts) for f in report.findings]
    assert said == found.expected["findings"]


@pytest.mark.parametrize("name", NAMES)
def test_no_other_plan_is_as_good(name: str):
    found = scenario(name)
    assert found.plan.unique
    index, rules = ProblemIndex(found.problem), load_rules(found.profile)
    options = generate(index, rules).options
    assert len(options) <= MOST_OPTIONS
    wishes = [wish for wish in rules.wishes if wish.applies(index)]
    best: dict[tuple[int, ...], list[set[Option]]] = {}
    for plan in plans(index, rules, options):
        vector = tuple(wish.measure(index, plan) for wish in wishes)
        best.setdefault(vector, []).append(set(plan.assignments))
    assert best[min(best)] == [set(found.plan.assignments)]
