"""Jobs: nothing runs that nobody works on, nothing ended lacks its end."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.tables.jobs import Job
from service.domain.kinds import JobState
from service.jobs.limits import JobLimits

ENDED = (JobState.DONE, JobState.FAILED, JobState.CANCELLED)


def not_as_they_should_be(session: Session, now: datetime) -> Iterator[tuple[str, str]]:
    """Jobs in a state they cannot be in.

    A silent job is given back within ``stale_seconds`` and one round of the reaper.
    """
    limits = JobLimits()
    oldest = now - timedelta(seconds=limits.stale_seconds + 2 * limits.reap_seconds)
    for job in session.scalars(select(Job).order_by(Job.created_at, Job.id)):
        if job.state is JobState.RUNNING:
            if job.heartbeat_at is None or not job.attempt_token:
                yield "job-unowned", f"Auftrag {job.id} läuft, aber niemand hat ihn."
            elif job.heartbeat_at < oldest:
                silence = now - job.heartbeat_at
                yield (
                    "job-silent",
                    (
                        f"Auftrag {job.id} läuft angeblich, hat sich aber seit "
                        f"{silence.total_seconds():.0f} s nicht gemeldet."
                    ),
                )
        if (job.state in ENDED) != (job.finished_at is not None):
            yield (
                "job-end",
                (
                    f"Auftrag {job.id} ist im Stand „{job.state.value}“, das passt "
                    "nicht zu seinem Ende."
                ),
            )
        if job.attempts > job.max_attempts:
            yield (
                "job-attempts",
                (
                    f"Auftrag {job.id} wurde {job.attempts} Mal begonnen, erlaubt sind "
                    f"{job.max_attempts}."
                ),
            )
