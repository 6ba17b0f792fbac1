"""What frames a programme: topics, budgets, the fee scale, days that are taken."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import TenantTable, choice, within_tenant
from service.domain.kinds import DayAudience, ProgrammeDayKind


class Topic(TenantTable):
    """A topic of the programme: a short key, and its German title."""

    __tablename__ = "programme_topic"
    __table_args__ = (UniqueConstraint("tenant_id", "key"),)

    key: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(200))


class CountyBudget(TenantTable):
    """What a county pays in a calendar year for fees and ways; no row is no limit."""

    __tablename__ = "county_budget"
    __table_args__ = (
        within_tenant("area_id", "area"),
        UniqueConstraint("tenant_id", "area_id", "year"),
        CheckConstraint("budget_cents >= 0", "budget_cents"),
        CheckConstraint("year between 2000 and 2100", "year"),
    )

    area_id: Mapped[UUID]
    year: Mapped[int]
    budget_cents: Mapped[int]


class FeeBand(TenantTable):
    """A step of the fee scale."""

    __tablename__ = "fee_band"
    __table_args__ = (
        UniqueConstraint("tenant_id", "name"),
        CheckConstraint("cents_per_hour >= 0", "cents_per_hour"),
    )

    name: Mapped[str] = mapped_column(String(100))
    cents_per_hour: Mapped[int]


class FeeBandPrice(TenantTable):
    """What a step of the scale costs from a day on; before the first what it says."""

    __tablename__ = "fee_band_price"
    __table_args__ = (
        within_tenant("fee_band_id", "fee_band"),
        UniqueConstraint("tenant_id", "fee_band_id", "valid_from"),
        CheckConstraint("cents_per_hour >= 0", "cents_per_hour"),
    )

    fee_band_id: Mapped[UUID]
    valid_from: Mapped[date]
    cents_per_hour: Mapped[int]


class ProgrammeDay(TenantTable):
    """A working group or qualification day; nothing else is planned on it."""

    __tablename__ = "programme_day"
    __table_args__ = (UniqueConstraint("tenant_id", "day", "kind"),)

    day: Mapped[date]
    title: Mapped[str] = mapped_column(String(200))
    kind: Mapped[ProgrammeDayKind] = mapped_column(choice(ProgrammeDayKind, "kind"))
    audience: Mapped[DayAudience] = mapped_column(
        choice(DayAudience, "audience"), default=DayAudience.EVERYBODY
    )
