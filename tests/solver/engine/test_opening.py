"""Values found by opening blocks, or among what is liked, hold and are never worse."""

import pytest

from solver.engine.budget import Budget
from solver.engine.certificate import certify
from solver.engine.face import Face
from solver.engine.knapsack.aid import Knapsacks
from solver.engine.knapsack.opening import FEWEST, Widening
from solver.engine.knapsack.tried import Tried
from solver.engine.parts import whole
from solver.result import SolveLimits
from tests.solver.engine.test_knapsack import a_model, every, worth


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("liked", ["everything", "nothing", "half"])
def test_what_is_found_holds_and_is_best_where_everything_is_open(
    liked: str, workers: int
):
    better = 0
    for seed in range(12):
        model, costs = a_model(seed)
        best = min(worth(costs, values) for values in every(model))
        face, nothing = Face(model), [0] * len(model.names)
        part = whole(face, range(len(model.rows)), frozenset())
        proof = certify(face, (part,), costs, {})
        tried = Tried(part, costs, proof, list(nothing), best)
        steps = {"everything": 1, "half": 2}
        some = frozenset(range(0, len(model.names), steps.get(liked, len(nothing))))
        with Budget(SolveLimits(seconds=120, workers=workers), None) as budget:
            knapsacks = Knapsacks(face, model.blocks, budget)
            knapsacks.begin(tried, [some, some, some], budget.allowance(1))
            assert face.admits(tried.values)
            assert best <= tried.value <= worth(costs, tuple(nothing))
            if liked == "everything":
                assert tried.value == best
            knapsacks.go_on(tried, budget.allowance(1))
        assert face.admits(tried.values)
        better += tried.value == best
    # Which blocks are opened next is a matter of which answer comes first with two.
    assert better > (9 if workers == 1 else 6)


def test_more_blocks_are_opened_where_few_lead_nowhere_and_fewer_where_many_take_long():
    widening = Widening(6, most=4, stay=False)
    sizes = []
    while not widening.over:
        sizes.append(widening.size)
        widening.note(better=False, solved=True)
    assert sizes == sorted(sizes)
    assert (sizes[0], sizes[-1]) == (FEWEST, 4)

    widening = Widening(6, most=4, stay=True)
    while widening.size < 3:
        widening.note(better=False, solved=True)
    for _ in range(3):
        widening.note(better=False, solved=False)
    assert widening.size == FEWEST


def test_one_block_alone_is_not_searched():
    assert Widening(1, most=4, stay=True).over
