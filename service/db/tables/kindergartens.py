"""Kindergartens on their way to a parent-child centre: what they need and when."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import (
    POINT,
    TenantTable,
    choice,
    first_of_month,
    within_tenant,
)
from service.db.tables.coaches import OF_TOPIC
from service.domain.kinds import CoordinatesSource, RefusalOrigin, Stage


class Kindergarten(TenantTable):
    """A kindergarten; ``code`` is the key in imports, ``area_id`` its county.

    Between ``min_half_hours`` and ``wished_half_hours`` a month are agreed. Months are
    stored as their first day; none means the whole programme year.
    ``preferred_weekdays`` is a bit mask, Monday = 1; 0 means any day. ``land`` is
    whose holidays hold there; none is the programme's.
    """

    __tablename__ = "kindergarten"
    __table_args__ = (
        within_tenant("area_id", "area"),
        within_tenant("last_coach_id", "coach"),
        UniqueConstraint("tenant_id", "code"),
        CheckConstraint(
            "1 <= min_half_hours and min_half_hours <= wished_half_hours", "half_hours"
        ),
        CheckConstraint("visits_per_month between 1 and 31", "visits_per_month"),
        CheckConstraint("preferred_weekdays between 0 and 127", "preferred_weekdays"),
        CheckConstraint(
            "0 <= opening_start_minute and opening_start_minute < opening_end_minute "
            "and opening_end_minute <= 1440",
            "opening",
        ),
        CheckConstraint(POINT, "point"),
        *first_of_month("first_month"),
        *first_of_month("last_month"),
        CheckConstraint("last_month >= first_month", "months"),
    )

    code: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(200))
    sort_key: Mapped[str] = mapped_column(String(200), index=True)
    institution: Mapped[str] = mapped_column(String(200), default="")
    area_id: Mapped[UUID]
    street: Mapped[str] = mapped_column(String(200), default="")
    postcode: Mapped[str] = mapped_column(String(5), default="")
    city: Mapped[str] = mapped_column(String(100), default="")
    land: Mapped[str | None] = mapped_column(String(2))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    coordinates_source: Mapped[CoordinatesSource | None] = mapped_column(
        choice(CoordinatesSource, "coordinates_source")
    )
    stage: Mapped[Stage] = mapped_column(choice(Stage, "stage"))
    min_half_hours: Mapped[int]
    wished_half_hours: Mapped[int]
    visits_per_month: Mapped[int] = mapped_column(default=1)
    first_month: Mapped[date | None]
    last_month: Mapped[date | None]
    opening_start_minute: Mapped[int] = mapped_column(default=8 * 60)
    opening_end_minute: Mapped[int] = mapped_column(default=16 * 60)
    preferred_weekdays: Mapped[int] = mapped_column(default=0)
    last_coach_id: Mapped[UUID | None]
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(50), default="")


class KindergartenTopic(TenantTable):
    """A topic a kindergarten needs, with its weight."""

    __tablename__ = "kindergarten_topic"
    __table_args__ = (
        within_tenant("kindergarten_id", "kindergarten"),
        ForeignKeyConstraint(*OF_TOPIC),
        UniqueConstraint("tenant_id", "kindergarten_id", "topic"),
        CheckConstraint("weight between 1 and 10", "weight"),
    )

    kindergarten_id: Mapped[UUID]
    topic: Mapped[str] = mapped_column(String(40))
    weight: Mapped[int]


class KindergartenLanguage(TenantTable):
    """A language the coach has to speak beside German, by its ISO 639 code."""

    __tablename__ = "kindergarten_language"
    __table_args__ = (
        within_tenant("kindergarten_id", "kindergarten"),
        UniqueConstraint("tenant_id", "kindergarten_id", "language"),
    )

    kindergarten_id: Mapped[UUID]
    language: Mapped[str] = mapped_column(String(3))


class KindergartenClosure(TenantTable):
    """Days a kindergarten is closed, both inclusive."""

    __tablename__ = "kindergarten_closure"
    __table_args__ = (
        within_tenant("kindergarten_id", "kindergarten"),
        UniqueConstraint("tenant_id", "kindergarten_id", "first_day"),
        CheckConstraint("last_day >= first_day", "days"),
    )

    kindergarten_id: Mapped[UUID]
    first_day: Mapped[date]
    last_day: Mapped[date]


class PairRefusal(TenantTable):
    """A kindergarten, a coach or the coordinator said no to a pair."""

    __tablename__ = "pair_refusal"
    __table_args__ = (
        within_tenant("coach_id", "coach"),
        within_tenant("kindergarten_id", "kindergarten"),
        UniqueConstraint("tenant_id", "coach_id", "kindergarten_id", "origin"),
    )

    coach_id: Mapped[UUID]
    kindergarten_id: Mapped[UUID]
    origin: Mapped[RefusalOrigin] = mapped_column(choice(RefusalOrigin, "origin"))
