"""Parts met again in other models of a question: the same answers, asked for once."""

from dataclasses import replace

import pytest

from solver.engine import components, remembering
from solver.engine.budget import Budget
from solver.engine.face import Face
from solver.engine.greedy import Attempt
from solver.engine.ground import Ground
from solver.engine.parts import Part
from solver.engine.remembering import KnownParts
from solver.explanation.forcing import demanding, one_of, solved
from solver.linear import LinearModel
from solver.result import SolveLimits
from tests.solver.engine.build import a_model, best_taking, told

LIMITS = SolveLimits(workers=1)
SEEDS = range(120)


@pytest.fixture
def asked(monkeypatch):
    """Every part that CP-SAT is asked about by itself."""
    parts = []
    known = remembering.minimise_part

    def counted(face, part, *others):
        parts.append(part)
        return known(face, part, *others)

    monkeypatch.setattr(remembering, "minimise_part", counted)
    return parts


@pytest.fixture
def joined_again(monkeypatch):
    """Parts are joined however small they are; each time they are."""
    sums = []
    known = components.minimise_joined

    def counted(*given):
        sums.append(known(*given))
        return sums[-1]

    monkeypatch.setattr("solver.engine.partwise.AGAIN_FROM", 1)
    monkeypatch.setattr(components, "MOST_TIMES_AGAIN", 9)
    monkeypatch.setattr(components, "minimise_joined", counted)
    return sums


def test_parts_met_again_and_joined_are_answered_as_by_force(asked, joined_again):
    known, twice = KnownParts(), 0
    for seed in SEEDS:
        model, objectives, decisions = a_model(seed)
        for var in decisions:
            right = best_taking(model, objectives, var)
            for _ in range(2):
                before = len(asked)
                wanted = demanding(model, [one_of([var])], known=known)
                found = solved(wanted, objectives, [var, *decisions], LIMITS)
                assert told(found) == right
            twice += len(asked) - before
    assert len(asked) > 5
    assert twice == 0, "what is asked again is known by then"
    assert len(joined_again) > 5


def test_what_no_first_plan_takes_is_forced_with_the_others_beside_it():
    """A row that only two decisions meet together keeps either from a first plan."""
    alone = 0
    for seed in SEEDS:
        model, objectives, decisions = a_model(seed)
        first, second = decisions[:2]
        model.add_at_most([(first, 1), (second, -1)], 0, "nur zusammen")
        nothing = Attempt(model, frozenset(decisions))
        nothing.fill(())
        alone += not nothing.twin().take(first)
        base = Ground(model, KnownParts(anew=True))
        assert base.narrow()
        wanted = demanding(model, [one_of([first])], base)
        found = solved(wanted, objectives, [first, *decisions], LIMITS, nothing)
        assert told(found) == best_taking(model, objectives, first)
    assert alone > len(SEEDS) // 2


def three_of_a_kind() -> tuple[Face, Part]:
    """At most one of each two of three: the relaxation takes half of each."""
    model = LinearModel()
    decisions = [model.new_bool(f"x{number}") for number in range(4)]
    for left, right in ((0, 1), (1, 2), (0, 2)):
        pair = (decisions[left], 1), (decisions[right], 1), (decisions[3], 1)
        model.add_at_most(pair, 1, "einmal")
    return Face(model), Part((0, 1, 2), (0, 1, 2))


def value(known, face, part, costs, hint=(0, 0, 0, 0)):
    with Budget(LIMITS, None) as budget:
        found = known.minimise(face, part, costs, hint, budget, budget.allowance(1))
    assert found is not None
    worth = sum(costs[var] * found.values[var] for var in part.variables)
    assert worth == found.bound
    return worth


def test_a_part_that_differs_in_anything_is_asked_about_anew(asked):
    known, costs = KnownParts(), {0: -2, 1: -3, 2: -4}
    face, part = three_of_a_kind()
    assert value(known, face, part, costs) == -4
    assert value(known, *three_of_a_kind(), costs) == -4
    assert len(asked) == 1
    assert value(known, face, part, {**costs, 0: -7}) == -7
    face.cut_row(0, 0)
    assert value(known, face, part, costs) == -4
    face, part = three_of_a_kind()
    face.cut_upper(2, 0)
    assert value(known, face, part, costs) == -3
    face, part = three_of_a_kind()
    face.raise_lower(3, 1)  # outside, and in all rows of the part
    assert value(known, face, part, costs) == 0
    face, part = three_of_a_kind()
    assert value(known, face, Part((0, 1, 2), (0, 1)), costs) == -6
    assert value(known, face, part, costs, hint=(0, 1, 0, 0)) == -4
    assert len(asked) == 7


def test_what_was_not_proven_is_not_kept(asked):
    known, costs = KnownParts(), {0: -2, 1: -3, 2: -4}
    face, part = three_of_a_kind()
    with Budget(replace(LIMITS, deterministic=0.0), None) as budget:
        left = budget.allowance(1)
        known.minimise(face, part, costs, (0, 0, 0, 0), budget, left)
    assert value(known, face, part, costs) == -4
    assert len(asked) == 2
