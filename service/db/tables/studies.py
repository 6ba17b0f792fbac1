"""Studies: long computations on the stored state whose result is only looked at."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import TenantTable, choice, within_tenant
from service.domain.kinds import StudyKind, StudyState


class Study(TenantTable):
    """What was asked, of which state, and what came out.

    ``parameters`` are what was asked in canonical form, defaults included. ``result``
    is compressed JSON in pseudonyms; the key to them lies in ``study_key``. The digest
    is that of the pseudonymous problem, so that two studies of the same state, rules,
    parameters and seed can be told to be the same. ``as_of`` is the instant whose
    state was studied.
    """

    __tablename__ = "study"
    __table_args__ = (within_tenant("area_id", "area"),)

    kind: Mapped[StudyKind] = mapped_column(choice(StudyKind, "kind"))
    parameters: Mapped[dict[str, Any]] = mapped_column(default=dict)
    area_id: Mapped[UUID | None]
    state: Mapped[StudyState] = mapped_column(choice(StudyState, "state"))
    job_id: Mapped[UUID | None] = mapped_column(ForeignKey("job.id"))
    created_at: Mapped[datetime]
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    limits: Mapped[dict[str, Any]] = mapped_column(default=dict)
    as_of: Mapped[datetime | None]
    problem_digest: Mapped[str] = mapped_column(String(64), default="")
    profile_id: Mapped[str] = mapped_column(String(64), default="")
    profile_revision: Mapped[str] = mapped_column(String(64), default="")
    code_version: Mapped[str] = mapped_column(String(40), default="")
    result: Mapped[bytes | None] = mapped_column(LargeBinary)
    failure: Mapped[str] = mapped_column(String(500), default="")
    finished_at: Mapped[datetime | None]


class StudyKey(TenantTable):
    """Which pseudonym stands for which row; can be deleted apart from the result."""

    __tablename__ = "study_key"
    __table_args__ = (within_tenant("study_id", "study", ondelete="CASCADE"),)

    study_id: Mapped[UUID]
    key: Mapped[bytes] = mapped_column(LargeBinary)
