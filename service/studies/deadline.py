"""Until when a study computes: told to stop, or out of time with what is known."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from solver.result import StopCheck


@dataclass(frozen=True, slots=True)
class Deadline:
    """Ends a computation when somebody stops it or its seconds are over.

    Whoever is stopped leaves no result; whoever runs out of time tells what is known.
    """

    stopped: StopCheck
    seconds: float
    clock: Callable[[], float] = monotonic

    def check(self) -> StopCheck:
        """Whether to end, asked again and again from now on."""
        last = self.clock() + self.seconds
        return lambda: self.stopped() or self.clock() >= last
