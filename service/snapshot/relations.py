"""What lies between children and persons: contacts, exclusions, overrides."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.tables.relations import Contact, Exclusion, FamiliarityOverride
from service.db.validity import lasts
from service.domain.familiarity import Meeting
from service.domain.kinds import ContactKind, ExclusionOrigin
from service.snapshot.horizon import Horizon

#: Contacts of a child with a person by place; ``None`` where no place was noted.
Meetings = Mapping[tuple[UUID, UUID], Mapping[UUID | None, Sequence[Meeting]]]


@dataclass(frozen=True, slots=True)
class ExclusionRow:
    """A pair that must not be, days inclusive; no child means every one."""

    person_id: UUID
    child_id: UUID | None
    origin: ExclusionOrigin
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class OverrideRow:
    """A pair that may pass below the level asked, days inclusive."""

    child_id: UUID
    person_id: UUID
    first_day: date
    last_day: date


def load_meetings(
    session: Session, horizon: Horizon, children: Collection[UUID]
) -> Meetings:
    """Contacts of these children before the last day, by pair and place."""
    found: dict[tuple[UUID, UUID], dict[UUID | None, list[Meeting]]] = defaultdict(
        lambda: defaultdict(list)
    )
    if not children:
        return found
    rows = session.execute(
        select(
            Contact.child_id,
            Contact.person_id,
            Contact.place_id,
            Contact.day,
            Contact.kind,
        )
        .where(Contact.child_id.in_(sorted(children)), Contact.day < horizon.last_day)
        .order_by(Contact.day, Contact.kind)
    )
    for child, person, place, day, kind in rows:
        found[child, person][place].append(Meeting(day, kind is ContactKind.SETTLED))
    return found


def load_exclusions(session: Session, horizon: Horizon) -> Sequence[ExclusionRow]:
    """Exclusions by guardians and persons that touch the horizon."""
    rows = session.execute(
        select(
            Exclusion.person_id,
            Exclusion.child_id,
            Exclusion.origin,
            Exclusion.first_day,
            Exclusion.last_day,
        )
        .where(
            Exclusion.first_day <= horizon.last_day,
            lasts(Exclusion.last_day, horizon.first_day),
        )
        .order_by(Exclusion.person_id, Exclusion.first_day, Exclusion.id)
    )
    return [
        ExclusionRow(person, child, origin, first, last or horizon.last_day)
        for person, child, origin, first, last in rows
    ]


def load_overrides(session: Session, horizon: Horizon) -> Sequence[OverrideRow]:
    """Overrides of the familiarity asked that touch the horizon."""
    rows = session.execute(
        select(
            FamiliarityOverride.child_id,
            FamiliarityOverride.person_id,
            FamiliarityOverride.first_day,
            FamiliarityOverride.last_day,
        )
        .where(
            FamiliarityOverride.first_day <= horizon.last_day,
            FamiliarityOverride.last_day >= horizon.first_day,
        )
        .order_by(FamiliarityOverride.child_id, FamiliarityOverride.person_id)
    )
    return [OverrideRow(*row) for row in rows]
