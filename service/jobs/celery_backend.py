"""The sending side of the engine at scale."""

from datetime import timedelta
from uuid import UUID

import structlog
from kombu.exceptions import OperationalError
from sqlalchemy import select

from service.db.store import Store
from service.db.tables.jobs import Job
from service.domain.kinds import JobState
from service.jobs.celery_app import QUEUE, RUN_JOB, make_celery
from service.jobs.contract import Handlers
from service.jobs.limits import JobLimits
from service.jobs.registry import REGISTRY, load_handlers
from service.settings import Settings

log = structlog.get_logger()

KILL_MARGIN_SECONDS = 2.0
_MOST_RESENT = 200


class CeleryBackend:
    """Tells the workers that a job waits; the work itself is theirs."""

    def __init__(
        self,
        store: Store,
        settings: Settings,
        limits: JobLimits | None = None,
        registry: str = REGISTRY,
    ) -> None:
        self._store = store
        self._limits = limits or JobLimits.from_settings(settings)
        self._handlers: Handlers = load_handlers(registry, settings)
        self.app = make_celery(settings)

    def start(self) -> None:
        """Nothing to begin: the workers are processes of their own."""

    def stop(self) -> None:
        """Close the connections to the broker."""
        self.app.close()

    def submit(self, job_id: UUID) -> None:
        """Send the wake-up call; without a broker the row waits for the next one."""
        with self._store.system_read() as session:
            row = session.get(Job, job_id)
        if row is None or row.kind not in self._handlers:
            return
        limit = self._handlers[row.kind].limit_seconds(row.payload)
        try:
            self.app.send_task(
                RUN_JOB,
                [str(job_id)],
                retry=False,
                time_limit=limit + self._limits.grace_seconds + KILL_MARGIN_SECONDS,
            )
        except OperationalError as error:
            log.warning("broker_unreachable", job=str(job_id), error=str(error))

    def send_waiting(self) -> int:
        """Send calls for rows that have waited, unless enough calls are under way.

        Returns
        -------
        int
            How many were sent.
        """
        longest = timedelta(seconds=self._limits.resend_seconds)
        before = self._store.clock.now() - longest
        with self._store.system_read() as session:
            ids = session.scalars(
                select(Job.id)
                .where(
                    Job.state == JobState.QUEUED,
                    Job.run_after <= before,
                    Job.kind.in_(self._handlers),
                )
                .order_by(Job.run_after)
                .limit(_MOST_RESENT)
            ).all()
        if not ids or self._under_way() >= len(ids):
            return 0
        for job_id in ids:
            self.submit(job_id)
        return len(ids)

    def _under_way(self) -> int:
        try:
            with self.app.connection_for_write() as connection:
                channel = connection.default_channel
                declared = channel.queue_declare(queue=QUEUE, durable=True)
                return int(declared.message_count)
        except OperationalError as error:
            log.warning("broker_unreachable", error=str(error))
            return _MOST_RESENT
