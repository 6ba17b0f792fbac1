"""The process that solves a document: ``python -m service.solving.child``.

It reads the document itself, so that whoever supervises it stays free to answer.
When the supervisor is gone it ends at once.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from time import monotonic
from typing import Any, BinaryIO

from service.errors import InputFault, InvalidInput
from service.jobs.restricted import restrict, take_stdout
from service.solving.order import (
    DONE,
    FAULT,
    PLAN,
    PROGRESS,
    REFUSED,
    Frame,
    SolveOrder,
    write_frame,
)
from service.solving.rules import read_with_rules
from service.system_faults import words_of
from solver import solve
from solver.documents import DocumentError
from solver.errors import EngineFault, SolverError
from solver.exchange.kind import WritePlan
from solver.result import Contradiction, Progress, SolveLimits, Stopped

#: What computes, loaded before any document is read.
ENGINES = ("solver.substitution.planning", "solver.matching.planning")
ORPHAN_EXIT = 71
NICENESS = 5
#: Plans on the way are written down at most so often [s], and only so much of the time.
LEAST_PAUSE_SECONDS = 0.5
MOST_SHARE = 0.05


def main() -> None:
    """Solve one document and say what came of it."""
    answers = os.fdopen(take_stdout(), "wb")
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    order = SolveOrder.read(sys.stdin.buffer.readline())
    stopped = threading.Event()
    threading.Thread(target=_listen, args=(stopped,), daemon=True).start()
    for module in ENGINES:
        # Before the time begins to count: on a busy machine this takes seconds.
        import_module(module)
    restrict(order.memory_mib, NICENESS)
    write_frame(answers, _answer(order, answers, stopped))


def _answer(order: SolveOrder, answers: BinaryIO, stopped: threading.Event) -> Frame:
    try:
        return _solved(order, answers, stopped)
    except DocumentError as error:
        faults = [InputFault(f.pointer, f.detail, "document") for f in error.faults]
        return _refused("Die Aufgabe lässt sich nicht lesen.", faults)
    except InvalidInput as error:
        return _refused(str(error), list(error.faults))
    except OSError as error:
        why = words_of(error)
        return _refused(
            f"Die Datei „{order.problem}“ lässt sich nicht lesen: {why}.", []
        )
    except MemoryError:
        return Frame(FAULT, {"memory": True})
    except EngineFault:
        raise
    except SolverError as error:
        return _refused(str(error), [])


def _refused(message: str, faults: list[InputFault]) -> Frame:
    said = {"message": message, "faults": [asdict(fault) for fault in faults]}
    return Frame(REFUSED, said)


def _solved(order: SolveOrder, answers: BinaryIO, stopped: threading.Event) -> Frame:
    began = monotonic()
    write_frame(answers, Frame(PROGRESS, {"share": 0.0, "phase": "read"}))
    document = Path(order.problem).read_bytes()
    kind, outside, profile = read_with_rules(document, order.profile)
    writer = _Writer(kind.writer(outside, profile), answers)
    left = max(0.0, order.seconds - (monotonic() - began))
    result = solve(
        outside.problem,
        profile,
        SolveLimits(seconds=left, workers=order.workers, seed=order.seed),
        progress=writer.progress,
        should_stop=stopped.is_set,
        better=writer.better,
    )
    if isinstance(result, Stopped):
        body = b"" if result.plan is None else writer.document(result.plan, ())
        return Frame(DONE, {"ended": "stopped"}, body)
    late = not result.plan.unique and (
        monotonic() - began >= order.seconds
        # Building ends before the limit, and what is left may not do for proofs.
        or not all(tier.proven for tier in result.plan.tiers)
    )
    found = result.findings if isinstance(result, Contradiction) else ()
    if not late:
        # What is fixed may break rules and stays; a plan says so without being asked.
        audited = kind.audit(outside.problem, profile, result.plan).findings
        found = (*audited, *(finding for finding in found if finding not in audited))
    ended = "time" if late else "done"
    return Frame(DONE, {"ended": ended}, writer.document(result.plan, found))


class _Writer:
    """Says how far the work is, and writes plans down as long as that costs little."""

    def __init__(self, document: WritePlan[Any], answers: BinaryIO) -> None:
        self.document = document
        self._answers = answers
        self._next = 0.0
        self._offered = 0

    def progress(self, progress: Progress) -> None:
        """Say how far the work is."""
        said = {
            "share": progress.share,
            "phase": progress.phase,
            "tiers": [[tier.id, tier.value, tier.bound] for tier in progress.tiers],
        }
        write_frame(self._answers, Frame(PROGRESS, said))

    def better(self, write: Callable[[], Any]) -> None:
        """Write a better plan down; the first two always: the empty and the greedy."""
        self._offered += 1
        began = monotonic()
        if self._offered > 2 and began < self._next:  # noqa: PLR2004 - said above
            return
        write_frame(self._answers, Frame(PLAN, {}, self.document(write(), ())))
        ended = monotonic()
        pause = max(LEAST_PAUSE_SECONDS, (ended - began) / MOST_SHARE)
        self._next = ended + pause


def _listen(stopped: threading.Event) -> None:
    """Stop when told to, end at once when nobody is there to tell."""
    for _line in sys.stdin.buffer:
        stopped.set()
    os._exit(ORPHAN_EXIT)


if __name__ == "__main__":
    main()
