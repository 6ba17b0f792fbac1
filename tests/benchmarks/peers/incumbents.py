"""Plans on the way, so many as a curve needs; without any import of our own.

The peers' scripts run in other environments and share this file only.
"""

import resource
import time
from collections.abc import Sequence
from pathlib import Path

#: A plan is kept if it came so much later than the one before: factor and seconds.
LATER, AT_LEAST_SECONDS = 1.08, 0.02


def peak_bytes() -> int:
    """Most memory this process has held since its program began.

    What the system's resource counter says includes the process it was forked from.
    """
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text(encoding="utf-8").splitlines():
            if line.startswith("VmHWM:"):
                return 1024 * int(line.split()[1])
    return 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


class Incumbents:
    """The plans found so far with the seconds since the clock began."""

    def __init__(self) -> None:
        self._found: list[tuple[float, list[int]]] = []
        self.begin()

    def begin(self) -> None:
        """Start the clock: from here on it is no start-up."""
        self._began = time.perf_counter()

    @property
    def seconds(self) -> float:
        """Seconds on the clock."""
        return time.perf_counter() - self._began

    def add(self, options: Sequence[int]) -> None:
        """Note a better plan; one that was hardly older is dropped for it."""
        found, now = self._found, self.seconds
        if len(found) > 1 and now < found[-2][0] * LATER + AT_LEAST_SECONDS:
            found.pop()
        found.append((now, list(options)))

    def answer(self, *, start_up_seconds: float, proven: int) -> dict[str, object]:
        """What ``exchange.read_answer`` understands; the last plan is the answer."""
        return {
            "options": self._found[-1][1] if self._found else None,
            "seconds": self.seconds,
            "start_up_seconds": start_up_seconds,
            "proven": proven,
            "found": self._found,
            "peak_bytes": peak_bytes(),
        }
