"""The plan with a pair forced is the best there is: every plan tried."""

from solver.result import SolveLimits
from solver.substitution.audit import audit_with
from solver.substitution.explanation.alternatives import alternatives
from solver.substitution.explanation.forced_gap import covering, forced_gap
from solver.substitution.explanation.forcing import force
from solver.substitution.plan import Plan
from tests.solver.build import a_child, a_need, a_person, a_problem, hours, known
from tests.solver.explanation.build import planned, said, small_worlds, vectors


def test_the_forced_plan_is_the_best_of_all_plans_with_the_pair():
    asked = impossible = 0
    for seed, basis in small_worlds(0, 34):
        every = vectors(basis.index, basis.rules, basis.options.options)
        pairs = {(o.need, o.person) for o in basis.options.options}
        for need, person in sorted(pairs):
            demand = basis.options_of(need, person)
            cost = force(basis, [demand])
            with_her = [v for v, taken in every if not taken.isdisjoint(demand)]
            assert cost.decided, seed
            assert bool(cost.unmet) == (not with_her), (seed, need, person)
            asked += 1
            if cost.unmet:
                impossible += 1
                continue
            assert cost.proven, seed
            assert cost.vector == min(with_her), (seed, need, person)
            report = audit_with(basis.index, basis.rules, Plan(cost.assignments))
            assert report.accepted, (seed, report.findings)
            assert tuple(t.value for t in report.tiers) == cost.vector
    assert asked > 40
    assert impossible


def test_a_gap_closed_by_force_is_the_best_of_all_plans_that_close_it():
    asked = closed = 0
    for seed, basis in small_worlds(60, 110):
        for gap in basis.plan.gaps:
            demands = covering(basis.options_of(gap.need), gap.slot)
            every = vectors(basis.index, basis.rules, basis.options.options)
            closing = [
                vector
                for vector, taken in every
                if all(not taken.isdisjoint(demand) for demand in demands)
            ]
            answer = forced_gap(basis, gap)
            asked += 1
            if not closing:
                assert answer.cost is None or answer.cost.unmet, seed
                continue
            closed += 1
            assert answer.cost.vector == min(closing), seed
    assert asked > 20
    assert closed


def test_alternatives_are_the_next_best_of_all_plans():
    compared = 0
    for seed, basis in small_worlds(160, 185):
        every = vectors(basis.index, basis.rules, basis.options.options)
        for need in basis.problem.needs:
            chosen = {(o.person, o.place) for o in basis.taken(need.id)}
            best = {}
            for option in basis.options_of(need.id):
                pair = option.person, option.place
                if pair not in chosen:
                    found = [v for v, taken in every if option in taken]
                    best[pair] = min([*best.get(pair, []), *found], default=None)
                    best[pair] = [] if best[pair] is None else [best[pair]]
            expected = sorted(v[0] for v in best.values() if v)[:5]
            answer = alternatives(basis, need)
            assert [a.cost.vector for a in answer.found] == expected, seed
            compared += len(expected)
    assert compared > 20


def test_without_time_the_numbers_are_marked_as_unproven():
    unproven = 0
    for seed, basis in small_worlds(0, 12):
        for option in basis.options.options:
            cost = force(basis, [[option]], SolveLimits(seconds=0.0, workers=1))
            for tier in cost.tiers:
                assert tier.bound <= tier.forced, seed
            unproven += not cost.proven
    assert unproven > 5


def test_only_the_part_concerned_is_solved_and_others_stay():
    far = a_need("fern", hours(8, 12))
    problem = a_problem(
        children=(a_child(), a_child("fern")),
        persons=(a_person("eins"), a_person("zwei")),
        needs=(a_need(), far),
        familiarity=(
            known("kind", "eins"),
            known("kind", "zwei"),
            known("fern", "eins"),
        ),
    )
    basis = planned(problem)
    scope = basis.scope([far.id])
    assert far.id in scope.needs
    assert set(scope.inside) | set(scope.outside) == set(basis.plan.assignments)
    assert said(alternatives(basis, far)) == [
        "Für fern gibt es am 03.08.2026 keine andere Möglichkeit."
    ]
