"""What lies between a child and a person: contacts, exclusions, overrides."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import TenantTable, choice, within_tenant
from service.domain.kinds import ContactKind, ExclusionOrigin


class Contact(TenantTable):
    """Child and person met at a place; familiarity is derived from these rows."""

    __tablename__ = "contact"
    __table_args__ = (
        within_tenant("child_id", "child"),
        within_tenant("person_id", "person"),
        within_tenant("place_id", "place"),
        UniqueConstraint("tenant_id", "child_id", "person_id", "day", "kind"),
        CheckConstraint("minutes >= 0", "minutes"),
    )

    child_id: Mapped[UUID]
    person_id: Mapped[UUID]
    place_id: Mapped[UUID | None]
    day: Mapped[date]
    minutes: Mapped[int]
    kind: Mapped[ContactKind] = mapped_column(choice(ContactKind, "kind"))


class Exclusion(TenantTable):
    """A guardian or a person said no to a pair; no child means all of a person."""

    __tablename__ = "exclusion"
    __table_args__ = (
        within_tenant("child_id", "child"),
        within_tenant("person_id", "person"),
    )

    person_id: Mapped[UUID]
    child_id: Mapped[UUID | None]
    origin: Mapped[ExclusionOrigin] = mapped_column(choice(ExclusionOrigin, "origin"))
    first_day: Mapped[date]
    last_day: Mapped[date | None]


class FamiliarityOverride(TenantTable):
    """A counsellor lets a pair pass below the level asked, with her reason."""

    __tablename__ = "familiarity_override"
    __table_args__ = (
        within_tenant("child_id", "child"),
        within_tenant("person_id", "person"),
    )

    child_id: Mapped[UUID]
    person_id: Mapped[UUID]
    first_day: Mapped[date]
    last_day: Mapped[date]
    reason: Mapped[str] = mapped_column(String(500))
