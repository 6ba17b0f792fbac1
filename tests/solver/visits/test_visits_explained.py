"""Answers about contact visits: each is held against the rules and the best plans."""

from dataclasses import replace

import pytest

from solver.result import SolveLimits
from solver.sentences import gaps_of
from solver.slots import Slot
from solver.substitution.problem import ChildId, PersonId
from solver.visits.audit import audit
from solver.visits.explanation.basis import Basis, basis_of
from solver.visits.explanation.changes import changes_for
from solver.visits.explanation.changes import told as helping
from solver.visits.explanation.cost import Cost, force, told
from solver.visits.explanation.sentences import SENTENCES, readable, sentence
from solver.visits.explanation.why_visit import (
    best_free,
    children_not_met,
    why_not_visit,
    why_unvisited,
    why_visit,
)
from solver.visits.index import VisitIndex
from solver.visits.plan import VisitPlan
from solver.visits.planning import solve
from solver.visits.problem import RefusedDay, Visit
from solver.visits.rounds import tries
from solver.visits.rules import load_rules
from tests.solver.visits.test_visits_agreement import SMALL_ENOUGH, breaks
from tests.solver.visits.test_visits_stories import (
    ANNA,
    BOND,
    DAYS,
    PROFILE,
    a_household,
)
from tests.solver.visits.worlds import FLOATER, a_world, day, everything, home

LIMITS = SolveLimits(seconds=120, workers=1)
SEEDS = SMALL_ENOUGH[2::4]
ALONE = {"alone-worse": 1, "alone-better": -1, "alone-equal": 0}


def planned(seed: int) -> Basis:
    problem = replace(a_world(seed), published=())
    return basis_of(problem, PROFILE, solve(problem, PROFILE, LIMITS))


def filled(statements):
    """Every sentence has its facts."""
    told_ = tuple(statements)
    for said in (*told_, *readable(told_)):
        assert gaps_of(SENTENCES.infos[said.kind].sentence) <= set(said.facts)
        assert "{" not in sentence(said.kind, said.facts)
    return told_


def vector(basis: Basis, visits) -> tuple[int, ...]:
    return tuple(tier.value for tier in basis.measure(visits))


def accepted(basis: Basis, visits) -> bool:
    plan = VisitPlan(tuple(visits))
    return audit(basis.problem, basis.profile, plan).accepted


def stretches(basis: Basis):
    for bond in basis.problem.bonds.values():
        for period in basis.index.periods(bond):
            yield bond, period


@pytest.mark.parametrize("seed", SEEDS)
def test_why_not_names_a_rule_exactly_where_the_audit_refuses(seed: int) -> None:
    basis = planned(seed)
    for bond, period in stretches(basis):
        for each in [
            v for d in basis.days(bond, period) for v in tries(basis.index, bond, d)
        ][::5]:
            (said,) = filled(why_not_visit(basis, each))
            if each in basis.visits:
                assert said.kind == "contact-planned"
                continue
            instead = (*basis.others(bond, period), each)
            assert (said.kind in ALONE) == accepted(basis, instead), said
            if said.kind in ALONE:
                before, after = vector(basis, basis.visits), vector(basis, instead)
                assert ALONE[said.kind] == (after > before) - (after < before)


def two_households(basis: Basis) -> Basis:
    """The same visits where the first child of a household is at all of them."""
    problem = basis.problem
    child = problem.booked[0].child
    also = {(b.person, b.day): replace(b, child=child) for b in problem.booked}
    own = [b for b in problem.booked if b.child == child]
    there = {(b.person, b.day) for b in own}
    more = [b for key, b in also.items() if key not in there]
    booked = (*problem.booked, *more)
    return basis_of(
        replace(problem, booked=booked), basis.profile, VisitPlan(basis.visits)
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_what_a_visit_changes_around_its_bond_is_what_it_changes_on_the_whole(seed):
    basis = two_households(planned(seed))
    seen = 0
    for bond, period in stretches(basis):
        part, before = basis.around(bond), vector(basis, basis.visits)
        for each in [
            v for d in basis.days(bond, period) for v in tries(basis.index, bond, d)
        ][::7]:
            seen += 1
            after = vector(basis, (*basis.others(bond, period), each))
            own = vector(part, (*part.others(bond, period), each))
            whole = [then - now for now, then in zip(before, after, strict=True)]
            there = zip(vector(part, part.visits), own, strict=True)
            assert [then - now for now, then in there] == whole
    assert seen


@pytest.mark.parametrize("seed", SEEDS)
def test_every_visit_has_its_reason_and_every_stretch_without_one(seed: int) -> None:
    basis = planned(seed)
    for visit in basis.visits:
        chosen, *why = filled(why_visit(basis, visit))
        assert chosen.kind == "contact-chosen"
        assert chosen.facts["children"] == len(basis.index.contacted(visit))
        without = tuple(v for v in basis.visits if v != visit)
        worse = [s for s in why if s.kind == "contact-without-worse"]
        assert len(worse) == 1
        now, then = vector(basis, basis.visits), vector(basis, without)
        first = next(p for p in zip(now, then, strict=True) if p[1] > p[0])
        facts = worse[0].facts
        assert (facts["planned_value"], facts["forced_value"]) == first
    for bond, period in stretches(basis):
        said = filled(why_unvisited(basis, bond, period))
        free = best_free(basis, bond, basis.days(bond, period))
        if basis.instead_of(bond, period) is None and free is None:
            assert said[0].kind not in ALONE
            with_any = (
                (*basis.visits, v)
                for d in basis.days(bond, period)
                for v in tries(basis.index, bond, d)
            )
            assert not any(accepted(basis, visits) for visits in with_any)
        filled(children_not_met(basis, bond))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_forced_visit_costs_what_its_visitors_best_visits_cost(seed: int) -> None:
    basis = planned(seed)
    index, rules = VisitIndex(basis.problem), load_rules(PROFILE)
    plans = [p for p in everything(index, rules) if not breaks(index, rules, p)]
    asked = {v: None for p in plans for v in p}
    for visit in list(asked)[seed % 3 :: 9]:
        person = index.bond(visit).visitor
        others = {v for v in basis.visits if index.bond(v).visitor != person}
        own = [
            vector(basis, plan)
            for plan in plans
            if visit in plan
            and {v for v in plan if index.bond(v).visitor != person} == others
        ]
        cost = force(basis, visit, LIMITS)
        if not isinstance(cost, Cost):
            assert own == []
            filled([cost])
            continue
        assert cost.proven
        assert accepted(basis, cost.assignments)
        assert visit in cost.assignments
        assert cost.vector == min(own)
        filled(told(basis, visit, cost))


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"refused": tuple(RefusedDay(BOND, d) for d in DAYS)}, "contact-change-day"),
        ({"contract": 60}, "contact-change-hours"),
        ({"off": True}, "contact-change-duty"),
        ({"open": {d: (Slot(0, 60),) for d in DAYS}}, "contact-change-open"),
    ],
)
def test_what_would_help_is_told_and_does(changed, kind: str) -> None:
    problem = a_household(contract=changed.pop("contract", None))
    if changed.pop("off", None):
        persons = dict(problem.persons)
        persons[FLOATER] = replace(persons[FLOATER], available={})
        problem = replace(problem, persons=persons)
    if opened := changed.pop("open", None):
        place = replace(problem.places[home(ANNA)], open=opened)
        problem = replace(problem, places={home(ANNA): place})
    problem = replace(problem, **changed)
    basis = basis_of(problem, PROFILE, VisitPlan(()))
    bond = problem.bonds[BOND]
    period = basis.index.period(bond, DAYS[0])
    found = changes_for(basis, bond, period)
    assert [each.says for each in found] == [kind]
    said = filled(helping(basis, bond, period))
    assert said[0].kind == kind
    better = found[0].make()
    assert solve(better, PROFILE, LIMITS).assignments
    if kind == "contact-change-hours":
        assert found[0].size == 60  # two hours of visit, one of contract


def test_one_that_is_law_or_an_absence_is_not_offered_for_changing() -> None:
    problem = a_household()
    persons = dict(problem.persons)
    away = {d: (Slot(0, 1440),) for d in DAYS}
    persons[ANNA] = replace(persons[ANNA], absent=away)
    basis = basis_of(replace(problem, persons=persons), PROFILE, VisitPlan(()))
    bond = problem.bonds[BOND]
    period = basis.index.period(bond, DAYS[0])
    (said,) = filled(helping(basis, bond, period))
    assert said.kind == "contact-no-change"


def test_reasons_tell_the_vacation_the_only_substitute_and_strangers() -> None:
    problem = a_household()
    persons = dict(problem.persons)
    persons[ANNA] = replace(persons[ANNA], absent={DAYS[15]: (Slot(0, 1440),)})
    problem = replace(problem, persons=persons)
    basis = basis_of(problem, PROFILE, solve(problem, PROFILE, LIMITS))
    kinds = [s.kind for s in filled(why_visit(basis, min(basis.visits)))]
    assert kinds == [
        "contact-chosen",
        "contact-need-away",
        "contact-need-nobody",
        "contact-need-only",
        "contact-without-worse",
    ]


def test_a_child_who_is_never_there_when_she_comes_is_told() -> None:
    problem = a_household()
    late = tuple(
        replace(row, child=ChildId("late"), slot=Slot(900, 1000))
        for row in problem.booked
    )
    problem = replace(problem, booked=(*problem.booked, *late))
    visits = (Visit(BOND, day(0), Slot(540, 660)),)
    basis = basis_of(problem, PROFILE, VisitPlan(visits))
    (said,) = filled(children_not_met(basis, problem.bonds[BOND]))
    assert (said.facts["child"], said.facts["person"]) == ("late", PersonId("F"))
