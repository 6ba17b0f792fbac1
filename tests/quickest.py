"""Promises in wall seconds, kept apart from what neighbours on the machine cost."""

from collections.abc import Callable

TRIES = 8


def quickest(attempt: Callable[[], float], within: float, tries: int = TRIES) -> float:
    """Seconds of the quickest attempt; no further ones once one is within the limit.

    A machine that does other things delays some attempts; what is slow by itself
    is slow each time.
    """
    best = float("inf")
    for _ in range(tries):
        best = min(best, attempt())
        if best <= within:
            break
    return best
