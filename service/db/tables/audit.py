"""Who did what when: append-only, chained by hashes, without names inside."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import TenantTable, within_tenant


class AuditEvent(TenantTable):
    """One change; ids only, so that erasing a person never breaks the chain."""

    __tablename__ = "audit_event"
    __table_args__ = (UniqueConstraint("tenant_id", "number"),)

    number: Mapped[int]
    at: Mapped[datetime]
    actor_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    action: Mapped[str] = mapped_column(String(60))
    subject_kind: Mapped[str] = mapped_column(String(60))
    subject_id: Mapped[str] = mapped_column(String(64))
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class AuditDetail(TenantTable):
    """Values of a change; erasable, outside of the chain."""

    __tablename__ = "audit_detail"
    __table_args__ = (within_tenant("event_id", "audit_event"),)

    event_id: Mapped[UUID]
    detail: Mapped[dict[str, Any]]
