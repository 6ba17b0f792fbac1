"""Several questions to CP-SAT, as many at once as there are workers.

Two searches with one worker each take half the time of one after the other, where one
search with two workers often takes longer. Whichever search ends first is told first:
only with one worker is the order of the answers that of the questions.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import contextmanager
from typing import Generic, TypeVar

from solver.engine.budget import POLL_SECONDS, Budget
from solver.engine.cpsat import PartOptimum, Question, Search

Q = TypeVar("Q", bound=Question)
#: A question, and what CP-SAT says of it.
Answered = tuple[Q, PartOptimum | None]


@contextmanager
def answers(questions: Iterable[Q], budget: Budget) -> Iterator[Iterator[Answered[Q]]]:
    """Questions with their answers, as these come; whoever leaves ends what still runs.

    Questions are taken as late as possible: with one worker each only when the one
    before is answered.
    """
    if budget.limits.workers <= 1:
        yield _one_by_one(questions, budget)
        return
    abreast = _Abreast(iter(questions), budget)
    try:
        yield abreast.as_they_come()
    finally:
        abreast.end()


class Beside(Generic[Q]):
    """Questions that are answered while the caller does something else.

    Without other workers than the caller's there is nothing beside it.
    """

    def __init__(
        self,
        abreast: "_Abreast[Q] | None",
        hear: Callable[[Answered[Q]], None],
        *,
        to_the_end: bool,
    ) -> None:
        self._abreast = abreast
        self._hear = hear
        self._to_the_end = to_the_end

    def look(self) -> None:
        """Hear what is answered by now, and ask on."""
        if self._abreast is not None:
            for answered in self._abreast.ready():
                self._hear(answered)

    def finish(self) -> None:
        """Hear all that is left, if that is wanted."""
        if self._abreast is not None and self._to_the_end:
            for answered in self._abreast.as_they_come():
                self._hear(answered)


@contextmanager
def beside(
    questions: Iterable[Q],
    hear: Callable[[Answered[Q]], None],
    budget: Budget,
    *,
    to_the_end: bool,
) -> Iterator[Beside[Q]]:
    """Questions for the workers that the caller leaves free, all but one.

    With one worker those wanted to the end are answered first, and others not at all.
    Whoever leaves ends what still runs.
    """
    if budget.limits.workers <= 1:
        for answered in _one_by_one(questions, budget) if to_the_end else ():
            hear(answered)
        yield Beside(None, hear, to_the_end=to_the_end)
        return
    abreast = _Abreast(iter(questions), budget)
    try:
        yield Beside(abreast, hear, to_the_end=to_the_end)
    finally:
        abreast.end()


def _one_by_one(questions: Iterable[Q], budget: Budget) -> Iterator[Answered[Q]]:
    for question in questions:
        if budget.exhausted():
            return
        search = Search(question, budget)
        budget.run(search.run, search.stop)
        yield question, search.answer()


class _Abreast(Generic[Q]):
    """Searches that run."""

    def __init__(self, questions: Iterator[Q], budget: Budget) -> None:
        self._questions = questions
        self._budget = budget
        self._running: dict[Future[None], tuple[Q, Search]] = {}

    def as_they_come(self) -> Iterator[Answered[Q]]:
        """All answers, each as soon as it is there."""
        while self._begun(self._budget.limits.workers):
            yield from self._ended(POLL_SECONDS)

    def ready(self) -> Iterator[Answered[Q]]:
        """What is answered by now; all workers but one go on."""
        if self._begun(self._budget.limits.workers - 1):
            yield from self._ended(0.0)
            self._begun(self._budget.limits.workers - 1)

    def _begun(self, most: int) -> bool:
        """Begin up to so many searches; whether any runs."""
        while len(self._running) < most and not self._budget.exhausted():
            question = next(self._questions, None)
            if question is None:
                break
            search = Search(question, self._budget, alone=False)
            self._running[self._budget.start(search.run)] = question, search
        return bool(self._running)

    def _ended(self, timeout: float) -> Iterator[Answered[Q]]:
        """Those that are answered within so many seconds."""
        running = self._running
        done, _ = wait(running, timeout=timeout, return_when=FIRST_COMPLETED)
        if not done and self._budget.stopped():
            self._stop()
        for future in [future for future in running if future in done]:
            question, search = running.pop(future)
            future.result()
            yield question, search.answer()

    def _stop(self) -> None:
        for _, search in self._running.values():
            search.stop()

    def end(self) -> None:
        """End searches; one that has not begun to search yet is asked again."""
        while wait(self._running, timeout=0).not_done:
            self._stop()
            wait(self._running, timeout=POLL_SECONDS)
