"""How long a run may take and whether somebody wants it to end."""

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, replace
from threading import Lock, get_ident
from types import TracebackType
from typing import Self, TypeVar

from solver.result import SolveLimits, StopCheck

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one tier may use: wall seconds, and deterministic units if they count.

    ``attempt`` counts from 0 how often the same is begun anew, each with other luck.
    ``goal`` is a bound of the costs that is known: whatever reaches it is best.
    ``most`` asks for nothing that costs more, with ``first`` for whatever does not.
    ``light`` searches without cuts and with less of a relaxation: sums of tiers of
    small parts take a third so.
    """

    ends_at: float
    deterministic: float | None
    attempt: int = 0
    goal: int | None = None
    most: int | None = None
    first: bool = False
    light: bool = False

    @property
    def seconds(self) -> float:
        """Wall seconds left of it, never negative."""
        return max(0.0, self.ends_at - time.monotonic())

    def within(self, seconds: float) -> "Allowance":
        """The same, ending in so many seconds at the latest."""
        ends_at = min(self.ends_at, time.monotonic() + seconds)
        return replace(self, ends_at=ends_at)

    def share(self, part: float) -> "Allowance":
        """A part of what is left of it."""
        own = None if self.deterministic is None else part * self.deterministic
        return replace(self.within(part * self.seconds), deterministic=own)

    def asking(self, most: int, goal: int | None = None) -> "Allowance":
        """The same, for what costs at most so much; nothing costs less than a goal."""
        return replace(self, most=most, goal=goal)

    def at_most(self, units: float) -> "Allowance":
        """The same with so many deterministic units at most."""
        left = self.deterministic
        return replace(self, deterministic=units if left is None else min(units, left))


#: Is shown each better full assignment; it looks at it at once or never.
Watcher = Callable[[Sequence[int]], None]

#: How often a running engine is asked to stop again, and how often the caller's
#: check is called [s]; a request sent before the search began is lost (solving.md 5).
POLL_SECONDS = 0.02

#: Options, model and first plan may take this share of the limit, but at least so many
#: seconds, so that a limit of nothing still gives a plan of a small problem.
BUILDING_SHARE, LEAST_BUILDING_SECONDS = 0.7, 0.2
#: So many seconds more there are for a plan without a model if that was too little.
HASTE_SECONDS = 0.1
#: What may come on top of the limit to write a plan down: a share of it, and seconds.
WRITING_SHARE, WRITING_SECONDS = 0.05, 0.35
#: A plan with all its reasons takes up to so many times as long to write down as one
#: on the way took, which is inside the limit up to this share of it.
LAST_PLAN, LAST_PLAN_SHARE = 3.0, 0.1
#: And after somebody wants the run to end [s].
LAST_WORDS_SECONDS = 0.1
#: One question may take so many times as long to be made ready as the longest did.
PREPARING = 2.0
#: One pass over the model takes up to this share of what building it took.
PASS_SHARE = 0.25


class Budget:
    """Wall seconds and deterministic units left, and the caller's wish to stop.

    Used as a context: it holds the threads in which engines run, one beside the other
    or while the caller's check is polled.
    """

    def __init__(self, limits: SolveLimits, should_stop: StopCheck | None) -> None:
        self.limits = limits
        self._should_stop = should_stop
        self._began = time.monotonic()
        self._ready = self._began
        self._ends_at = self._began + limits.seconds
        self._write_by = (
            self._ends_at + WRITING_SHARE * limits.seconds + WRITING_SECONDS
        )
        self._last_plan = 0.0
        self._deterministic_left = limits.deterministic
        self._lock = Lock()
        self._stopped = False
        self._thread = get_ident()
        self._longest = 0.0
        self._watcher: Watcher | None = None
        self._pool: ThreadPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown()

    @property
    def seconds(self) -> float:
        """Wall seconds left but for writing the last plan down, never negative."""
        return max(0.0, self._ends_at - self._last_plan - time.monotonic())

    @property
    def deterministic(self) -> float | None:
        """Deterministic units left, ``None`` without such a limit."""
        return self._deterministic_left

    def spend(self, deterministic: float) -> None:
        """Take deterministic units off what is left."""
        with self._lock:
            if self._deterministic_left is not None:
                self._deterministic_left = max(
                    0.0, self._deterministic_left - deterministic
                )

    def stopped(self) -> bool:
        """Whether the caller wants the run to end; asked anew until it does.

        The caller is only asked in its own thread.
        """
        should_stop = None if self._stopped else self._should_stop
        if should_stop is not None and get_ident() == self._thread:
            self._stopped = should_stop()
            if self._stopped:
                last = time.monotonic() + LAST_WORDS_SECONDS
                self._write_by = min(self._write_by, last)
        return self._stopped

    def watch(self, watcher: Watcher) -> None:
        """Show better assignments to somebody from now on."""
        self._watcher = watcher

    def show(self, values: Sequence[int]) -> None:
        """A better full assignment has been found."""
        if self._watcher is not None:
            self._watcher(values)

    def exhausted(self) -> bool:
        """Whether nothing may be started any more: stopped or out of budget."""
        return self.stopped() or self.seconds <= 0.0 or self._deterministic_left == 0.0

    def too_late_to_begin(self) -> bool:
        """Whether what is left would not do to take a model over into an engine."""
        gone = time.monotonic() - self._began
        return self.exhausted() or self.seconds < PASS_SHARE * gone

    @contextmanager
    def preparing(self) -> Iterator[None]:
        """What an engine is asked is made ready meanwhile."""
        began = time.monotonic()
        yield
        self._longest = max(self._longest, time.monotonic() - began)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A plan on the way is written down meanwhile; the last one takes longer."""
        began = time.monotonic()
        yield
        last = LAST_PLAN * (time.monotonic() - began)
        most = LAST_PLAN_SHARE * self.limits.seconds
        self._last_plan = min(most, max(self._last_plan, last))

    def too_late_to_ask(self) -> bool:
        """Whether what is left would not do to make one more question ready."""
        return self.exhausted() or self.seconds < PREPARING * self._longest

    def ready(self) -> None:
        """The problem is looked through: what it has at least begins to count."""
        self._ready = time.monotonic()

    def built_out(self) -> bool:
        """Whether nothing more may be built: stopped, or no time left to use it."""
        share = self._began + BUILDING_SHARE * self.limits.seconds
        by = max(share, self._ready + LEAST_BUILDING_SECONDS)
        return self.stopped() or time.monotonic() >= by

    def hasted_out(self) -> bool:
        """Whether even a plan without a model has to do with what it has."""
        least = LEAST_BUILDING_SECONDS + HASTE_SECONDS
        by = max(self._ends_at - self._last_plan, self._ready + least)
        return self.stopped() or time.monotonic() >= by

    def overdue(self) -> bool:
        """Whether the answer is due at once, even without all of its reasons."""
        self.stopped()
        return time.monotonic() >= self._write_by - self._last_plan

    def allowance(self, tiers_left: int, share: float = 0.5) -> Allowance:
        """A share of what is left for a tier, all of it for the last; the rest goes on.

        Half of it, if nothing else is said.
        """
        part = 1.0 if tiers_left <= 1 else share
        deterministic = self._deterministic_left
        return Allowance(
            time.monotonic() + part * self.seconds,
            None if deterministic is None else part * deterministic,
        )

    def run(self, work: Callable[[], T], interrupt: Callable[[], object]) -> T:
        """Result of ``work``, interrupted again and again once a stop is wanted.

        Without a check to poll the work runs in the calling thread.
        """
        if self._should_stop is None:
            return work()
        future = self.start(work)
        while not wait((future,), timeout=POLL_SECONDS).done:
            if self.stopped():
                interrupt()
        return future.result()

    def start(self, work: Callable[[], T]) -> Future[T]:
        """Begin work in a thread; as many may run at once as there are workers."""
        with self._lock:
            if self._pool is None:
                self._pool = ThreadPoolExecutor(max(1, self.limits.workers))
        return self._pool.submit(work)
