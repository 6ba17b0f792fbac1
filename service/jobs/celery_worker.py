"""A worker of the engine at scale: ``lueckenlos worker`` with ``job_engine=celery``.

The main process receives calls and does the periodic work; prefork children claim and
compute. Only children load the solver.
"""

import os
import resource
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import structlog
from celery import Celery, signals

from service.db.engine import make_engine
from service.db.store import Store
from service.errors import Busy
from service.jobs.attempt import run_attempt
from service.jobs.celery_app import RUN_JOB
from service.jobs.celery_backend import CeleryBackend
from service.jobs.contract import Handlers
from service.jobs.limits import JobLimits
from service.jobs.periodic import PeriodicTask, every, run_due
from service.jobs.registry import REGISTRY, load_handlers
from service.jobs.schedule import periodic_tasks
from service.jobs.table import claim
from service.ports import SystemClock
from service.settings import Settings

log = structlog.get_logger()

OVERDUE_EXIT = 70


@dataclass(frozen=True, slots=True)
class WorkerPlan:
    """How a worker is to work."""

    settings: Settings
    limits: JobLimits
    registry: str = REGISTRY
    processes: int = 1


def run_celery_worker(plan: WorkerPlan) -> None:
    """Work until SIGTERM; running jobs are finished then."""
    store = Store(make_engine(plan.settings.database_url), SystemClock())
    backend = CeleryBackend(store, plan.settings, plan.limits, plan.registry)
    _register(backend.app, plan)
    ticker = _Ticker(store, backend, plan)
    signals.worker_ready.connect(ticker.start, weak=False)
    signals.worker_shutting_down.connect(ticker.stop, weak=False)
    backend.app.worker_main(
        [
            "worker",
            "--pool=prefork",
            f"--concurrency={plan.processes}",
            "--without-gossip",
            "--without-mingle",
            "-Ofair",
            f"--loglevel={plan.settings.log_level}",
        ]
    )


def _register(app: Celery, plan: WorkerPlan) -> None:
    hands = _Hands(plan)
    signals.worker_process_init.connect(hands.begin, weak=False)
    app.task(name=RUN_JOB)(hands.run_job)


class _Hands:
    """What a prefork child holds: its own store and handlers, made after the fork."""

    def __init__(self, plan: WorkerPlan) -> None:
        self._plan = plan
        self._store: Store | None = None
        self._handlers: Handlers = {}

    def begin(self, **_: object) -> None:
        """Open the database, load the solver, bound the memory."""
        plan = self._plan
        self._store = Store(make_engine(plan.settings.database_url), SystemClock())
        self._handlers = load_handlers(plan.registry, plan.settings)
        for handler in self._handlers.values():
            handler.warm_up()
        most = plan.limits.memory_mib * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (most, most))

    def run_job(self, job_id: str) -> None:
        """Claim the row and work; a row that is taken or ended is left alone."""
        if self._store is None:
            raise RuntimeError("a task runs in a child that has begun")
        name = f"{socket.gethostname()}:{os.getpid()}"
        job = claim(self._store, UUID(job_id), name)
        if job is None:
            return
        run_attempt(
            self._store,
            self._handlers,
            job,
            self._plan.limits,
            lambda: os._exit(OVERDUE_EXIT),
        )


class _Ticker:
    """Periodic work in the main process.

    A fork waits until a tick is over: a child must not inherit a lock that the
    database driver held in that moment.
    """

    def __init__(self, store: Store, backend: CeleryBackend, plan: WorkerPlan) -> None:
        self._store = store
        self._pause_seconds = min(1.0, plan.limits.reap_seconds)
        handlers = load_handlers(plan.registry, plan.settings)
        self._tasks = [
            *periodic_tasks(store, handlers, plan.limits, backend.submit),
            PeriodicTask(
                name="send-waiting",
                following=every(plan.limits.resend_seconds),
                after=backend.send_waiting,
            ),
        ]
        self._ended = threading.Event()
        self._no_fork = threading.Lock()

    def start(self, **_: object) -> None:
        """Begin to tick."""
        os.register_at_fork(
            before=self._no_fork.acquire,
            after_in_parent=self._no_fork.release,
            after_in_child=self._no_fork.release,
        )
        threading.Thread(target=self._tick, name="periodic", daemon=True).start()

    def stop(self, **_: object) -> None:
        """Tick no more."""
        self._ended.set()

    def _tick(self) -> None:
        while not self._ended.wait(self._pause_seconds):
            with self._no_fork:
                _outlive(lambda: run_due(self._store, self._tasks))


def _outlive(work: Callable[[], object]) -> None:
    try:
        work()
    except Busy as error:
        log.warning("periodic_waits_for_database", error=str(error))
    except Exception:
        # The ticker has to outlive every fault: it is on record, the next tick follows.
        log.exception("periodic_fault")
