"""Process coaches: where they live, what they know, when they can travel.

Of a home only the point and the postcode are kept, never the street.
"""

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
from service.db.tables.availability import MINUTES
from service.domain.kinds import ConflictKind, CoordinatesSource, Stage, TravelMode

OF_TOPIC = ("tenant_id", "topic"), ("programme_topic.tenant_id", "programme_topic.key")
"""Columns of a reference to a topic by its key, and where it leads."""


class Coach(TenantTable):
    """A process coach; ``code`` is the key in imports.

    ``monthly_minutes`` bound hours and ways of a month. A way longer than
    ``max_way_minutes`` or further than ``radius_km`` is out of reach; none of them is
    no limit. The fee is the coach's own; ``fee_band_id`` says where it comes from.
    ``land`` is where she lives, and whose holidays are hers; none is the programme's.
    """

    __tablename__ = "coach"
    __table_args__ = (
        within_tenant("fee_band_id", "fee_band"),
        UniqueConstraint("tenant_id", "code"),
        CheckConstraint("monthly_minutes >= 0", "monthly_minutes"),
        CheckConstraint("fee_cents_per_hour >= 0", "fee_cents_per_hour"),
        CheckConstraint("max_way_minutes >= 0", "max_way_minutes"),
        CheckConstraint("radius_km >= 0", "radius_km"),
        CheckConstraint("experience_years >= 0", "experience_years"),
        CheckConstraint("max_kindergartens >= 0", "max_kindergartens"),
        CheckConstraint(POINT, "point"),
        CheckConstraint("active_until >= active_from", "dates"),
    )

    code: Mapped[str] = mapped_column(String(40))
    given_name: Mapped[str] = mapped_column(String(100))
    family_name: Mapped[str] = mapped_column(String(100))
    sort_key: Mapped[str] = mapped_column(String(200), index=True)
    postcode: Mapped[str] = mapped_column(String(5), default="")
    city: Mapped[str] = mapped_column(String(100), default="")
    land: Mapped[str | None] = mapped_column(String(2))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    coordinates_source: Mapped[CoordinatesSource | None] = mapped_column(
        choice(CoordinatesSource, "coordinates_source")
    )
    travel_mode: Mapped[TravelMode] = mapped_column(
        choice(TravelMode, "travel_mode"), default=TravelMode.CAR
    )
    max_way_minutes: Mapped[int | None]
    radius_km: Mapped[int | None]
    monthly_minutes: Mapped[int]
    fee_cents_per_hour: Mapped[int] = mapped_column(default=0)
    fee_band_id: Mapped[UUID | None]
    experience_years: Mapped[int] = mapped_column(default=0)
    max_kindergartens: Mapped[int | None]
    employer: Mapped[str] = mapped_column(String(200), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(50), default="")
    active_from: Mapped[date | None]
    active_until: Mapped[date | None]


class CoachTopic(TenantTable):
    """How well a coach knows a topic: 1 basic, 2 sound, 3 expert."""

    __tablename__ = "coach_topic"
    __table_args__ = (
        within_tenant("coach_id", "coach"),
        ForeignKeyConstraint(*OF_TOPIC),
        UniqueConstraint("tenant_id", "coach_id", "topic"),
        CheckConstraint("level between 1 and 3", "level"),
    )

    coach_id: Mapped[UUID]
    topic: Mapped[str] = mapped_column(String(40))
    level: Mapped[int]


class CoachLanguage(TenantTable):
    """A language a coach works in beside German, by its ISO 639 code."""

    __tablename__ = "coach_language"
    __table_args__ = (
        within_tenant("coach_id", "coach"),
        UniqueConstraint("tenant_id", "coach_id", "language"),
    )

    coach_id: Mapped[UUID]
    language: Mapped[str] = mapped_column(String(3))


class CoachStage(TenantTable):
    """A stage of kindergartens a coach has accompanied before."""

    __tablename__ = "coach_stage"
    __table_args__ = (
        within_tenant("coach_id", "coach"),
        UniqueConstraint("tenant_id", "coach_id", "stage"),
    )

    coach_id: Mapped[UUID]
    stage: Mapped[Stage] = mapped_column(choice(Stage, "stage"))


class CoachWindow(TenantTable):
    """When a coach can travel on a weekday (Monday = 0); none at all is no limit."""

    __tablename__ = "coach_window"
    __table_args__ = (
        within_tenant("coach_id", "coach"),
        UniqueConstraint("tenant_id", "coach_id", "weekday", "start_minute"),
        CheckConstraint("weekday between 0 and 6", "weekday"),
        CheckConstraint(MINUTES, "minutes"),
    )

    coach_id: Mapped[UUID]
    weekday: Mapped[int]
    start_minute: Mapped[int]
    end_minute: Mapped[int]


class CoachMonth(TenantTable):
    """A month that differs from the coach's usual minutes."""

    __tablename__ = "coach_month"
    __table_args__ = (
        within_tenant("coach_id", "coach"),
        UniqueConstraint("tenant_id", "coach_id", "month"),
        *first_of_month("month"),
        CheckConstraint("minutes >= 0", "minutes"),
    )

    coach_id: Mapped[UUID]
    month: Mapped[date]
    minutes: Mapped[int]


class CoachConflict(TenantTable):
    """The coach is the kindergarten's counsellor or employed there."""

    __tablename__ = "coach_conflict"
    __table_args__ = (
        within_tenant("coach_id", "coach"),
        within_tenant("kindergarten_id", "kindergarten"),
        UniqueConstraint("tenant_id", "coach_id", "kindergarten_id", "kind"),
    )

    coach_id: Mapped[UUID]
    kindergarten_id: Mapped[UUID]
    kind: Mapped[ConflictKind] = mapped_column(choice(ConflictKind, "kind"))
