"""Long work: the row is the truth, whatever engine runs it.

Jobs hold ids and numbers only, so that workers can claim across tenants.
"""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import Base, choice
from service.domain.kinds import JobKind, JobState


class Job(Base):
    """One piece of long work; ``attempt_token`` decides whose result counts."""

    __tablename__ = "job"
    __table_args__ = (Index("ix_job_waiting", "state", "run_after"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    tenant_id: Mapped[UUID | None] = mapped_column(ForeignKey("tenant.id"), index=True)
    kind: Mapped[JobKind] = mapped_column(choice(JobKind, "kind"))
    payload: Mapped[dict[str, Any]]
    state: Mapped[JobState] = mapped_column(choice(JobState, "state"))
    created_at: Mapped[datetime]
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    run_after: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    max_attempts: Mapped[int] = mapped_column(default=3)
    attempt_token: Mapped[str] = mapped_column(String(36), default="")
    claimed_by: Mapped[str] = mapped_column(String(100), default="")
    heartbeat_at: Mapped[datetime | None]
    cancel_requested: Mapped[bool] = mapped_column(default=False)
    progress: Mapped[dict[str, Any]] = mapped_column(default=dict)
    failure: Mapped[str] = mapped_column(String(500), default="")
    finished_at: Mapped[datetime | None]


class Periodic(Base):
    """Work that repeats; claimed by an UPDATE, so that one worker does it."""

    __tablename__ = "periodic"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    next_run_at: Mapped[datetime]


class IdempotencyKey(Base):
    """The answer to a request that may come twice."""

    __tablename__ = "idempotency_key"

    user_id: Mapped[UUID] = mapped_column(
        ForeignKey("user_account.id"), primary_key=True
    )
    key: Mapped[str] = mapped_column(String(100), primary_key=True)
    tenant_id: Mapped[UUID | None] = mapped_column(ForeignKey("tenant.id"))
    request_digest: Mapped[str] = mapped_column(String(64))
    status: Mapped[int | None]
    headers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    body: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]
