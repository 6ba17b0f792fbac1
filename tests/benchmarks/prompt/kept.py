"""A promise in seconds of the processor, measured three times and said."""

from collections.abc import Callable

from tests.cpu import cpu_time

TRIES = 3


def kept(work: str, act: Callable[[], object], bar_seconds: float) -> None:
    """Say what the quickest of a few tries took and refuse what is over the bar."""
    taken = []
    for _ in range(TRIES):
        with cpu_time() as took:
            act()
        taken.append(took.seconds)
    print(f"\n{work}: {min(taken):.3f} s CPU, bar {bar_seconds} s")
    assert min(taken) < bar_seconds
