"""A document is solved in a process of its own, watched by this one.

This process never loads the solver. It has the best plan that was written down, so a
child that runs out of time or memory, is killed or called off still leaves a plan; one
that is killed before it had any, or never says a word, is begun anew.
"""

import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from queue import Empty, SimpleQueue
from time import monotonic
from typing import IO, Any

from service.errors import InputFault, InvalidInput, TooLarge
from service.ports import Progress
from service.solving.order import (
    DONE,
    FAULT,
    PLAN,
    PROGRESS,
    REFUSED,
    STOP,
    Frame,
    SolveOrder,
    read_frame,
)

POLL_SECONDS = 0.02
#: After a stop the child may answer itself for so long; then its last plan counts.
STOP_SECONDS = 0.12
#: The child ends itself at its limit; so much later it is ended.
GRACE_SECONDS = 2.0
#: A child that has not said a word for so long hangs. To start takes a second of work,
#: which a busy machine may stretch tenfold.
START_SECONDS = 20.0
#: The limit counts from when the child has started. Starting and reading have so much
#: on top of it, both children together: whoever has no plan then will have none.
FIRST_PLAN_SECONDS = 40.0
#: A child that dies, or is silent, before it has any plan is begun anew, once.
ATTEMPTS = 2


class Ended(StrEnum):
    """Why the work ended."""

    DONE = "done"
    TIME = "time"
    STOPPED = "stopped"
    KILLED = "killed"
    MEMORY = "memory"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Supervised:
    """The document of the best plan, and why the work ended."""

    document: bytes
    ended: Ended
    seconds: float


def solve_document(
    order: SolveOrder,
    tell: Progress,
    stop: Callable[[], bool],
    started: Callable[[int], None] = lambda _pid: None,
) -> Supervised | None:
    """The best plan of a document within the limits, ``None`` if stopped before any.

    It has ended ``FIRST_PLAN_SECONDS`` and ``GRACE_SECONDS`` after the limit at latest,
    whatever the child does.

    Parameters
    ----------
    tell
        Is told the share that is done and the phase.
    stop
        Asked fifty times a second; once true this answers within 0.2 s, and the child
        has ended.
    started
        Is told the child's process id; a second one's if the first died too soon.

    Raises
    ------
    InvalidInput
        If the document or its rules cannot be used, with every fault.
    TooLarge
        If memory or all that time ended before there was any plan.
    """
    left = order
    attempts = ATTEMPTS
    latest_plan = monotonic() + order.seconds + FIRST_PLAN_SECONDS
    while True:
        child = _Child(left, latest_plan)
        started(child.pid)
        try:
            ended = _watch(child, tell, stop)
        finally:
            child.end()
        if child.document is not None:
            seconds = monotonic() - order.began_at
            return Supervised(child.document, ended, seconds)
        attempts -= 1
        if ended is Ended.STOPPED:
            return None
        if ended not in (Ended.KILLED, Ended.SILENT) or not attempts:
            raise TooLarge(_NO_PLAN[ended])
        left = replace(left, seconds=max(0.0, left.seconds - child.working_seconds))


_NO_PLAN = {
    Ended.DONE: "Der Rechenprozess hat keinen Plan hinterlassen.",
    Ended.TIME: (
        "Auch lange nach Ablauf der Zeit war die Aufgabe nicht gelesen; bitte mehr Zeit"
        " geben oder die Aufgabe teilen."
    ),
    Ended.KILLED: (
        "Der Rechenprozess wurde beendet, bevor es einen Plan gab. Reichte der Speicher"
        " nicht, so gibt die Einstellung LUECKENLOS_SOLVER_MEMORY_MIB mehr."
    ),
    Ended.MEMORY: (
        "Der Speicher reicht für diese Aufgabe nicht; die Einstellung"
        " LUECKENLOS_SOLVER_MEMORY_MIB gibt mehr."
    ),
    Ended.SILENT: (
        "Der Rechenprozess kam auch beim zweiten Mal nicht zum Rechnen und wurde"
        " beendet; bitte später noch einmal versuchen."
    ),
}


def _watch(child: "_Child", tell: Progress, stop: Callable[[], bool]) -> Ended:
    """Wait for the end; whatever the child says meanwhile is noted."""
    stopped_at: float | None = None
    while True:
        frame = child.next()
        if frame is not None:
            ended = child.note(frame, tell)
            if ended is not None:
                return Ended.STOPPED if stopped_at is not None else ended
        if child.gone:
            return Ended.STOPPED if stopped_at is not None else Ended.KILLED
        now = monotonic()
        if stopped_at is None and stop():
            stopped_at = now
            child.stop()
        if stopped_at is not None and now - stopped_at >= STOP_SECONDS:
            return Ended.STOPPED
        if now >= _last_moment(child):
            return Ended.SILENT if child.ready_at is None else Ended.TIME


def _last_moment(child: "_Child") -> float:
    """When a child is ended that does not end itself."""
    if child.ready_at is None:
        return min(child.began_at + START_SECONDS, child.latest_plan)
    if child.planned_at is None:
        return child.latest_plan
    # The first plan is an empty one: whoever read beyond the limit has the same while.
    return max(child.ready_at + child.seconds, child.planned_at) + GRACE_SECONDS


class _Child:
    """The process that computes, and the best plan it has written down."""

    def __init__(self, order: SolveOrder, latest_plan: float) -> None:
        # Its own session: Ctrl-C at a terminal reaches the parent only, who decides.
        # The command is this interpreter and a module of ours, nothing from outside.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "service.solving.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        self.pid = self._process.pid
        self.began_at = monotonic()
        self.seconds = order.seconds
        #: When it is ended if it has written no plan down by then.
        self.latest_plan = latest_plan
        #: When it first said something: from then on it works on the document.
        self.ready_at: float | None = None
        self.document: bytes | None = None
        #: When it first wrote a plan down.
        self.planned_at: float | None = None
        self.gone = False
        self._frames: SimpleQueue[Frame | None] = SimpleQueue()
        self._reader = threading.Thread(
            target=self._read, args=(self._process.stdout,), daemon=True
        )
        self._reader.start()
        self._send(order.line())

    def next(self) -> Frame | None:
        """What it says next, if it says anything soon."""
        try:
            frame = self._frames.get(timeout=POLL_SECONDS)
        except Empty:
            return None
        self.gone = frame is None
        return frame

    def note(self, frame: Frame, tell: Progress) -> Ended | None:
        """Keep what it said; why it ended, if that was its last word.

        Raises
        ------
        InvalidInput
            If it refused the document.
        """
        if self.ready_at is None:
            self.ready_at = monotonic()
        match frame.kind:
            case kind if kind == PROGRESS:
                tell(frame.said["share"], frame.said["phase"])
            case kind if kind == PLAN:
                self.document = frame.body
                if self.planned_at is None:
                    self.planned_at = monotonic()
            case kind if kind == DONE:
                self.document = frame.body or self.document
                return Ended(frame.said["ended"])
            case kind if kind == FAULT:
                return Ended.MEMORY
            case kind if kind == REFUSED:
                raise _refused(frame.said)
        return None

    @property
    def working_seconds(self) -> float:
        """How long it has worked on the document by now."""
        return 0.0 if self.ready_at is None else monotonic() - self.ready_at

    def stop(self) -> None:
        """Ask it to end."""
        self._send(STOP)

    def end(self) -> None:
        """End it at once; whatever it holds is lost but the plans it wrote down."""
        self._process.kill()
        self._process.wait()
        self._reader.join()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    def _send(self, line: bytes) -> None:
        if self._process.stdin is None:
            raise RuntimeError("the child was started with a pipe")
        try:
            self._process.stdin.write(line)
            self._process.stdin.flush()
        except BrokenPipeError:
            # It has died: the reader says so.
            return

    def _read(self, pipe: IO[bytes]) -> None:
        while (frame := read_frame(pipe)) is not None:  # type: ignore[arg-type] # a pipe of Popen reads bytes as a BinaryIO does
            self._frames.put(frame)
        self._frames.put(None)


def _refused(said: Mapping[str, Any]) -> InvalidInput:
    faults = [InputFault(**fault) for fault in said["faults"]]
    return InvalidInput(said["message"], faults)
