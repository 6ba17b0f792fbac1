"""Answers about events: each is held against the oracle and against counting all."""

from dataclasses import replace

import pytest

from solver.sentences import gaps_of
from solver.workshops.explanation.basis import basis_of
from solver.workshops.explanation.cost import force, told
from solver.workshops.explanation.sentences import SENTENCES, sentence
from solver.workshops.explanation.why_event import (
    host_or_planned,
    why_event,
    why_not_date,
    why_unplaced,
)
from solver.workshops.planning import solve
from tests.solver.workshops.test_workshops import (
    LIMITS,
    PROFILE,
    breached,
    choices,
    countable,
    vector,
)

SEEDS = range(12)
ALONE = {"alone-worse": 1, "alone-better": -1, "alone-equal": 0}


def planned(seed):
    problem, plans = countable(seed)
    plan = solve(problem, PROFILE, LIMITS)
    return problem, plans, plan, basis_of(problem, PROFILE, plan)


def filled(statements):
    for said in statements:
        assert gaps_of(SENTENCES.infos[said.kind].sentence) <= set(said.facts)
        assert "{" not in sentence(said.kind, said.facts)
    return statements


@pytest.mark.parametrize("seed", SEEDS)
def test_why_not_names_the_rule_or_what_alone_would_change(seed: int):
    problem, _, plan, basis = planned(seed)
    for dates in choices(problem).values():
        for date in dates:
            (said,) = filled(why_not_date(basis, date))
            if date in plan.assignments:
                assert said.kind == "event-planned"
                continue
            others = tuple(d for d in plan.assignments if d.event != date.event)
            broken = breached(problem, (*others, date)) - breached(problem, others)
            if said.kind not in ALONE:
                assert said.kind in broken
                continue
            assert not broken
            before = vector(problem, plan.assignments)
            after = vector(problem, (*others, date))
            assert ALONE[said.kind] == (after > before) - (after < before)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_forced_date_costs_what_the_best_plan_with_it_costs(seed: int):
    problem, plans, _, basis = planned(seed)
    good = [(vector(problem, p), p) for p in plans if not breached(problem, p)]
    for date in [d for ds in choices(problem).values() for d in ds][seed % 5 :: 5]:
        cost = force(basis, date)
        values = [value for value, plan in good if date in plan]
        if cost is None or cost.unmet:
            assert values == []
            continue
        assert cost.proven
        assert cost.vector == min(values)
        filled(told(basis, date, cost))


@pytest.mark.parametrize("seed", SEEDS)
def test_every_date_has_its_reasons_and_every_open_event_its_rules(seed: int):
    problem, _, plan, basis = planned(seed)
    for date in plan.assignments:
        said = filled(why_event(basis, date.event))
        assert len(said) == (1 if date.host is None else 2)
        assert host_or_planned(basis, date.event, None) == date.host
    for date in problem.fixed:
        assert why_event(basis, date.event)[0].kind == "event-stands"
        assert why_not_date(basis, replace(date))[0].kind == "event-stands"
    for alone in plan.unplaced:
        said = filled(why_unplaced(basis, alone.event))
        rules = {one.rule for one in (*alone.days, *alone.hosts)}
        assert {one.kind for one in said} == rules
