"""Answers about visits: each is held against the oracle and against counting all."""

from itertools import product

import pytest

from solver.consultations.explanation.basis import basis_of
from solver.consultations.explanation.cost import force, told
from solver.consultations.explanation.sentences import SENTENCES, sentence
from solver.consultations.explanation.why_visit import (
    free_visits,
    why_not_visit,
    why_unanswered,
    why_visit,
)
from solver.consultations.planning import solve
from solver.consultations.problem import Visit
from solver.sentences import gaps_of
from tests.solver.consultations.test_consultations import (
    LIMITS,
    PROFILE,
    a_world,
    breached,
    choices,
    refused,
    vector,
)

SEEDS = range(12)
ALONE = {"alone-worse": 1, "alone-better": -1, "alone-equal": 0}


def planned(seed):
    problem = a_world(seed)
    plan = solve(problem, PROFILE, LIMITS)
    return problem, plan, basis_of(problem, PROFILE, plan)


def filled(statements):
    for said in statements:
        assert gaps_of(SENTENCES.infos[said.kind].sentence) <= set(said.facts)
        assert "{" not in sentence(said.kind, said.facts)
    return statements


@pytest.mark.parametrize("seed", SEEDS)
def test_why_not_names_the_rule_or_what_alone_would_change(seed: int):
    problem, plan, basis = planned(seed)
    for visits in choices(problem).values():
        for visit in visits:
            (said,) = filled(why_not_visit(basis, visit))
            if visit in plan.assignments:
                assert said.kind == "visit-planned"
                continue
            others = tuple(v for v in plan.assignments if v.request != visit.request)
            broken = breached(problem, (*others, visit)) - breached(problem, others)
            if said.kind not in ALONE:
                assert said.kind in broken
                continue
            assert not broken
            before, after = (
                vector(problem, plan.assignments),
                vector(problem, (*others, visit)),
            )
            assert ALONE[said.kind] == (after > before) - (after < before)
            if after != before:
                new, old = next(
                    p for p in zip(after, before, strict=True) if len({*p}) > 1
                )
                assert (said.facts["forced_value"], said.facts["planned_value"]) == (
                    new,
                    old,
                )


@pytest.mark.parametrize("seed", SEEDS)
def test_free_visits_are_all_that_go_with_the_others_best_first(seed: int):
    problem, plan, basis = planned(seed)
    for request, visits in choices(problem).items():
        others = tuple(v for v in plan.assignments if v.request != request)
        already = breached(problem, others)
        free = free_visits(basis, request)
        assert set(free) == {
            v
            for v in visits
            if not refused(problem, v) and breached(problem, (*others, v)) <= already
        }
        values = [vector(problem, (*others, v)) for v in free]
        assert values == sorted(values)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_forced_visit_costs_what_the_best_plan_with_it_costs(seed: int):
    problem, _, basis = planned(seed)
    lists = choices(problem)
    possible = {
        r: [None, *(v for v in vs if not refused(problem, v))]
        for r, vs in lists.items()
    }
    plans = [
        tuple(v for v in every if v is not None)
        for every in product(*possible.values())
    ]
    good = [(vector(problem, p), p) for p in plans if not breached(problem, p)]
    for visit in [v for vs in lists.values() for v in vs][seed % 5 :: 7]:
        cost = force(basis, visit)
        values = [value for value, plan in good if visit in plan]
        if cost is None or cost.unmet:
            assert values == []
            continue
        assert cost.proven
        assert cost.vector == min(values)
        filled(told(basis, visit, cost))


@pytest.mark.parametrize("seed", SEEDS)
def test_every_visit_has_a_reason_and_every_open_wish_one_per_host(seed: int):
    problem, plan, basis = planned(seed)
    for visit in plan.assignments:
        (said,) = filled(why_visit(basis, visit.request))
        shown = set(problem.requests[visit.request].topics)
        missing = shown - problem.hosts[visit.host].topics
        assert said.facts["topics_shown"] == ("some" if missing else "all")
    for fixed in problem.fixed:
        (said,) = filled(why_visit(basis, fixed.request))
        assert said.kind == "visit-stands"
        other = Visit(fixed.request, fixed.host, fixed.day)
        assert why_not_visit(basis, other)[0].kind == "visit-stands"
    for alone in plan.unanswered:
        said = filled(why_unanswered(basis, alone.request))
        assert {one.kind for one in said} == {one.rule for one in alone.refusals}
