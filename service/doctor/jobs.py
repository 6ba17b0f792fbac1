"""Jobs: nothing runs that nobody works on, nothing ended lacks its end."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from service.db.tables.jobs import Job
from service.db.tables.planning import Proposal
from service.db.tables.scheduling import Scheduling
from service.db.tables.studies import Study
from service.domain.kinds import JobState, ProposalState, StudyState
from service.jobs.limits import JobLimits

ENDED = (JobState.DONE, JobState.FAILED, JobState.CANCELLED)


@dataclass(frozen=True, slots=True)
class Waits:
    """Rows that wait for a job: the check's id, and what is said of one."""

    check: str
    table: type[Proposal] | type[Study] | type[Scheduling]
    states: tuple[ProposalState | StudyState | JobState, ...]
    since: InstrumentedAttribute[date] | InstrumentedAttribute[datetime]
    sentence: str


WAITS: Final = (
    Waits(
        "proposal-without-end",
        Proposal,
        (ProposalState.QUEUED, ProposalState.RUNNING),
        Proposal.first_day,
        "Der Vorschlag {id} ab {since:%d.%m.%Y} wartet auf einen Auftrag, der nicht"
        " mehr läuft.",
    ),
    Waits(
        "study-without-end",
        Study,
        (StudyState.QUEUED, StudyState.RUNNING),
        Study.created_at,
        "Die Untersuchung {id} vom {since:%d.%m.%Y} wartet auf einen Auftrag, der"
        " nicht mehr läuft.",
    ),
    Waits(
        "scheduling-without-end",
        Scheduling,
        (JobState.QUEUED, JobState.RUNNING),
        Scheduling.first_month,
        "Die Terminsuche {id} ab {since:%m/%Y} wartet auf einen Auftrag, der nicht"
        " mehr läuft.",
    ),
)


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


def waits_without_end(session: Session) -> Iterator[tuple[str, str]]:
    """Rows of a tenant that wait for a job that has ended or never was."""
    for waits in WAITS:
        table = waits.table
        rows = session.execute(
            select(table.id, waits.since.label("since"), Job.state)
            .join(Job, table.job_id == Job.id, isouter=True)
            .where(table.state.in_(waits.states))
            .order_by(waits.since, table.id)
        )
        for row in rows:
            if row.state not in (JobState.QUEUED, JobState.RUNNING):
                yield waits.check, waits.sentence.format(id=row.id, since=row.since)
