"""Too many attempts from one place are slowed down, whoever they claim to be."""

from collections import deque
from datetime import datetime, timedelta
from threading import Lock

from service.errors import Busy
from service.ports import Clock

WINDOW = timedelta(minutes=1)
MOST_KEYS = 10_000


class TooManyAttempts(Busy):
    """Over the rate; the same for accounts that exist and those that do not."""


class RateLimiter:
    """Counts attempts per key in a sliding minute, in this process."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._attempts: dict[str, deque[datetime]] = {}
        self._lock = Lock()

    def attempt(self, key: str, most: int) -> None:
        """Count one attempt.

        Parameters
        ----------
        key
            Address of the sender, or the account tried.
        most
            Attempts allowed per minute.

        Raises
        ------
        TooManyAttempts
            If there were more.
        """
        now = self._clock.now()
        with self._lock:
            if len(self._attempts) > MOST_KEYS:
                self._forget(now)
            seen = self._attempts.setdefault(key, deque())
            while seen and now - seen[0] >= WINDOW:
                seen.popleft()
            if len(seen) >= most:
                wait = WINDOW - (now - seen[0])
                raise TooManyAttempts(
                    "Zu viele Versuche. Bitte warten Sie eine Minute.",
                    retry_seconds=int(wait.total_seconds()) + 1,
                )
            seen.append(now)

    def _forget(self, now: datetime) -> None:
        self._attempts = {
            key: seen
            for key, seen in self._attempts.items()
            if seen and now - seen[-1] < WINDOW
        }
