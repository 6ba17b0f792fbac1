"""CPU time of one call on a machine that does other things meanwhile.

Neighbours on the same cores make the same instructions take longer. So a piece of
plain Python is timed beside the call, and the call's time is told as it would be on a
machine where that piece takes 100 microseconds (a quiet server of 2024 does).
"""

import gc
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

SERIES, ROUNDS = 40, 50
REFERENCE_SECONDS = 100e-6
_DOCUMENT = {"days": [1, 2, 3] * 20, "place": {"name": "x" * 50}}


def least_cpu_seconds(act: Callable[[], object], below: float) -> float:
    """The least CPU seconds of one call over up to forty series.

    The series stop as soon as one is below the limit.
    """
    best = float("inf")
    for _ in range(SERIES):
        best = min(best, _seconds(act) / slowness())
        if best < below:
            break
    return best


@dataclass(slots=True)
class Took:
    """CPU seconds of a block, as they would be on a quiet machine."""

    seconds: float = float("inf")


@contextmanager
def cpu_time() -> Iterator[Took]:
    """Time a block once, with the reference before and after it."""
    took, before = Took(), slowness()
    start = time.process_time()
    yield took
    spent = time.process_time() - start
    took.seconds = spent / max(before, slowness())


def slowness() -> float:
    """How many times longer plain Python takes right now than on a quiet machine.

    The collector waits meanwhile: it would look through all that others have made, and
    what is timed beside it would seem to take no time.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        return _seconds(_reference) / REFERENCE_SECONDS
    finally:
        if enabled:
            gc.enable()


def _seconds(act: Callable[[], object]) -> float:
    start = time.process_time()
    for _ in range(ROUNDS):
        act()
    return (time.process_time() - start) / ROUNDS


def _reference() -> None:
    for _ in range(10):
        json.loads(json.dumps(_DOCUMENT))
        sorted(str(number) for number in range(20))
