"""Who plans, in which Land and time zone, and the scopes within."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import Base, TenantTable, choice, within_tenant
from service.domain.kinds import AreaKind, TenantKind


class Tenant(Base):
    """The body that plans: a youth office or an association."""

    __tablename__ = "tenant"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    kind: Mapped[TenantKind] = mapped_column(choice(TenantKind, "kind"))
    land: Mapped[str] = mapped_column(String(2))
    time_zone: Mapped[str] = mapped_column(String(64), default="Europe/Berlin")
    created_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class Area(TenantTable):
    """County, municipality or district; a municipality may override rules."""

    __tablename__ = "area"
    __table_args__ = (
        within_tenant("parent_id", "area"),
        UniqueConstraint("tenant_id", "kind", "name"),
    )

    kind: Mapped[AreaKind] = mapped_column(choice(AreaKind, "kind"))
    name: Mapped[str] = mapped_column(String(200))
    parent_id: Mapped[UUID | None]


class RuleOverride(TenantTable):
    """A municipality's own number for a rule, with dates and source."""

    __tablename__ = "rule_override"
    __table_args__ = (
        within_tenant("area_id", "area"),
        UniqueConstraint("tenant_id", "area_id", "rule", "parameter", "valid_from"),
    )

    area_id: Mapped[UUID | None]
    rule: Mapped[str] = mapped_column(String(64))
    parameter: Mapped[str] = mapped_column(String(64))
    value: Mapped[Any] = mapped_column(JSON)
    source: Mapped[str] = mapped_column(String(500))
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
