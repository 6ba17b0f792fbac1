"""Ends of an attempt without a result, each in one transaction with the work's rows."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from service.db.store import Store
from service.db.tables.jobs import Job
from service.domain.kinds import JobState
from service.jobs.contract import ClaimedJob, Ending, Handlers
from service.jobs.table import end, give_back

CANCELLED = "Die Berechnung wurde abgebrochen."
FAULT = (
    "Bei der Berechnung ist ein Fehler aufgetreten; er steht im Protokoll des Dienstes."
    " Bitte stoßen Sie sie noch einmal an."
)
LOST = (
    "Die Berechnung wurde {attempts} Mal unterbrochen, zuletzt weil der Rechenprozess"
    " endete. Bitte stoßen Sie sie noch einmal an; hilft das nicht, hat der Rechner"
    " zu wenig Speicher."
)
OVERDUE = (
    "Die Berechnung hat ihre Höchstzeit überschritten und wurde beendet. Bitte wählen"
    " Sie weniger Tage oder einen kleineren Bezirk."
)
MEMORY = (
    "Die Berechnung braucht mehr Speicher, als ihr erlaubt ist. Bitte wählen Sie"
    " weniger Tage oder einen kleineren Bezirk."
)


def end_attempt(
    store: Store, handlers: Handlers, job: ClaimedJob, state: JobState, sentence: str
) -> bool:
    """The job ends without a result; false if the attempt no longer owned it."""
    with _transaction(store, job) as session:
        at = store.clock.now()
        if not end(session, job, state, sentence, at):
            return False
        handlers[job.kind].settle(session, job, Ending(state, sentence), at)
        return True


def retry_or_fail(
    store: Store,
    handlers: Handlers,
    job: ClaimedJob,
    sentence: str,
    pause_seconds: float = 0,
) -> JobState | None:
    """The job waits for its next attempt, or has none left and fails.

    A job whose cancel was asked for is cancelled instead. ``None`` means that the
    attempt no longer owned the job.
    """
    with store.system_read() as session:
        row = session.get(Job, job.id)
        last = row is None or row.attempts >= row.max_attempts
        cancelled = row is not None and row.cancel_requested
    if cancelled:
        ended = end_attempt(store, handlers, job, JobState.CANCELLED, CANCELLED)
        return JobState.CANCELLED if ended else None
    if last:
        ended = end_attempt(store, handlers, job, JobState.FAILED, sentence)
        return JobState.FAILED if ended else None
    with _transaction(store, job) as session:
        given = give_back(session, job, store.clock.now(), pause_seconds=pause_seconds)
    return JobState.QUEUED if given else None


def release(store: Store, job: ClaimedJob) -> None:
    """The process has to go: the job waits again and the attempt is not counted."""
    with store.system_write() as session:
        give_back(session, job, store.clock.now(), counted=False)


@contextmanager
def _transaction(store: Store, job: ClaimedJob) -> Iterator[Session]:
    if job.tenant_id is None:
        with store.system_write() as session:
            yield session
    else:
        with store.write(job.tenant_id) as session:
            yield session
