"""Agreed cooperations with their members, and designated substitutes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.tables.cooperations import (
    Cooperation,
    CooperationMember,
    DesignatedSubstitute,
)
from service.db.validity import lasts
from service.domain.kinds import MemberRole, Model
from service.snapshot.horizon import Horizon


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member: is substituted, stands in, or both."""

    person_id: UUID
    role: MemberRole
    held_places: int
    held_place_cents: int | None = None

    @property
    def is_substituted(self) -> bool:
        """Whether others stand in for this member."""
        return self.role is not MemberRole.SUBSTITUTE

    @property
    def stands_in(self) -> bool:
        """Whether this member stands in for others."""
        return self.role is not MemberRole.MEMBER


@dataclass(frozen=True, slots=True)
class CooperationRow:
    """A cooperation in force during (part of) the horizon."""

    model: Model
    place_id: UUID | None
    valid_from: date
    valid_until: date | None
    members: Sequence[MemberRow]


@dataclass(frozen=True, slots=True)
class DesignationRow:
    """The fixed substitute of a child, days inclusive."""

    child_id: UUID
    person_id: UUID
    valid_from: date
    valid_until: date | None


def load_cooperations(session: Session, horizon: Horizon) -> Sequence[CooperationRow]:
    """Cooperations that touch the horizon, in a stable order."""
    members: Mapping[UUID, list[MemberRow]] = defaultdict(list)
    for cooperation, person, role, held, cents in session.execute(
        select(
            CooperationMember.cooperation_id,
            CooperationMember.person_id,
            CooperationMember.role,
            CooperationMember.held_places,
            CooperationMember.held_place_cents,
        ).order_by(CooperationMember.person_id)
    ):
        members[cooperation].append(MemberRow(person, role, held, cents))
    rows = session.execute(
        select(
            Cooperation.id,
            Cooperation.model,
            Cooperation.place_id,
            Cooperation.valid_from,
            Cooperation.valid_until,
        )
        .where(
            Cooperation.valid_from <= horizon.last_day,
            lasts(Cooperation.valid_until, horizon.first_day),
        )
        .order_by(Cooperation.code)
    )
    return [
        CooperationRow(model, place, starts, ends, tuple(members.get(key, ())))
        for key, model, place, starts, ends in rows
    ]


def load_designations(session: Session, horizon: Horizon) -> Sequence[DesignationRow]:
    """Designated substitutes that touch the horizon, in a stable order."""
    rows = session.execute(
        select(
            DesignatedSubstitute.child_id,
            DesignatedSubstitute.person_id,
            DesignatedSubstitute.valid_from,
            DesignatedSubstitute.valid_until,
        )
        .where(
            DesignatedSubstitute.valid_from <= horizon.last_day,
            lasts(DesignatedSubstitute.valid_until, horizon.first_day),
        )
        .order_by(
            DesignatedSubstitute.child_id,
            DesignatedSubstitute.person_id,
            DesignatedSubstitute.valid_from,
        )
    )
    return [DesignationRow(*row) for row in rows]
