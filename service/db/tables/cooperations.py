"""Who stands in for whom: tandems, groups, floater clusters, bases."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import TenantTable, choice, within_tenant
from service.domain.kinds import MemberRole, Model, TeamStance


class Cooperation(TenantTable):
    """A substitution model agreed for a time; ``place_id`` is a base or Kita."""

    __tablename__ = "cooperation"
    __table_args__ = (
        within_tenant("place_id", "place"),
        UniqueConstraint("tenant_id", "code"),
    )

    code: Mapped[str] = mapped_column(String(40))
    model: Mapped[Model] = mapped_column(choice(Model, "model"))
    name: Mapped[str] = mapped_column(String(200), default="")
    place_id: Mapped[UUID | None]
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]


class CooperationMember(TenantTable):
    """A person in a cooperation, with the places she keeps free for it.

    ``held_place_cents`` is the flat rate for a child on such a place, on a day; without
    it her hours are paid.
    """

    __tablename__ = "cooperation_member"
    __table_args__ = (
        within_tenant("cooperation_id", "cooperation", ondelete="CASCADE"),
        within_tenant("person_id", "person"),
        UniqueConstraint("tenant_id", "cooperation_id", "person_id"),
        CheckConstraint("held_places >= 0", "held_places"),
        CheckConstraint("held_place_cents >= 0", "held_place_cents"),
    )

    cooperation_id: Mapped[UUID]
    person_id: Mapped[UUID]
    role: Mapped[MemberRole] = mapped_column(choice(MemberRole, "role"))
    held_places: Mapped[int] = mapped_column(default=0)
    held_place_cents: Mapped[int | None]


class DesignatedSubstitute(TenantTable):
    """The fixed substitute of a child within a cooperation."""

    __tablename__ = "designated_substitute"
    __table_args__ = (
        within_tenant("cooperation_id", "cooperation", ondelete="CASCADE"),
        within_tenant("child_id", "child"),
        within_tenant("person_id", "person"),
        UniqueConstraint("tenant_id", "cooperation_id", "child_id", "valid_from"),
    )

    cooperation_id: Mapped[UUID]
    child_id: Mapped[UUID]
    person_id: Mapped[UUID]
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]


class HeldPlaceBudget(TenantTable):
    """What there is for held places in a Kita year; ``year`` is the one it begins in.

    ``held_place_cents`` is what one of them costs in that year, where that is known.
    """

    __tablename__ = "held_place_budget"
    __table_args__ = (
        UniqueConstraint("tenant_id", "year"),
        CheckConstraint("budget_cents >= 0", "budget_cents"),
        CheckConstraint("held_place_cents >= 0", "held_place_cents"),
        CheckConstraint("year between 2000 and 2100", "year"),
    )

    year: Mapped[int]
    budget_cents: Mapped[int]
    held_place_cents: Mapped[int | None]


class TeamWish(TenantTable):
    """With whom somebody would like to form a team, or not; told to planners only.

    A no holds for both, whoever said it. A wish about oneself means nothing.
    """

    __tablename__ = "team_wish"
    __table_args__ = (
        within_tenant("person_id", "person"),
        within_tenant("other_id", "person"),
        UniqueConstraint("tenant_id", "person_id", "other_id"),
    )

    person_id: Mapped[UUID]
    other_id: Mapped[UUID]
    stance: Mapped[TeamStance] = mapped_column(choice(TeamStance, "stance"))
