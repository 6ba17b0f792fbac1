"""What a job is to its handler, and what an engine promises.

A handler does the work of one kind. It may be interrupted anywhere and run again, so it
stores its result in one transaction and calls ``control.finish(session)`` in that same
transaction: only the attempt whose token still stands gets through.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from service.db.store import Store
from service.domain.kinds import JobKind, JobState


class AttemptLost(Exception):
    """Another attempt has taken over, or the job has ended: this result is void."""


@dataclass(frozen=True, slots=True)
class ClaimedJob:
    """One attempt at a job; ``attempt`` counts from 1."""

    id: UUID
    kind: JobKind
    tenant_id: UUID | None
    payload: Mapping[str, Any]
    attempt: int
    attempt_token: str


class JobControl(Protocol):
    """What a handler says and hears while it works."""

    def should_stop(self) -> bool:
        """Whether to end soon: cancelled, over the limit, or no longer wanted."""
        ...

    def report(self, share: float, phase: str, detail: Mapping[str, Any]) -> None:
        """Say how far the work is; ``share`` between 0 and 1, ``detail`` is JSON."""
        ...

    def finish(self, session: Session) -> None:
        """Mark the job as done in the transaction that stores its result.

        Raises
        ------
        AttemptLost
            If another attempt owns the job by now; the transaction must roll back.
        """
        ...


class JobHandler(Protocol):
    """Work of one kind."""

    def warm_up(self) -> None:
        """Load what is slow to load, in the process that will do the work."""
        ...

    def limit_seconds(self, payload: Mapping[str, Any]) -> float:
        """Wall time after which the work is stopped."""
        ...

    def run(self, store: Store, job: ClaimedJob, control: JobControl) -> None:
        """Do the work and store its result with ``control.finish``."""
        ...

    def settle(
        self, session: Session, job: ClaimedJob, ending: "Ending", at: datetime
    ) -> None:
        """Make the work's own rows agree with an end without a result.

        Called in the transaction that ends the job.
        """
        ...


@dataclass(frozen=True, slots=True)
class Ending:
    """How a job ended without a result: failed or cancelled, with a sentence."""

    state: JobState
    sentence: str


Handlers = Mapping[JobKind, JobHandler]


class JobBackend(Protocol):
    """An engine that gets jobs done; the rows decide what is to do, not the engine."""

    def start(self) -> None:
        """Begin to work, where this process does the work."""
        ...

    def submit(self, job_id: UUID) -> None:
        """Say, after the commit, that a job waits.

        It may be forgotten: the row is found again within seconds.
        """
        ...

    def stop(self) -> None:
        """End in order: running work is finished or given back."""
        ...
