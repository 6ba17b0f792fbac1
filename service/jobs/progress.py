"""How far a computation is, for whoever waits for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from service.db.tables.jobs import Job


@dataclass(frozen=True, slots=True)
class Progress:
    """``share`` lies between 0 and 1; ``tiers`` are those reached so far."""

    share: float
    phase: str
    tiers: tuple[Mapping[str, Any], ...]


def progress_of(session: Session, job_id: UUID | None, *, done: bool) -> Progress:
    """What the job said last; all of it where its work is ``done``."""
    job = None if job_id is None else session.get(Job, job_id)
    told: Mapping[str, Any] = {} if job is None else job.progress
    return Progress(
        share=1.0 if done else float(told.get("share", 0.0)),
        phase="" if done else str(told.get("phase", "")),
        tiers=tuple(told.get("tiers", ())),
    )
