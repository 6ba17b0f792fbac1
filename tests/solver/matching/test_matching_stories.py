"""Golden matchings: each a story, its one best plan, and what is told of it.

``fixtures/scenarios/matching/NAME/problem.json`` is a document for ``lueckenlos
solve``, its title the story; ``expected.json`` beside it was read line by line. A plan
that is best by luck would flicker: every optimum is the only one, tried by brute force.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from service.solving.rules import rules_for
from solver.exchange.kinds import read_problem
from solver.matching.audit import audit, audit_with
from solver.matching.explanation.basis import Basis, basis_of
from solver.matching.explanation.changes.change import Gain
from solver.matching.explanation.sentences import ENGAGEMENT_SENTENCE, sentence
from solver.matching.explanation.single_change import single_change
from solver.matching.plan import MatchingPlan
from solver.matching.planning import solve
from solver.matching.problem import MatchingProblem
from solver.profile import RuleProfile
from solver.result import SolveLimits
from solver.sentences import filled
from tests.solver.matching.worlds import every_plan

FOLDER = Path(__file__).parents[3] / "fixtures" / "scenarios" / "matching"
NAMES = sorted(path.parent.name for path in FOLDER.glob("*/problem.json"))


@dataclass(frozen=True)
class Story:
    title: str
    problem: MatchingProblem
    profile: RuleProfile
    expected: dict
    plan: MatchingPlan

    @property
    def basis(self) -> Basis:
        return basis_of(self.problem, self.profile, self.plan)


@cache
def story(name: str) -> Story:
    kind, outside = read_problem((FOLDER / name / "problem.json").read_bytes())
    profile = rules_for(outside, None, kind)
    return Story(
        outside.title,
        outside.problem,
        profile,
        json.loads((FOLDER / name / "expected.json").read_text()),
        solve(outside.problem, profile, SolveLimits(seconds=120, workers=1)).plan,
    )


def changes(basis: Basis, kindergarten: str, gain: Gain) -> list[str]:
    found = single_change(basis, kindergarten, gain)
    return [sentence(said.kind, said.facts) for said in found.statements]


def test_there_are_enough_stories():
    assert len(NAMES) >= 10
    titles = [story(name).title for name in NAMES]
    assert all(len(title) > 40 for title in titles)
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("name", NAMES)
def test_the_matching_is_the_expected_one_and_proven(name: str):
    found, plan = story(name), story(name).plan
    assert all(tier.proven for tier in plan.tiers)
    assert {tier.id: tier.value for tier in plan.tiers} == found.expected["tiers"]
    told = {reason.engagement: reason.facts for reason in plan.reasons}
    assert [
        {
            "kindergarten": e.kindergarten,
            "coach": e.coach,
            "half_hours": e.half_hours,
            "sentence": filled(ENGAGEMENT_SENTENCE, told[e], {}),
        }
        for e in plan.assignments
    ] == found.expected["assignments"]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_missing_is_explained_with_what_would_help(name: str):
    found = story(name)
    plan, kindergartens = found.plan, found.problem.kindergartens
    assert [
        {
            "kindergarten": one.kindergarten,
            "sentences": [sentence(r.rule, r.facts) for r in one.refusals],
            "changes": changes(found.basis, one.kindergarten, Gain.SERVED),
        }
        for one in plan.unserved
    ] == found.expected["unserved"]
    short = [
        e.kindergarten
        for e in plan.assignments
        if e.half_hours < kindergartens[e.kindergarten].wished_half_hours
    ]
    hours = {id_: changes(found.basis, id_, Gain.HOURS) for id_ in short}
    assert hours == found.expected["hours"]


@pytest.mark.parametrize("name", NAMES)
def test_the_audit_accepts_the_matching_and_no_other_is_as_good(name: str):
    found = story(name)
    report = audit(found.problem, found.profile, found.plan)
    assert report.accepted
    said = [sentence(f.rule, f.facts) for f in report.findings]
    assert said == found.expected["findings"]
    assert found.plan.unique
    basis = found.basis
    best: dict[tuple[int, ...], list[set]] = {}
    for engagements in every_plan(found.problem):
        other = audit_with(basis.index, basis.rules, MatchingPlan(engagements))
        if other.accepted:
            vector = tuple(tier.value for tier in other.tiers)
            best.setdefault(vector, []).append(set(engagements))
    assert best[min(best)] == [set(found.plan.assignments)]
