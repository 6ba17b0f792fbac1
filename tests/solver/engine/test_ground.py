"""Questions that start from one ground: each is answered as if it were alone."""

import pytest

from solver.engine.ground import Ground
from solver.explanation.forcing import Demand, demanding, one_of, solved
from solver.explanation.refuting import least
from solver.result import SolveLimits
from tests.solver.engine.build import a_model, best_taking, told

LIMITS = SolveLimits(workers=1)
SEEDS = range(60)


@pytest.mark.parametrize("going_on", [False, True])
def test_one_question_after_another_is_answered_as_if_it_were_alone(going_on):
    answers = set()
    for seed in SEEDS:
        model, objectives, decisions = a_model(seed)
        base, last = Ground(model), None
        assert base.narrow()
        for var in (*decisions, *decisions):
            asked = demanding(model, [one_of([var])], base, last)
            last = asked.met if going_on else None
            found = solved(asked, objectives, [var, *decisions], LIMITS)
            right = best_taking(model, objectives, var)
            assert told(found) == right
            answers.add(right is None)
    assert answers == {True, False}, "questions of both kinds were asked"


def test_a_quick_no_leaves_the_question_to_be_answered():
    """What the relaxation narrowed is gone on with, and the answer stays the same."""
    noes = 0
    for seed in SEEDS:
        model, objectives, decisions = a_model(seed)
        first = objectives[0]
        for var in decisions:
            right = best_taking(model, objectives, var)
            for most in range(0, 60, 15):
                asked = demanding(model, [one_of([var])])
                known = least(asked, first.expression, LIMITS)
                assert known is not None
                if known > most:
                    assert right is None or right[0] > most
                    noes += 1
                    continue
                found = solved(asked, (first,), [var, *decisions], LIMITS)
                assert told(found) == (None if right is None else right[:1])
    assert noes > 20


def test_a_ground_says_that_nothing_is_left_and_its_base_stays_as_it_is():
    model, _, decisions = a_model(1)
    base = Ground(model)
    before = list(base.face.lowers), list(base.face.uppers), len(base.face.terms)
    impossible = Demand(((decisions[0], 1),), 2)
    assert not demanding(model, [impossible], base).met.narrow()
    assert (base.face.lowers, base.face.uppers, len(base.face.terms)) == before
    assert base.narrow()
