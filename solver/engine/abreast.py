"""Several questions to CP-SAT, as many at once as there are workers.

Two searches with one worker each take half the time of one after the other, where one
search with two workers often takes longer. Whichever search ends first is told first:
only with one worker is the order of the answers that of the questions.
"""

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import contextmanager
from typing import TypeVar

from solver.engine.budget import POLL_SECONDS, Budget
from solver.engine.cpsat import PartOptimum, Question, Search

Q = TypeVar("Q", bound=Question)
#: A question, and what CP-SAT says of it.
Answered = tuple[Q, PartOptimum | None]
_Running = dict[Future[None], tuple[Q, Search]]


@contextmanager
def answers(questions: Iterable[Q], budget: Budget) -> Iterator[Iterator[Answered[Q]]]:
    """Questions with their answers, as these come; whoever leaves ends what still runs.

    Questions are taken as late as possible: with one worker each only when the one
    before is answered.
    """
    if budget.limits.workers <= 1:
        yield _one_by_one(questions, budget)
        return
    running: _Running[Q] = {}
    try:
        yield _as_they_come(iter(questions), running, budget)
    finally:
        _end(running)


def _one_by_one(questions: Iterable[Q], budget: Budget) -> Iterator[Answered[Q]]:
    for question in questions:
        if budget.exhausted():
            return
        search = Search(question, budget)
        budget.run(search.run, search.stop)
        yield question, search.answer()


def _as_they_come(
    questions: Iterator[Q], running: _Running[Q], budget: Budget
) -> Iterator[Answered[Q]]:
    while True:
        _fill(running, questions, budget)
        if not running:
            return
        done, _ = wait(running, timeout=POLL_SECONDS, return_when=FIRST_COMPLETED)
        if not done and budget.stopped():
            _stop(running)
        for future in [future for future in running if future in done]:
            question, search = running.pop(future)
            future.result()
            yield question, search.answer()


def _fill(running: _Running[Q], questions: Iterator[Q], budget: Budget) -> None:
    """Begin as many searches as there are workers."""
    while len(running) < budget.limits.workers and not budget.exhausted():
        question = next(questions, None)
        if question is None:
            return
        search = Search(question, budget, alone=False)
        running[budget.start(search.run)] = question, search


def _stop(running: Mapping[Future[None], tuple[Q, Search]]) -> None:
    for _, search in running.values():
        search.stop()


def _end(running: _Running[Q]) -> None:
    """End searches; one that has not begun to search yet is asked again."""
    while wait(running, timeout=0).not_done:
        _stop(running)
        wait(running, timeout=POLL_SECONDS)
