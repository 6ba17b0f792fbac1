"""Several searches at once answer as one after another, and none outlives its use."""

import threading
import time
from collections.abc import Iterator
from itertools import count

import pytest

from solver.engine.abreast import Answered, answers, beside
from solver.engine.budget import Budget
from solver.engine.cpsat import Question
from solver.engine.face import Face
from solver.engine.parts import whole
from solver.linear import LinearModel, Row
from solver.result import SolveLimits
from tests.solver.engine.test_knapsack import a_model, every, worth


def question_of(model: LinearModel, costs: dict[int, int], budget: Budget) -> Question:
    face = Face(model)
    part = whole(face, range(len(model.rows)), frozenset())
    nothing = [0] * len(model.names)
    return Question(face, part, costs, nothing, budget.allowance(1))


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_every_question_gets_its_own_answer(workers: int):
    models = [a_model(seed) for seed in range(7)]
    with Budget(SolveLimits(seconds=120, workers=workers), None) as budget:
        asked = [question_of(model, costs, budget) for model, costs in models]
        with answers(asked, budget) as told:
            found = {id(question): answer for question, answer in told}
    assert len(found) == len(models)
    for question, (model, costs) in zip(asked, models, strict=True):
        answer = found[id(question)]
        assert answer is not None
        values = answer.within(question.incumbent)
        best = min(worth(costs, other) for other in every(model))
        assert worth(costs, tuple(values)) == answer.bound == best


def test_one_worker_is_given_a_question_only_when_the_one_before_is_answered():
    model, costs = a_model(1)
    with Budget(SolveLimits(seconds=120, workers=1), None) as budget:
        taken: list[int] = []

        def questions():
            for number in range(3):
                taken.append(number)
                yield question_of(model, costs, budget)

        with answers(questions(), budget) as told:
            for number, _ in enumerate(told):
                assert taken == list(range(number + 1))


def endless() -> tuple[LinearModel, dict[int, int]]:
    """A knapsack nobody proves: weights and worths nearly alike."""
    model = LinearModel()
    items = [model.new_int(0, 1, "") for _ in range(120)]
    for turn in range(12):
        weights = [1000 + (37 * turn + 61 * n * n) % 97 for n in range(120)]
        model.rows.append(
            Row(tuple(zip(items, weights, strict=True)), None, 41_013, "")
        )
    return model, {var: -1000 - (53 * var * var) % 89 for var in range(120)}


def test_whoever_has_heard_enough_ends_what_still_runs():
    easy, hard = a_model(1), endless()
    with Budget(SolveLimits(seconds=600, workers=2), None) as budget:
        both = [question_of(*hard, budget), question_of(*easy, budget)]
        with answers(both, budget) as told:
            question, answer = next(told)
        assert question is both[1]
        assert answer is not None
        # Its threads wait for work again: something else is begun at once.
        assert budget.start(lambda: "free").result(timeout=60) == "free"
        assert budget.start(lambda: "free").result(timeout=60) == "free"


def test_a_wish_to_stop_ends_all_searches():
    wanted = threading.Event()
    with Budget(SolveLimits(seconds=600, workers=2), wanted.is_set) as budget:
        asked = (question_of(*endless(), budget) for _ in count())
        threading.Timer(0.3, wanted.set).start()
        began = time.monotonic()
        with answers(asked, budget) as told:
            told_of = list(told)
        assert time.monotonic() - began < 300
    assert told_of


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_all_that_is_wanted_to_the_end_is_heard_whenever_the_caller_looks(workers: int):
    models = [a_model(seed) for seed in range(5)]
    heard: list[int] = []
    taken: list[int] = []
    with Budget(SolveLimits(seconds=120, workers=workers), None) as budget:
        asked = [question_of(model, costs, budget) for model, costs in models]
        numbers = {id(question): number for number, question in enumerate(asked)}

        def hear(answered: Answered[Question]) -> None:
            assert answered[1] is not None
            heard.append(numbers[id(answered[0])])

        def take() -> None:
            assert threading.current_thread() is threading.main_thread()
            taken[:] = heard

        with beside(asked, hear, take, budget, to_the_end=True) as others:
            assert workers > 1 or heard == list(range(5))
            for _ in range(3):
                others.look()
            others.finish()
    assert sorted(heard) == list(range(5))
    assert taken == heard


def test_what_is_not_wanted_to_the_end_is_left_when_the_caller_is_done():
    taken: list[int] = []

    def questions(budget: Budget) -> Iterator[Question]:
        for number in count():
            taken.append(number)
            yield question_of(*endless(), budget)

    def nothing(_: Answered[Question]) -> None:
        pytest.fail("nobody proves an endless one")

    with Budget(SolveLimits(seconds=600, workers=2), None) as budget:
        began = time.monotonic()
        with beside(
            questions(budget), nothing, lambda: None, budget, to_the_end=False
        ) as others:
            while not taken:
                others.look()
            others.finish()
        # One of the two workers is the caller's own.
        assert taken == [0]
        assert budget.start(lambda: "free").result(timeout=60) == "free"
        assert time.monotonic() - began < 300


def test_what_is_wanted_to_the_end_is_left_when_it_is_not_needed_any_more():
    def nothing(_: Answered[Question]) -> None:
        pytest.fail("nobody proves an endless one")

    with Budget(SolveLimits(seconds=600, workers=2), None) as budget:
        began = time.monotonic()
        asked = [question_of(*endless(), budget)]
        with beside(asked, nothing, lambda: None, budget, to_the_end=True) as others:
            others.finish(needed=False)
        assert time.monotonic() - began < 300


def test_whoever_waits_for_the_end_leaves_a_worker_to_what_is_waited_for():
    taken: list[int] = []

    def questions(budget: Budget) -> Iterator[Question]:
        for number in range(2):
            taken.append(number)
            yield question_of(*endless(), budget)

    # Only with both running at once is there ever an end to it.
    limits = SolveLimits(seconds=600, workers=2)
    with Budget(limits, lambda: len(taken) == 2) as budget:
        began = time.monotonic()
        with beside(
            questions(budget), lambda _: None, lambda: None, budget, to_the_end=True
        ) as others:
            others.finish()
        assert time.monotonic() - began < 300
    assert taken == [0, 1]


def test_one_worker_has_nothing_beside_it_that_is_not_wanted_to_the_end():
    def questions() -> Iterator[Question]:
        pytest.fail("there is nobody to answer it")
        yield

    with (
        Budget(SolveLimits(seconds=600, workers=1), None) as budget,
        beside(
            questions(), lambda _: None, lambda: None, budget, to_the_end=False
        ) as others,
    ):
        others.look()
        others.finish()


def test_a_fault_beside_the_caller_comes_up_when_it_looks():
    def hear(_: Answered[Question]) -> None:
        raise ZeroDivisionError("so not")

    def look(budget: Budget) -> None:
        asked = [question_of(*a_model(1), budget)]
        with beside(asked, hear, lambda: None, budget, to_the_end=False) as others:
            while True:
                others.look()

    with (
        Budget(SolveLimits(seconds=600, workers=2), None) as budget,
        pytest.raises(ZeroDivisionError, match="so not"),
    ):
        look(budget)


def test_the_caller_is_only_asked_in_its_own_thread_whether_to_stop():
    asked_in: set[int] = set()

    def should_stop() -> bool:
        asked_in.add(threading.get_ident())
        return False

    with Budget(SolveLimits(seconds=600, workers=2), should_stop) as budget:
        asked = [question_of(*a_model(seed), budget) for seed in range(3)]
        with beside(
            asked, lambda _: None, lambda: None, budget, to_the_end=True
        ) as others:
            others.finish()
    assert asked_in <= {threading.get_ident()}
