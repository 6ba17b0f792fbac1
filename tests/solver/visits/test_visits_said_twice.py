"""Rules are said twice, to the model and to the audit; here both have to agree.

Plans are drawn at random, good ones and bad ones, and put into the model as they are:
its rows hold exactly where the joint rules find nothing, and each wish costs there
exactly what it measures.
"""

import random
from collections import Counter
from dataclasses import replace

from ortools.sat.python import cp_model

from solver.linear import Expression, LinearModel
from solver.slots import Day, Slot
from solver.substitution.problem import ChildId, PersonId
from solver.visits.audit import audit
from solver.visits.day import day_of, travel_of
from solver.visits.formulation import formulate
from solver.visits.index import VisitIndex
from solver.visits.kinds import DayRule, RuleSet
from solver.visits.plan import VisitPlan
from solver.visits.problem import Booked, Stay, Visit, VisitProblem
from solver.visits.rounds import RoundSet
from solver.visits.rules import RULES, load_rules
from solver.visits.variables import Round
from tests.solver.visits.oracle import Oracle
from tests.solver.visits.worlds import (
    BASE,
    FLOATER,
    STAFF,
    a_world,
    the_profile,
    with_fixed,
)

PLANS = 8
STRICT = the_profile(
    contact_visits_per_day={"most_visits": 1},
    contact_daily_limit={"limit_minutes": 300, "extended_minutes": 330},
    contact_breaks={"alone_minutes": 200},
    contact_reach={"most_minutes": 20},
)


def a_plan(rng: random.Random, problem: VisitProblem) -> tuple[Visit, ...]:
    """Any visits of right length: none, one or several of each bond."""
    found = set()
    few = rng.sample(range(problem.first_day, problem.last_day + 1), 3)
    for bond in problem.bonds.values():
        for _ in range(rng.choice((0, 1, 1, 1, 2))):
            day = rng.choice(few)
            start = rng.choice((480, 540, 600, 690, 750, 870))
            found.add(Visit(bond.id, Day(day), Slot(start, start + bond.minutes)))
    kept = [visit for visit in problem.published if rng.random() < 0.5]
    return tuple(sorted(found.union(kept)))


def test_the_audit_finds_in_any_plan_what_the_words_of_the_rules_say() -> None:
    seen: Counter[str] = Counter()
    numbers = {"reach": 20, "visits": 1, "day": 300, "alone": 200}
    for seed in range(24):
        rng = random.Random(seed)
        problem = replace(a_world(seed), published=())
        problem = crowded(problem)
        oracle = Oracle(problem, **numbers)
        for _ in range(PLANS):
            plan = a_plan(rng, problem)
            report = audit(problem, STRICT, VisitPlan(plan))
            found = {finding.rule for finding in report.findings}
            assert found == oracle.broken(plan), (seed, plan)
            seen.update(found)
    assert {rule.info.id for rule in RULES} <= {*seen}, seen


def crowded(problem: VisitProblem) -> VisitProblem:
    """Little room, late work of the floater, and a child of the staff's own."""
    days = range(problem.first_day, problem.last_day + 1, 2)
    child = ChildId("own")
    own = [Booked(child, STAFF, BASE, Day(d), Slot(480, 700)) for d in days]
    late = [Stay(FLOATER, Day(d), Slot(1300, 1420), BASE) for d in days[1:3]]
    places = {k: replace(each, max_children=2) for k, each in problem.places.items()}
    return replace(
        problem,
        places=places,
        booked=(*problem.booked, *own),
        stays=(*problem.stays, *late),
    )


def rounds_of(index: VisitIndex, plan: tuple[Visit, ...]) -> list[Round]:
    """Each visitor's day as it stands in a plan, whether or not it may."""
    days: dict[tuple[PersonId, int], list[Visit]] = {}
    for visit in plan:
        days.setdefault((index.bond(visit).visitor, visit.day), []).append(visit)
    return [a_round(index, *key, visits) for key, visits in days.items()]


def a_round(index: VisitIndex, person: PersonId, day, visits: list[Visit]) -> Round:
    fixed = index.fixed_on.get((person, day), ())
    before = day_of(index, person, day, fixed).work_minutes
    after = day_of(index, person, day, (*fixed, *visits)).work_minutes
    met = frozenset(met for visit in visits for met in index.contacted(visit))
    travel = travel_of(index, person, day, visits)
    return Round(person, day, tuple(visits), met, travel, after - before)


def least(model: LinearModel, taken: dict[int, int], cost: Expression) -> int | None:
    """The least cost with these choices; ``None`` if the rows do not hold."""
    solver, asked = cp_model.CpSolver(), cp_model.CpModel()
    found = [
        asked.new_int_var(low, high, "")
        for low, high in zip(model.lowers, model.uppers, strict=True)
    ]
    for row in model.rows:
        total = sum(factor * found[var] for var, factor in row.terms)
        if row.lower is not None:
            asked.add(total >= row.lower)
        if row.upper is not None:
            asked.add(total <= row.upper)
    for var, value in taken.items():
        asked.add(found[var] == value)
    asked.minimize(sum(f * found[v] for v, f in cost.terms) + cost.constant)
    solver.parameters.num_workers = 1
    if solver.solve(asked) != cp_model.OPTIMAL:
        return None
    return round(solver.objective_value)


def broken(index: VisitIndex, rules: RuleSet, plan: tuple[Visit, ...]) -> set[str]:
    """Joint rules a plan breaks, but for those about a day: they shape the rounds."""
    return {
        finding.rule
        for rule in rules.joint
        if not isinstance(rule, DayRule)
        for finding in rule.breaches(index, plan)
    }


def test_the_model_says_of_any_plan_what_the_audit_says() -> None:
    seen: set[str] = set()
    for seed in range(6):
        rng = random.Random(seed)
        problem = with_fixed(rng, a_world(seed))
        index, rules = VisitIndex(problem), load_rules(the_profile())
        for _ in range(PLANS):
            plan, other = a_plan(rng, problem), a_plan(rng, problem)
            seen |= compared(index, rules, plan, other)
    joint = {"contact-cadence", "contact-household-day", "contact-weekly-hours"}
    assert seen == {*joint, "nothing"}


def compared(
    index: VisitIndex, rules: RuleSet, plan: tuple[Visit, ...], other: tuple[Visit, ...]
) -> set[str]:
    """What a plan breaks in both, the other plan's rounds being there as well."""
    own = rounds_of(index, plan)
    spare = [made for made in rounds_of(index, other) if made not in own]
    formulation = formulate(index, rules, RoundSet((*own, *spare), complete=True))
    model = formulation.variables.model
    taken = {c.taken: int(c.round in own) for c in formulation.variables.choices}
    faults = broken(index, rules, plan)
    costs = [least(model, taken, o.expression) for o in formulation.objectives]
    assert (None in costs) == bool(faults), (plan, faults)
    if not faults:
        wishes = [wish for wish in rules.wishes if wish.applies(index)]
        assert costs == [wish.measure(index, VisitPlan(plan)) for wish in wishes]
    return faults or {"nothing"}
