"""One attempt at a job, in the process that does the work.

A thread beside the work keeps the row's heartbeat, carries progress, sees a cancel
within ``poll_seconds`` and watches the limit. Work that does not end itself ``grace``
seconds after its limit is ended with its process.
"""

import threading
from collections.abc import Callable, Mapping
from time import monotonic
from typing import Any, Self

import structlog
from sqlalchemy.orm import Session

from service.db.store import Store
from service.domain.kinds import JobState
from service.errors import Busy, ServiceError
from service.jobs import ending, table
from service.jobs.contract import AttemptLost, ClaimedJob, Handlers
from service.jobs.limits import JobLimits

log = structlog.get_logger()


class Control:
    """What a handler says and hears; its thread speaks to the job's row."""

    def __init__(
        self,
        store: Store,
        job: ClaimedJob,
        limits: JobLimits,
        limit_seconds: float,
        on_overdue: Callable[[], None],
    ) -> None:
        self._store = store
        self._job = job
        self._limits = limits
        self._deadline = monotonic() + limit_seconds
        self._on_overdue = on_overdue
        self._stop = threading.Event()
        self._ended = threading.Event()
        self._progress: dict[str, Any] | None = None
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._watch, name="heartbeat")
        self._thread.daemon = True
        self.cancelled = False
        self.overdue = False
        self.lost = False
        self.finished = False

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def should_stop(self) -> bool:
        """Whether to end soon."""
        return self._stop.is_set()

    def report(self, share: float, phase: str, detail: Mapping[str, Any]) -> None:
        """Say how far the work is; written with the next heartbeat."""
        with self._lock:
            self._progress = {"share": share, "phase": phase, **detail}

    def finish(self, session: Session) -> None:
        """Mark the job as done in the transaction that stores its result.

        Raises
        ------
        AttemptLost
            If another attempt owns the job by now.
        """
        table.finish(session, self._job, self._store.clock.now())
        self.finished = True

    def _watch(self) -> None:
        last_beat = monotonic()
        while not self._ended.wait(self._limits.poll_seconds):
            try:
                self._look()
                due = monotonic() - last_beat >= self._limits.heartbeat_seconds
                if due or self._has_news():
                    last_beat = monotonic()
                    table.beat(self._store, self._job, self._news())
            except Busy as error:
                # The database is away or busy: the next look may succeed; if it stays
                # away the reaper takes the job over and this result is void.
                log.warning("heartbeat_failed", job=str(self._job.id), error=str(error))
            self._check_time()

    def _look(self) -> None:
        seen = table.look(self._store, self._job)
        self.lost = not seen.mine
        self.cancelled = seen.mine and seen.cancel_requested
        if self.lost or self.cancelled:
            self._stop.set()

    def _check_time(self) -> None:
        late = monotonic() - self._deadline
        if late >= 0:
            self.overdue = True
            self._stop.set()
        if late >= self._limits.grace_seconds and not self._ended.is_set():
            self._on_overdue()

    def _has_news(self) -> bool:
        with self._lock:
            return self._progress is not None

    def _news(self) -> dict[str, Any] | None:
        with self._lock:
            news, self._progress = self._progress, None
            return news


def run_attempt(
    store: Store,
    handlers: Handlers,
    job: ClaimedJob,
    limits: JobLimits,
    end_process: Callable[[], None],
) -> JobState | None:
    """Run a claimed job to an end that is stored.

    Parameters
    ----------
    end_process
        Ends this process at once; called when the work ignores its limit.

    Returns
    -------
    JobState | None
        The state the row has now; ``None`` if the attempt no longer owned the job.
    """
    handler = handlers[job.kind]

    def overdue() -> None:
        log.error("job_overdue", job=str(job.id), kind=job.kind.value)
        ending.end_attempt(store, handlers, job, JobState.FAILED, ending.OVERDUE)
        end_process()

    limit = handler.limit_seconds(job.payload)
    with Control(store, job, limits, limit, overdue) as control:
        failure = _failure_of(lambda: handler.run(store, job, control))
    if failure is None and control.finished:
        return JobState.DONE
    return _end(store, handlers, job, control, failure)


def _failure_of(work: Callable[[], None]) -> Exception | None:
    try:
        work()
    except Exception as failure:  # noqa: BLE001 - every fault ends in the job's row
        return failure
    return None


def _end(
    store: Store,
    handlers: Handlers,
    job: ClaimedJob,
    control: Control,
    failure: Exception | None,
) -> JobState | None:
    if control.cancelled:
        ended = ending.end_attempt(
            store, handlers, job, JobState.CANCELLED, ending.CANCELLED
        )
        return JobState.CANCELLED if ended else None
    match failure:
        case AttemptLost():
            log.info("attempt_lost", job=str(job.id), attempt=job.attempt)
            return None
        case None if control.lost:
            return None
        case Busy():
            return ending.retry_or_fail(
                store, handlers, job, str(failure), failure.retry_seconds
            )
        case ServiceError():
            sentence = str(failure)
        case MemoryError():
            sentence = ending.MEMORY
        case None if control.overdue:
            sentence = ending.OVERDUE
        case _:
            log.error(
                "job_fault", job=str(job.id), kind=job.kind.value, exc_info=failure
            )
            return ending.retry_or_fail(
                store, handlers, job, ending.FAULT, 2**job.attempt
            )
    ended = ending.end_attempt(store, handlers, job, JobState.FAILED, sentence)
    return JobState.FAILED if ended else None
