"""Who accompanies whom, what was proposed, and the sessions of a year.

Made by the migrations, because the databases decide it (exclusion constraints on
PostgreSQL, triggers on SQLite): a kindergarten has one accepted engagement in a month,
and a coach's sessions never overlap.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import TenantTable, choice, first_of_month, within_tenant
from service.db.tables.availability import MINUTES
from service.domain.kinds import AppointmentState, EngagementState, RefusalOrigin


class Engagement(TenantTable):
    """A coach accompanies a kindergarten with so many half-hours a month.

    Months are stored as their first day, both inclusive. One without a proposal was
    agreed by hand. The fee is the one agreed with it [cents/h], ``later_fees`` what
    was agreed to follow on it, as pairs of a day and cents: a coach's later fee
    changes no statement.
    """

    __tablename__ = "engagement"
    __table_args__ = (
        within_tenant("coach_id", "coach"),
        within_tenant("kindergarten_id", "kindergarten"),
        within_tenant("proposal_id", "proposal"),
        UniqueConstraint("uid"),
        UniqueConstraint("tenant_id", "id", "coach_id", "kindergarten_id"),
        Index("ix_engagement_tenant_id_coach_id", "tenant_id", "coach_id"),
        *first_of_month("first_month"),
        *first_of_month("last_month"),
        CheckConstraint("last_month >= first_month", "months"),
        CheckConstraint("half_hours >= 1", "half_hours"),
        CheckConstraint("visits_per_month between 1 and 31", "visits_per_month"),
        CheckConstraint("fee_cents_per_hour >= 0", "fee_cents_per_hour"),
    )

    uid: Mapped[UUID] = mapped_column(default=uuid4)
    coach_id: Mapped[UUID]
    kindergarten_id: Mapped[UUID]
    first_month: Mapped[date]
    last_month: Mapped[date]
    half_hours: Mapped[int]
    visits_per_month: Mapped[int] = mapped_column(default=1)
    fee_cents_per_hour: Mapped[int] = mapped_column(default=0)
    later_fees: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    state: Mapped[EngagementState] = mapped_column(choice(EngagementState, "state"))
    proposal_id: Mapped[UUID | None]
    sequence: Mapped[int] = mapped_column(default=0)
    revised_at: Mapped[datetime]


class CoachingSession(TenantTable):
    """One session of an engagement; the row, its UID and number are kept for ever.

    It is confirmed once both sides have said so; another date asks both again.

    Coach and kindergarten repeat those of the engagement (a reference holds them to
    it), so that the database itself keeps a coach's sessions apart.
    """

    __tablename__ = "coaching_session"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "engagement_id", "coach_id", "kindergarten_id"],
            [
                "engagement.tenant_id",
                "engagement.id",
                "engagement.coach_id",
                "engagement.kindergarten_id",
            ],
            name="fk_coaching_session_engagement",
        ),
        UniqueConstraint("tenant_id", "engagement_id", "number"),
        UniqueConstraint("uid"),
        Index(
            "ix_coaching_session_tenant_id_coach_id_day", "tenant_id", "coach_id", "day"
        ),
        CheckConstraint(MINUTES, "minutes"),
        CheckConstraint("ends_at > starts_at", "instants"),
        CheckConstraint("number >= 1", "number"),
        CheckConstraint("held_minutes between 1 and 1440", "held_minutes"),
    )

    uid: Mapped[UUID] = mapped_column(default=uuid4)
    engagement_id: Mapped[UUID]
    coach_id: Mapped[UUID]
    kindergarten_id: Mapped[UUID]
    number: Mapped[int]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    day: Mapped[date]
    start_minute: Mapped[int]
    end_minute: Mapped[int]
    state: Mapped[AppointmentState] = mapped_column(choice(AppointmentState, "state"))
    held_minutes: Mapped[int | None]
    sequence: Mapped[int] = mapped_column(default=0)
    revised_at: Mapped[datetime]
    coach_confirmed_at: Mapped[datetime | None]
    kindergarten_confirmed_at: Mapped[datetime | None]


class SessionRefusal(TenantTable):
    """A side cannot do a session on a day; a plan gives it another one."""

    __tablename__ = "session_refusal"
    __table_args__ = (
        within_tenant("session_id", "coaching_session", ondelete="CASCADE"),
        UniqueConstraint("tenant_id", "session_id", "day", "origin"),
    )

    session_id: Mapped[UUID]
    day: Mapped[date]
    origin: Mapped[RefusalOrigin] = mapped_column(choice(RefusalOrigin, "origin"))
    said_at: Mapped[datetime]


class EngagementItem(TenantTable):
    """One proposed engagement; ``facts`` is the reason as data."""

    __tablename__ = "engagement_item"
    __table_args__ = (
        within_tenant("proposal_id", "proposal", ondelete="CASCADE"),
        within_tenant("coach_id", "coach"),
        within_tenant("kindergarten_id", "kindergarten"),
        UniqueConstraint("tenant_id", "proposal_id", "kindergarten_id"),
        *first_of_month("first_month"),
        *first_of_month("last_month"),
        CheckConstraint("last_month >= first_month", "months"),
        CheckConstraint("half_hours >= 1", "half_hours"),
        CheckConstraint("visits_per_month between 1 and 31", "visits_per_month"),
    )

    proposal_id: Mapped[UUID]
    coach_id: Mapped[UUID]
    kindergarten_id: Mapped[UUID]
    first_month: Mapped[date]
    last_month: Mapped[date]
    half_hours: Mapped[int]
    visits_per_month: Mapped[int] = mapped_column(default=1)
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)


class EngagementGap(TenantTable):
    """A kindergarten nobody can accompany; ``refusals`` lists coach, rule, facts."""

    __tablename__ = "engagement_gap"
    __table_args__ = (
        within_tenant("proposal_id", "proposal", ondelete="CASCADE"),
        within_tenant("kindergarten_id", "kindergarten"),
        UniqueConstraint("tenant_id", "proposal_id", "kindergarten_id"),
    )

    proposal_id: Mapped[UUID]
    kindergarten_id: Mapped[UUID]
    refusals: Mapped[list[Any]] = mapped_column(default=list)
