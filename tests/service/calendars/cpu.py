"""CPU time of one call on a machine that does other things meanwhile.

Neighbours on the same cores make the same instructions take longer, never shorter, so
the least of many series is the figure; series stop as soon as one is below the limit.
"""

import time
from collections.abc import Callable

SERIES, ROUNDS = 40, 100


def least_cpu_seconds(act: Callable[[], object], below: float) -> float:
    """The least CPU seconds of one call over up to forty series."""
    best = float("inf")
    for _ in range(SERIES):
        start = time.process_time()
        for _ in range(ROUNDS):
            act()
        best = min(best, (time.process_time() - start) / ROUNDS)
        if best < below:
            break
    return best
