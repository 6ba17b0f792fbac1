"""The local engine: a supervisor thread and one warm child process.

The thread claims jobs, hands them to the child and watches it; the process that holds
the thread (web or worker) never loads the solver and survives whatever happens to it.
"""

import os
import socket
import threading
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Any
from uuid import UUID

import structlog

from service.db.store import Store
from service.domain.kinds import JobState
from service.errors import Busy
from service.jobs import ending, table
from service.jobs.contract import ClaimedJob
from service.jobs.limits import JobLimits
from service.jobs.periodic import run_due
from service.jobs.registry import REGISTRY, load_handlers
from service.jobs.schedule import periodic_tasks
from service.jobs.worker_process import ChildPlan, Message, WorkerProcess
from service.settings import Settings

log = structlog.get_logger()

KILL_MARGIN_SECONDS = 2.0
"""The child ends itself at limit + grace; if it cannot, it is killed so much later."""

LONGEST_PAUSE_SECONDS = 30.0


class LocalBackend:
    """Does the work of one installation on this machine."""

    def __init__(
        self,
        store: Store,
        settings: Settings,
        limits: JobLimits | None = None,
        registry: str = REGISTRY,
    ) -> None:
        self._store = store
        self._limits = limits or JobLimits.from_settings(settings)
        self._plan = ChildPlan(settings, self._limits, registry)
        self._handlers = load_handlers(registry, settings)
        self._tasks = periodic_tasks(store, self._handlers, self._limits, self.submit)
        self._inbox: SimpleQueue[Message | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="jobs")
        self._stop_at: float | None = None
        self._child: WorkerProcess | None = None
        self._ready = False
        self._failed_starts = 0
        self._start_after = 0.0
        self._periodic_after = 0.0
        self._job: _Running | None = None
        self._name = f"{socket.gethostname()}:{os.getpid()}"

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def submit(self, job_id: UUID) -> None:
        """A job waits: look at once."""
        del job_id  # the oldest waiting job is taken first
        self._inbox.put(None)

    def stop(self) -> None:
        """Take no more jobs; running work gets ``drain_seconds``, then goes back."""
        self._stop_at = monotonic() + self._limits.drain_seconds
        self._inbox.put(None)
        if self._thread.is_alive():
            self._thread.join()

    @property
    def child_pid(self) -> int | None:
        """Process id of the child that works now, for those who watch."""
        return self._child.pid if self._child and self._ready else None

    def _run(self) -> None:
        try:
            while not self._may_end():
                try:
                    self._step()
                except Busy as error:
                    log.warning("jobs_wait_for_database", error=str(error))
                except Exception:
                    # The supervisor has to outlive every fault: it is on record, and
                    # the reaper brings back whatever this step has lost.
                    log.exception("jobs_supervisor_fault")
                self._await_message()
        finally:
            self._end_child()

    def _step(self) -> None:
        if monotonic() >= self._periodic_after:
            self._periodic_after = monotonic() + min(1.0, self._limits.reap_seconds)
            run_due(self._store, self._tasks)
        if self._child is None and monotonic() >= self._start_after:
            self._child = WorkerProcess(self._plan, self._inbox)
        if self._start_hangs():
            log.error("child_never_ready")
            self._child_died()
        if self._job is not None:
            self._watch(self._job)
        elif self._ready and self._child is not None and self._stop_at is None:
            claimed = table.claim_next(
                self._store, f"{self._name}:{self._child.pid}", self._handlers
            )
            if claimed is not None:
                limit = self._handlers[claimed.kind].limit_seconds(claimed.payload)
                self._job = _Running(claimed, limit, self._limits)
                self._child.order(claimed)

    def _start_hangs(self) -> bool:
        """Whether a child is there that should have been ready long ago."""
        if self._child is None or self._ready:
            return False
        return monotonic() - self._child.began_at >= self._limits.start_seconds

    def _watch(self, running: "_Running") -> None:
        """Kill a child that does not end in time."""
        seen = table.look(self._store, running.job)
        if running.is_overdue():
            log.error("child_overdue", job=str(running.job.id))
            self._kill(running, JobState.FAILED, ending.OVERDUE)
            return
        if seen.mine and seen.cancel_requested:
            # Whoever asked need not wait until the child hears: from here on its
            # result is void, and it has the grace to end.
            ending.end_attempt(
                self._store,
                self._handlers,
                running.job,
                JobState.CANCELLED,
                ending.CANCELLED,
            )
        if running.ignores_stop(stop=seen.cancel_requested or not seen.mine):
            log.error("child_ignores_cancel", job=str(running.job.id))
            self._kill(running, JobState.CANCELLED, ending.CANCELLED)
        elif running.beat_is_due():
            # The child beats too, but native code may keep its threads from running:
            # as long as the process lives and has time, the job is in good hands.
            table.beat(self._store, running.job, None)

    def _kill(self, running: "_Running", state: JobState, sentence: str) -> None:
        self._end_child()
        self._job = None
        ending.end_attempt(self._store, self._handlers, running.job, state, sentence)

    def _await_message(self) -> None:
        try:
            message = self._inbox.get(timeout=self._limits.poll_seconds)
        except Empty:
            return
        if message is None or self._child is None or message.pid != self._child.pid:
            return
        if message.content is None:
            self._child_died()
        else:
            self._child_said(message.content)

    def _child_said(self, content: dict[str, Any]) -> None:
        if content.get("ready"):
            self._ready = True
            self._failed_starts = 0
        elif "ended" in content:
            self._job = None

    def _child_died(self) -> None:
        if not self._ready:
            self._failed_starts += 1
            pause = min(2.0**self._failed_starts, LONGEST_PAUSE_SECONDS)
            self._start_after = monotonic() + pause
        running, self._job = self._job, None
        log.warning("child_died", job=running and str(running.job.id))
        self._end_child()
        if running is not None:
            sentence = ending.LOST.format(attempts=running.job.attempt)
            ending.retry_or_fail(self._store, self._handlers, running.job, sentence)

    def _end_child(self) -> None:
        self._ready = False
        if self._child is not None:
            self._child.kill()
            self._child = None

    def _may_end(self) -> bool:
        if self._stop_at is None:
            return False
        if self._job is not None and monotonic() < self._stop_at:
            return False
        if self._job is not None:
            self._end_child()
            self._release(self._job.job)
        return True

    def _release(self, job: ClaimedJob) -> None:
        try:
            ending.release(self._store, job)
        except Busy as error:
            # The next worker's reaper gives it back instead, some seconds later.
            log.warning("job_not_released", job=str(job.id), error=str(error))


class _Running:
    """The job the child has, and the times by which it must end."""

    def __init__(
        self, job: ClaimedJob, limit_seconds: float, limits: JobLimits
    ) -> None:
        self.job = job
        self._limits = limits
        self._deadline = (
            monotonic() + limit_seconds + limits.grace_seconds + KILL_MARGIN_SECONDS
        )
        self._stop_seen: float | None = None
        self._last_beat = monotonic()

    def beat_is_due(self) -> bool:
        """Whether a heartbeat has passed since the last time this was true."""
        due = monotonic() - self._last_beat >= self._limits.heartbeat_seconds
        if due:
            self._last_beat = monotonic()
        return due

    def is_overdue(self) -> bool:
        """Whether limit and grace are over."""
        return monotonic() >= self._deadline

    def ignores_stop(self, *, stop: bool) -> bool:
        """Whether it was told to stop and has had the time to."""
        if not stop:
            return False
        self._stop_seen = self._stop_seen or monotonic()
        return monotonic() - self._stop_seen >= self._limits.cancel_grace_seconds
