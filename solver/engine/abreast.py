"""Several questions to CP-SAT, as many at once as there are workers.

Two searches with one worker each take half the time of one after the other, where one
search with two workers often takes longer. Whichever search ends first is told first:
only with one worker is the order of the answers that of the questions.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from threading import Event
from typing import Any, Generic, TypeVar

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
    abreast = _Abreast(iter(questions), budget, budget.limits.workers)
    try:
        yield abreast.as_they_come()
    finally:
        abreast.end()


class Beside:
    """Questions that are answered while the caller does something else.

    Without other workers than the caller's there is nothing beside it.
    """

    def __init__(
        self,
        take: Callable[[], None],
        budget: Budget,
        going_on: "_GoingOn[Any] | None" = None,
    ) -> None:
        self._take = take
        self._budget = budget
        self._going_on = going_on

    def look(self) -> None:
        """Take what is found by now."""
        if self._going_on is not None:
            self._going_on.check()
        self._take()

    def finish(self, *, needed: bool = True) -> None:
        """Take all that is found; nothing goes on from here.

        What is wanted to the end is waited for only if it is still needed.
        """
        if self._going_on is not None:
            self._going_on.finish(self._budget.stopped, needed=needed)
        self._take()


@contextmanager
def beside(
    questions: Iterable[Q],
    hear: Callable[[Answered[Q]], None],
    take: Callable[[], None],
    budget: Budget,
    *,
    to_the_end: bool,
) -> Iterator[Beside]:
    """Questions for the workers that the caller leaves free, all but one.

    With one worker those wanted to the end are answered first, and others not at all.
    Whoever leaves ends what still runs.

    Parameters
    ----------
    questions, hear
        Asked and heard in a thread of their own.
    take
        Called in the caller's thread when it looks: takes over what was heard.
    """
    others = budget.limits.workers - 1
    if others <= 0:
        for answered in _one_by_one(questions, budget) if to_the_end else ():
            hear(answered)
        yield Beside(take, budget)
        return
    abreast = _Abreast(iter(questions), budget, others)
    with ThreadPoolExecutor(1) as thread:
        going_on = _GoingOn(abreast, hear, thread, to_the_end=to_the_end)
        try:
            yield Beside(take, budget, going_on)
        finally:
            going_on.end()


class _GoingOn(Generic[Q]):
    """Questions asked and heard in a thread of their own."""

    def __init__(
        self,
        abreast: "_Abreast[Q]",
        hear: Callable[[Answered[Q]], None],
        thread: ThreadPoolExecutor,
        *,
        to_the_end: bool,
    ) -> None:
        self._abreast = abreast
        self._hear = hear
        self._to_the_end = to_the_end
        self._enough = Event()
        self._future = thread.submit(self._go)

    def _go(self) -> None:
        try:
            for answered in self._abreast.as_they_come(self._enough.is_set):
                self._hear(answered)
        finally:
            self._abreast.end()

    def check(self) -> None:
        """Raise what went wrong, if something did."""
        if self._future.done():
            self._future.result()

    def finish(self, stopped: Callable[[], bool], *, needed: bool) -> None:
        """Wait for its end, if that is wanted, or bring it about.

        Whoever waits leaves a worker free.
        """
        if self._to_the_end and needed:
            self._abreast.most += 1
        else:
            self._enough.set()
        while not wait((self._future,), timeout=POLL_SECONDS).done:
            stopped()
        self._future.result()

    def end(self) -> None:
        """End it, whatever it does."""
        self._enough.set()
        wait((self._future,))


def _one_by_one(questions: Iterable[Q], budget: Budget) -> Iterator[Answered[Q]]:
    asked = iter(questions)
    while not budget.too_late_to_ask():
        with budget.preparing():
            question = next(asked, None)
            if question is None:
                return
            search = Search(question, budget)
        budget.run(search.run, search.stop)
        yield question, search.answer()


def _never() -> bool:
    return False


class _Abreast(Generic[Q]):
    """Searches that run, so many at once."""

    def __init__(self, questions: Iterator[Q], budget: Budget, most: int) -> None:
        self._questions = questions
        self._budget = budget
        self.most = most
        self._running: dict[Future[None], tuple[Q, Search]] = {}

    def as_they_come(
        self, enough: Callable[[], bool] = _never
    ) -> Iterator[Answered[Q]]:
        """All answers, each as soon as it is there, until there are enough."""
        while not enough() and self._begun():
            yield from self._ended()

    def _begun(self) -> bool:
        """Begin as many searches as there may be; whether any runs."""
        budget = self._budget
        while len(self._running) < self.most and not budget.too_late_to_ask():
            with budget.preparing():
                question = next(self._questions, None)
                if question is None:
                    break
                search = Search(question, budget, alone=False)
            self._running[budget.start(search.run)] = question, search
        return bool(self._running)

    def _ended(self) -> Iterator[Answered[Q]]:
        """Those that are answered within a moment."""
        running = self._running
        done, _ = wait(running, timeout=POLL_SECONDS, return_when=FIRST_COMPLETED)
        # A search may go on long after its own limit.
        if not done and self._budget.exhausted():
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
