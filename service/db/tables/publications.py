"""What stands: publications, the day that decides, and assignments.

The overlap rules of assignments (one child never twice, one person never in two
places at once) are made by the migrations: exclusion constraints on PostgreSQL,
triggers on SQLite.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import Base, TenantTable, choice, session_tenant, within_tenant
from service.domain.kinds import AssignmentState, Model


class Publication(TenantTable):
    """A person made a proposal stand for whole days."""

    __tablename__ = "publication"
    __table_args__ = (
        within_tenant("proposal_id", "proposal"),
        UniqueConstraint("tenant_id", "number"),
    )

    number: Mapped[int]
    proposal_id: Mapped[UUID | None]
    first_day: Mapped[date]
    last_day: Mapped[date]
    published_at: Mapped[datetime]
    published_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))


class PublicationDay(Base):
    """One row per tenant and day decides which publication stands."""

    __tablename__ = "publication_day"
    __table_args__ = (within_tenant("publication_id", "publication"),)

    tenant_id: Mapped[UUID] = mapped_column(
        ForeignKey("tenant.id"), primary_key=True, default=session_tenant
    )
    day: Mapped[date] = mapped_column(primary_key=True)
    publication_id: Mapped[UUID]


class Assignment(TenantTable):
    """A child is with a substitute; identity is child, day, piece, person, place.

    The row of an identity is kept for ever: ending it sets the state ``ended``,
    publishing it again takes the same row, its UID and a higher sequence.
    ``closed_unanswered_at`` tells of a row that is done because its day has passed,
    and to which nobody had said anything.
    """

    __tablename__ = "assignment"
    __table_args__ = (
        within_tenant("child_id", "child"),
        within_tenant("person_id", "person"),
        within_tenant("place_id", "place"),
        within_tenant("absent_person_id", "person"),
        within_tenant("publication_id", "publication"),
        UniqueConstraint(
            "tenant_id", "child_id", "day", "piece", "person_id", "place_id"
        ),
        UniqueConstraint("uid"),
        Index("ix_assignment_tenant_id_person_id_day", "tenant_id", "person_id", "day"),
        CheckConstraint(
            "0 <= start_minute and start_minute < end_minute and end_minute <= 1440",
            "minutes",
        ),
    )

    uid: Mapped[UUID] = mapped_column(default=uuid4)
    child_id: Mapped[UUID]
    day: Mapped[date] = mapped_column(index=True)
    piece: Mapped[int] = mapped_column(default=0)
    start_minute: Mapped[int]
    end_minute: Mapped[int]
    person_id: Mapped[UUID]
    place_id: Mapped[UUID]
    absent_person_id: Mapped[UUID]
    model: Mapped[Model] = mapped_column(choice(Model, "model"))
    state: Mapped[AssignmentState] = mapped_column(choice(AssignmentState, "state"))
    publication_id: Mapped[UUID]
    sequence: Mapped[int] = mapped_column(default=0)
    revised_at: Mapped[datetime]
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    answer_note: Mapped[str] = mapped_column(String(200), default="")
    closed_unanswered_at: Mapped[datetime | None]
