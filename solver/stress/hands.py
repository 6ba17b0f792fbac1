"""Several processes that compute values of one net; the net remembers what they say.

Values do not depend on who computes them or in which order, so the result of a test is
the same for any number of hands. One pair of hands is the net's own process.
"""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from types import TracebackType
from typing import Self

from solver.profile import RuleProfile
from solver.result import StopCheck
from solver.slots import Day
from solver.stress.evaluator import Group, Net
from solver.stress.problem import StressProblem
from solver.stress.value import Value

#: Groups that are handed over at once: few enough that all end at about the same time.
_AT_ONCE = 24
#: How often a hand looks whether somebody still waits for it [s].
_LOOK_SECONDS = 1.0

Asked = tuple[Day, Group]

#: The net of a process that was started to help; nothing else uses it.
_OWN: list[Net] = []


class Hands:
    """Processes for one net, as a context; started when there is enough to do.

    Parameters
    ----------
    net
        One that was not made like another: its week is handed over as it is.
    workers
        How many processes; with one nothing is handed over.
    """

    def __init__(self, net: Net, workers: int) -> None:
        self._net = net
        # A process that must not have children does it all itself.
        alone = multiprocessing.current_process().daemon
        self._workers = 1 if alone else workers
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def compute(self, asked: Iterable[Asked], stop: StopCheck) -> Iterator[float]:
        """Let the net know these values; gives back how much of them is known.

        Ends early once ``stop`` is true. With one process it does nothing at all: the
        net computes what it is asked.
        """
        if self._workers == 1:
            return
        net = self._net
        unknown = [
            (day, group)
            for day, group in dict.fromkeys(asked)
            if not net.knows(group, day)
        ]
        pieces = [unknown[i : i + _AT_ONCE] for i in range(0, len(unknown), _AT_ONCE)]
        if len(pieces) <= 1:
            return
        waiting = {self._hand_over(piece): piece for piece in pieces}
        for done, future in enumerate(as_completed(waiting), start=1):
            for (day, group), value in zip(
                waiting[future], future.result(), strict=True
            ):
                net.take(day, {group: value})
                net.evaluated += 1
            if stop():
                for other in waiting:
                    other.cancel()
                return
            yield done / len(pieces)

    def _hand_over(self, piece: Sequence[Asked]) -> "Future[list[Value]]":
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self._workers,
                # A copy of a process with threads may stand still for ever.
                mp_context=multiprocessing.get_context("spawn"),
                initializer=_begin,
                initargs=(self._net.problem, self._net.profile, os.getpid()),
            )
        return self._pool.submit(_values, list(piece))


def _begin(problem: StressProblem, profile: RuleProfile, parent: int) -> None:
    """In a new process: make the net, and end when nobody waits any more.

    Ctrl-C at a terminal reaches every process; what to do then is for the first to say.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    _OWN[:] = [Net(problem, profile)]


def _end_with(parent: int) -> None:
    """End the process once the one that started it is gone, however it went."""
    while os.getppid() == parent:
        time.sleep(_LOOK_SECONDS)
    os._exit(1)


def _values(piece: Sequence[Asked]) -> list[Value]:
    (net,) = _OWN
    return [net.value(group, day) for day, group in piece]
