"""Parts of one question computed in a process and in a copy of it, side by side.

The copy has all tables in memory; it only sends back what it found. Who takes which
part depends on who is free: so no part may rest on what was computed before it. What a
copy does not bring back is computed here: a fault in it comes up as in one process.

Copies are only made where that is safe: a process with threads may stand still for ever
once copied.
"""

import gc
import os
import pickle
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final, Generic, NoReturn, TypeVar

T = TypeVar("T")

#: Bytes of a turn: which part is next.
_TURN: Final = 4
#: So many turns fit into a pipe that nobody reads yet.
_MOST_TURNS: Final = 4096
_CHUNK: Final = 1 << 16

#: The copy of this process, or in a copy its own number: no further one is made.
_COPIES: list[int] = []


def hands() -> int:
    """How many processes there may be: two where a copy is safe and a core is free."""
    safe = (
        hasattr(os, "fork")
        and hasattr(os, "sched_getaffinity")
        and not _COPIES
        and threading.active_count() == 1
    )
    free = len(os.sched_getaffinity(0)) - _running() if safe else 0
    return 2 if free > 0 else 1


def _running() -> int:
    """How many want a core right now, this process among them.

    A copy that has to share a core brings nothing and is waited for.
    """
    try:
        queued = Path("/proc/loadavg").read_text(encoding="ascii").split()[3]
    except OSError:
        return os.cpu_count() or 1
    return int(queued.split("/")[0])


def never(_: object) -> bool:
    """Nothing ends it."""
    return False


def in_order(
    compute: Callable[[int], T],
    count: int,
    workers: int,
    ends: Callable[[T], bool] = never,
) -> list[T]:
    """What is computed of 0, 1, … up to the first that ends it.

    Parameters
    ----------
    workers
        With one everything is computed here, one after another.
    """
    known: dict[int, T] = {}
    if _worth_a_copy(count, workers):
        known = _Twofold(compute, count, ends).known()
    found: list[T] = []
    for number in range(count):
        found.append(known[number] if number in known else compute(number))
        if ends(found[-1]):
            break
    return found


def from_both_ends(compute: Callable[[int], T], count: int, workers: int) -> list[T]:
    """What is computed of all; neighbours by the same process, as far as may be.

    For parts that share tables with their neighbours: the copy begins with the last.
    """
    known: dict[int, T] = {}
    if _worth_a_copy(count, workers):
        known = _Twofold(compute, count, never, both_ends=True).known()
    return [
        known[number] if number in known else compute(number) for number in range(count)
    ]


def _worth_a_copy(count: int, workers: int) -> bool:
    return 1 < count <= _MOST_TURNS and workers > 1 and hands() > 1


class _Twofold(Generic[T]):
    """A process and its copy: turns in one pipe, what the copy found in another."""

    def __init__(
        self,
        compute: Callable[[int], T],
        count: int,
        ends: Callable[[T], bool],
        *,
        both_ends: bool = False,
    ) -> None:
        self._compute = compute
        self._order = range(count)
        self._ends = ends
        self._both_ends = both_ends
        self._turns, turns = os.pipe()
        with os.fdopen(turns, "wb") as given:
            for number in self._order:
                given.write(number.to_bytes(_TURN, "big"))

    def known(self) -> dict[int, T]:
        """What both have computed, by number; nothing where there is no copy."""
        found, send = os.pipe()
        # Nobody writes to it: the copy sees by its end that this process is gone.
        ended, here = os.pipe()
        with os.fdopen(found, "rb") as said, os.fdopen(here, "wb"):
            copy = self._copy(send, ended, (found, here))
            for end in (send, ended):
                os.close(end)
            try:
                return {} if copy is None else self._together(said)
            finally:
                os.close(self._turns)
                if copy is not None:
                    _end(copy)

    def _together(self, said: BinaryIO) -> dict[int, T]:
        """Compute here as long as there are turns, then hear what the copy found."""
        known = dict(self._own(self._order))
        while self._lacks(known):
            try:
                # From a copy of this very process, by a pipe that only it has.
                number, found = pickle.load(said)  # noqa: S301 - see above
            except (EOFError, pickle.UnpicklingError):
                break  # it has died, or there was a fault: that comes up here
            known[number] = found
        return known

    def _lacks(self, known: dict[int, T]) -> bool:
        """Whether something is not known yet before the first that ends it."""
        for number in self._order:
            if number not in known:
                return True
            if self._ends(known[number]):
                return False
        return False

    def _copy(self, send: int, ended: int, not_its_own: tuple[int, ...]) -> int | None:
        """The copy's process id; ``None`` where the machine has no room for one."""
        try:
            pid = os.fork()
        except OSError:
            return None
        _COPIES.append(pid or os.getpid())
        if pid == 0:
            self._live(send, ended, not_its_own)
        return pid

    def _live(self, send: int, ended: int, not_its_own: tuple[int, ...]) -> NoReturn:
        """What the copy does, from its beginning to its end."""
        try:
            # What to do on Ctrl-C is for the first process to say.
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            gc.freeze()  # looking through all objects would write them all anew
            for end in not_its_own:
                os.close(end)
            threading.Thread(target=_end_with, args=(ended,), daemon=True).start()
            order = self._order[::-1] if self._both_ends else self._order
            with os.fdopen(send, "wb") as said:
                for found in self._own(order):
                    pickle.dump(found, said, pickle.HIGHEST_PROTOCOL)
                    said.flush()
        finally:
            # At once, and with nothing to say of a fault: it comes up in the other
            # process, and so is all that this one would tidy up.
            os._exit(0)

    def _own(self, order: range) -> Iterator[tuple[int, T]]:
        """Take turns as long as there are any, and compute."""
        taken = 0
        while turn := os.read(self._turns, _TURN):
            number = order[taken] if self._both_ends else int.from_bytes(turn, "big")
            taken += 1
            found = self._compute(number)
            yield number, found
            if self._ends(found):
                self._take_all()

    def _take_all(self) -> None:
        """Leave nobody anything to begin with."""
        while os.read(self._turns, _CHUNK):
            pass


def _end(copy: int) -> None:
    """End the copy, whatever it does; whoever else waits for children may be first."""
    _COPIES.clear()
    with suppress(ProcessLookupError):
        os.kill(copy, signal.SIGKILL)
    with suppress(ChildProcessError):
        os.waitpid(copy, 0)


def _end_with(other: int) -> None:
    """End this copy once the process that made it is gone, however it went."""
    while os.read(other, 1):
        pass
    os._exit(1)
