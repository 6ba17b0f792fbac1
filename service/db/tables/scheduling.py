"""Dates asked for: a job finds them, and they stand as soon as it is done."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import TenantTable, choice, first_of_month
from service.domain.kinds import JobState, SchedulingKind


class Scheduling(TenantTable):
    """What was asked for, how far it is, and what it changed.

    From ``first_month`` (its first day) to the end of its calendar year.

    ``result`` says what is new, moved, cancelled and without a date: numbers, ids and
    facts, written once with the dates themselves. ``limits`` holds seconds and workers.
    """

    __tablename__ = "scheduling"
    __table_args__ = (*first_of_month("first_month"),)

    kind: Mapped[SchedulingKind] = mapped_column(choice(SchedulingKind, "kind"))
    first_month: Mapped[date]
    limits: Mapped[dict[str, Any]] = mapped_column(default=dict)
    state: Mapped[JobState] = mapped_column(choice(JobState, "state"))
    job_id: Mapped[UUID | None] = mapped_column(ForeignKey("job.id"))
    created_at: Mapped[datetime]
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    result: Mapped[dict[str, Any]] = mapped_column(default=dict)
    failure: Mapped[str] = mapped_column(String(500), default="")
    finished_at: Mapped[datetime | None]
