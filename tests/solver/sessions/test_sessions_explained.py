"""Answers about dates: each is checked against all plans there are."""

import pytest

from solver.result import SolveLimits
from solver.sentences import gaps_of
from solver.sessions.audit import audit
from solver.sessions.explanation.basis import Basis, basis_of
from solver.sessions.explanation.sentences import SENTENCES, sentence
from solver.sessions.explanation.single_change import single_change
from solver.sessions.explanation.why_date import why_date, why_not_day
from solver.sessions.plan import SessionPlan
from solver.sessions.planning import solve
from solver.sessions.problem import SessionProblem
from tests.solver.sessions.oracle import breached, vector
from tests.solver.sessions.test_sessions_agreement import countable, some_plans
from tests.solver.sessions.worlds import (
    COACH,
    a_world,
    every_plan,
    in_question,
    tight,
)

LIMITS = SolveLimits(seconds=120, workers=1)


def asked(problem: SessionProblem) -> Basis:
    return basis_of(problem, tight(), solve(problem, tight(), LIMITS), COACH)


def say(statements) -> list[str]:
    """Each sentence, its gaps exactly its facts."""
    for said in statements:
        assert gaps_of(SENTENCES.infos[said.kind].sentence) == set(said.facts)
    return [sentence(said.kind, said.facts) for said in statements]


@pytest.mark.parametrize("seed", range(12))
def test_every_finding_and_every_refused_day_has_its_sentence(seed: int):
    problem = a_world(seed)
    for plan in some_plans(problem, seed):
        for finding in audit(problem, tight(), SessionPlan(plan)).findings:
            gaps = gaps_of(SENTENCES.infos[finding.rule].sentence)
            assert gaps == set(finding.facts)
    for alone in solve(problem, tight(), LIMITS).unplaced:
        for refused in alone.refusals:
            assert sentence(refused.rule, refused.facts)


@pytest.mark.parametrize("seed", range(16))
def test_why_not_a_day_costs_what_the_best_plan_with_it_costs(seed: int):
    problem, possible = countable(seed)
    basis = asked(problem)
    plans = [plan for plan in every_plan(possible) if not breached(problem, plan)]
    for key in basis.index.sessions:
        for day in in_question(problem)[::2]:
            answer = why_not_day(basis, key, day, LIMITS)
            assert say(answer.statements)
            there = [
                p for p in plans if any((v.session, v.day) == (key, day) for v in p)
            ]
            if answer.cost is not None and not answer.cost.unmet:
                assert answer.cost.proven
                assert answer.cost.vector == min(vector(problem, p) for p in there)
                assert not breached(problem, answer.cost.assignments)
            elif key in basis.planned and basis.planned[key].day != day:
                assert there == []


@pytest.mark.parametrize("seed", range(16))
def test_what_would_help_does_help_and_nothing_smaller_is_promised(seed: int):
    problem = a_world(seed)
    basis = asked(problem)
    before = len(basis.index.open) - len(basis.visits)
    for key in basis.index.sessions.keys() - basis.planned.keys():
        if key in basis.index.fixed_of:
            continue
        answer = single_change(basis, key, LIMITS)
        assert say(answer.statements)
        if answer.change is not None:
            after = solve(answer.change.make(), tight(), LIMITS)
            assert after.tiers[0].value < before


@pytest.mark.parametrize("seed", range(8))
def test_a_date_says_what_speaks_for_it(seed: int):
    basis = asked(a_world(seed))
    for visit in basis.visits:
        told = say(why_date(basis, visit.session))
        assert told[0].startswith("coach ist am ")
