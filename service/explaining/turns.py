"""Questions are answered one after another, and few wait: the rest is told at once.

Whoever waits holds a thread of the web process. Without a bound a handful of questions
would hold all of them, and nobody could sign in or read a calendar meanwhile.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from service.errors import Busy

#: Longest a question may take, waiting for another one and starting included [s].
LIMIT_SECONDS = 20.0
#: So many wait beside the one that is answered: three of the four threads of a web
#: process at scale, of eight of the built-in server.
MOST_WAITING = 2

_FULL = (
    "Gerade werden schon mehrere Fragen beantwortet. Bitte stellen Sie Ihre in einem"
    " Moment noch einmal."
)
LATE = (
    "Auf diese Frage gab es in der vorgesehenen Zeit keine Antwort. Bitte versuchen"
    " Sie es in einem Moment noch einmal."
)


class Turns:
    """Whose question is answered; safe to use from several threads."""

    def __init__(self) -> None:
        self._room = threading.BoundedSemaphore(1 + MOST_WAITING)
        self._turn = threading.Lock()

    @contextmanager
    def turn(self, limit_seconds: float = LIMIT_SECONDS) -> Iterator[float]:
        """Wait for one's turn; gives the moment at which the time is over [monotonic].

        Raises
        ------
        Busy
            At once if enough others wait, or if the turn does not come in time.
        """
        deadline = monotonic() + limit_seconds
        if not self._room.acquire(blocking=False):
            raise Busy(_FULL)
        try:
            if not self._turn.acquire(timeout=limit_seconds):
                raise Busy(LATE)
            try:
                yield deadline
            finally:
                self._turn.release()
        finally:
            self._room.release()
