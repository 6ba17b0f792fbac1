"""The answering process as its parent sees it: one question at a time, a hard limit.

It is started with the first question and stays, so that the next ones find the engine
loaded and the plan at hand. If it does not answer in time it is killed, and the next
question starts another.
"""

import subprocess
import sys
import threading
import weakref
from queue import Empty, SimpleQueue
from time import monotonic
from typing import IO, overload

import structlog

from service.errors import Busy
from service.explaining.question import (
    AuditOrder,
    DatesOrder,
    DatesPart,
    MatchingOrder,
    MatchingPart,
    MoveOrder,
    MovePart,
    Order,
    Part,
    SaidFacts,
    StandingOrder,
)
from service.explaining.turns import LATE, LIMIT_SECONDS, Turns
from service.explaining.wire import (
    AnyOrder,
    AnyParts,
    read_dates_parts,
    read_matching_parts,
    read_move_parts,
    read_parts,
    read_reports,
    read_said,
    write_order,
)
from solver.audit import AuditReport

log = structlog.get_logger()

_FAILED = (
    "Diese Frage konnte nicht beantwortet werden; der Grund steht im Protokoll. Bitte"
    " versuchen Sie es noch einmal."
)


class AnsweringProcess:
    """Answers in a child process; safe to use from several threads.

    Whoever works for seconds beside it shares its ``turns``.
    """

    def __init__(self, memory_mib: int, turns: Turns | None = None) -> None:
        self._memory_mib = memory_mib
        self._limit_seconds = LIMIT_SECONDS
        self._turns = turns or Turns()
        self._child: _Child | None = None

    @overload
    def __call__(self, order: Order) -> tuple[Part, ...]: ...

    @overload
    def __call__(self, order: MatchingOrder) -> tuple[MatchingPart, ...]: ...

    @overload
    def __call__(self, order: DatesOrder) -> tuple[DatesPart, ...]: ...

    @overload
    def __call__(self, order: StandingOrder) -> tuple[SaidFacts, ...]: ...

    @overload
    def __call__(self, order: MoveOrder) -> tuple[MovePart, ...]: ...

    @overload
    def __call__(self, order: AuditOrder) -> tuple[AuditReport, ...]: ...

    def __call__(self, order: AnyOrder) -> AnyParts:
        """The answer.

        Raises
        ------
        Busy
            If too many wait, there is none in time, or answering failed.
        """
        with self._turns.turn(self._limit_seconds) as deadline:
            line = self._answer(order, deadline)
        parts = _read_answer(order, line)
        if parts is None:
            raise Busy(_FAILED)
        return parts

    def close(self) -> None:
        """End the child, if there is one."""
        if self._child is not None:
            self._child.end()
            self._child = None

    def _answer(self, order: AnyOrder, deadline: float) -> str:
        if self._child is None or not self._child.lives():
            self.close()
            self._child = _Child(self._memory_mib)
        try:
            line = self._child.ask(write_order(order), deadline - monotonic())
        except Empty:
            # nothing is wrong: who asked is told, and may ask again
            log.info("answer_late", kind=order.kind.value)
            self.close()
            raise Busy(LATE) from None
        if line is None:
            log.warning("answer_missing", kind=order.kind.value)
            self.close()
            raise Busy(LATE)
        return line


def _read_answer(order: AnyOrder, line: str) -> AnyParts | None:
    if isinstance(order, MatchingOrder):
        return read_matching_parts(line)
    if isinstance(order, DatesOrder):
        return read_dates_parts(line)
    if isinstance(order, StandingOrder):
        return read_said(line)
    if isinstance(order, MoveOrder):
        return read_move_parts(line)
    if isinstance(order, AuditOrder):
        return read_reports(line)
    return read_parts(line)


class _Child:
    """One process; it ends with the object, and with this process in any case."""

    def __init__(self, memory_mib: int) -> None:
        # This interpreter and a module of ours, nothing from outside; a session of
        # its own, so that Ctrl-C at a terminal reaches the parent only.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "service.explaining.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self._answers: SimpleQueue[str | None] = SimpleQueue()
        reader = threading.Thread(
            target=_read, args=(self._process.stdout, self._answers), daemon=True
        )
        reader.start()
        self.end = weakref.finalize(self, _end, self._process, reader)

        self._send(str(memory_mib))

    def lives(self) -> bool:
        """Whether it can still be asked."""
        return self._process.poll() is None

    def ask(self, line: str, seconds: float) -> str | None:
        """Its answer; ``None`` if it has died.

        Raises
        ------
        Empty
            If it does not answer in time.
        """
        try:
            self._send(line)
            return self._answers.get(timeout=max(0.0, seconds))
        except BrokenPipeError:
            return None

    def _send(self, line: str) -> None:
        if self._process.stdin is None:
            raise RuntimeError("the child was started with a pipe")
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()


def _read(answers: IO[str], queue: SimpleQueue[str | None]) -> None:
    for line in answers:
        queue.put(line)
    queue.put(None)


def _end(process: "subprocess.Popen[str]", reader: threading.Thread) -> None:
    """Kill it and leave nothing open."""
    process.kill()
    process.wait()
    reader.join()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except BrokenPipeError:
                continue  # what it had not read is of no use to anybody
