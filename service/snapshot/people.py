"""Persons as stored, with everything that decides whom they may take when."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.tables.people import (
    Credential,
    Permit,
    Person,
    PersonalLimit,
    PersonCapability,
    Qualification,
)
from service.domain.kinds import PersonKind, QualificationKind, TravelMode
from service.snapshot.horizon import Horizon
from service.snapshot.permits import PermitRow, permit_for
from solver.slots import Day
from solver.substitution import problem as parts


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person with permit, proofs, lessons, capabilities and own limits."""

    id: UUID
    code: str
    kind: PersonKind
    employed: bool
    professional: bool
    wider_contracts: bool
    may_extend_day: bool
    contract_minutes: int | None
    cents_per_hour: int
    travel_mode: TravelMode
    home_place_id: UUID | None
    area_id: UUID | None
    active_from: date | None
    active_until: date | None
    permit: parts.Permit | None
    units: int
    inclusion_units: int
    credentials: tuple[parts.Credential, ...]
    capabilities: frozenset[str]
    limits: parts.PersonalLimits

    def active_on(self, day: date) -> bool:
        """Whether the person works with the tenant on the day."""
        return (self.active_from is None or self.active_from <= day) and (
            self.active_until is None or day <= self.active_until
        )


def load_people(session: Session, horizon: Horizon) -> Mapping[UUID, PersonRow]:
    """All persons of the tenant."""
    permits = _permits(session)
    units = _units(session, horizon.first_day)
    proofs = _credentials(session)
    tags = _tags(session)
    limits = _limits(session)
    rows = session.execute(
        select(
            Person.id,
            Person.code,
            Person.kind,
            Person.employed,
            Person.professional,
            Person.wider_contracts,
            Person.may_extend_day,
            Person.weekly_minutes.label("contract_minutes"),
            Person.cents_per_hour,
            Person.travel_mode,
            Person.home_place_id,
            Person.area_id,
            Person.active_from,
            Person.active_until,
        )
    ).all()
    return {
        row.id: PersonRow(
            **row._mapping,  # noqa: SLF001 - the public way to a row's columns by name
            permit=permit_for(permits.get(row.id, ()), horizon),
            units=units.get((row.id, QualificationKind.LADDER), 0),
            inclusion_units=units.get((row.id, QualificationKind.INCLUSION), 0),
            credentials=tuple(proofs.get(row.id, ())),
            capabilities=frozenset(tags.get(row.id, ())),
            limits=limits.get(row.id, parts.PersonalLimits()),
        )
        for row in rows
    }


def _permits(session: Session) -> Mapping[UUID, Sequence[PermitRow]]:
    rows = session.execute(
        select(
            Permit.person_id,
            Permit.places,
            Permit.valid_from,
            Permit.valid_until,
            Permit.min_age_months,
            Permit.max_age_months,
            Permit.start_minute,
            Permit.end_minute,
            Permit.max_contracts,
        ).order_by(Permit.valid_from)
    )
    found: dict[UUID, list[PermitRow]] = defaultdict(list)
    for person, most, starts, ends, youngest, oldest, begin, end, contracts in rows:
        found[person].append(
            PermitRow(most, starts, ends, youngest, oldest, begin, end, contracts)
        )
    return found


def _units(session: Session, day: date) -> Mapping[tuple[UUID, QualificationKind], int]:
    """Lessons finished before the first day; courses add up."""
    rows = session.execute(
        select(Qualification.person_id, Qualification.kind, Qualification.units).where(
            Qualification.completed_on <= day
        )
    )
    found: dict[tuple[UUID, QualificationKind], int] = defaultdict(int)
    for person, kind, units in rows:
        found[person, kind] += units
    return found


def _credentials(session: Session) -> Mapping[UUID, Sequence[parts.Credential]]:
    rows = session.execute(
        select(
            Credential.person_id,
            Credential.kind,
            Credential.issued_on,
            Credential.expires_on,
        ).order_by(Credential.kind, Credential.issued_on)
    )
    found: dict[UUID, list[parts.Credential]] = defaultdict(list)
    for person, kind, issued, expires in rows:
        found[person].append(
            parts.Credential(
                kind,
                Day(issued.toordinal()),
                Day(expires.toordinal()) if expires else None,
            )
        )
    return found


def _tags(session: Session) -> Mapping[UUID, Sequence[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    for person, tag in session.execute(
        select(PersonCapability.person_id, PersonCapability.tag)
    ):
        found[person].append(tag)
    return found


def _limits(session: Session) -> Mapping[UUID, parts.PersonalLimits]:
    rows: Any = session.execute(
        select(
            PersonalLimit.person_id,
            PersonalLimit.max_extra_children,
            PersonalLimit.weekdays_off,
            PersonalLimit.min_age_months,
            PersonalLimit.max_age_months,
        )
    )
    return {
        person: parts.PersonalLimits(
            max_extra_children=most,
            weekdays_off=frozenset(day for day in range(7) if off >> day & 1),
            min_age_months=youngest,
            max_age_months=oldest,
        )
        for person, most, off, youngest, oldest in rows
    }
