"""Who is ill on the flu morning: some of each way of substitution."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.tables.contracts import CareContract
from service.db.tables.cooperations import Cooperation, CooperationMember
from service.db.tables.people import Person
from service.domain.kinds import MemberRole, Model, PersonKind

MONDAY = date(2026, 11, 2)


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody who is away; ``called`` says that she called this very morning."""

    person_id: UUID
    code: str
    name: str
    last_day: date | None
    back: date | None
    called: bool


@dataclass(frozen=True, slots=True)
class _Part:
    """One part to be cast: by which model, until when."""

    model: Model
    last_day: date | None
    back: date | None = None
    called: bool = False


_FRIDAY = date(2026, 11, 6)
PARTS = (
    _Part(Model.TANDEM, _FRIDAY),
    _Part(Model.TANDEM, date(2026, 11, 4)),
    _Part(Model.FLOATER, _FRIDAY),
    _Part(Model.FLOATER, date(2026, 11, 3)),
    _Part(Model.GROUP, date(2026, 11, 5)),
    _Part(Model.BASE, _FRIDAY),
    _Part(Model.SHARED_SETTING, date(2026, 11, 4)),
    _Part(Model.TANDEM, date(2026, 11, 4), called=True),
    _Part(Model.FLOATER, None, date(2026, 11, 5), called=True),
    _Part(Model.SHARED_SETTING, date(2026, 11, 3), called=True),
)


def cast(session: Session) -> list[Away]:
    """Fill every part; no two from the same cooperation, so that partners stay well."""
    members = _members(session)
    taken: set[UUID] = set()
    closed: set[UUID] = set()
    away = []
    for part in PARTS:
        member = _choose(members, part.model, taken, closed)
        person = member.person
        taken.add(person.id)
        closed |= member.cooperations
        name = f"{person.given_name} {person.family_name}"
        away.append(
            Away(
                person.id,
                person.code,
                name,
                part.last_day,
                part.back,
                part.called,
            )
        )
    return away


@dataclass(frozen=True, slots=True)
class _Member:
    person: Person
    models: frozenset[Model]
    cooperations: frozenset[UUID]


def _choose(
    members: Iterable[_Member], model: Model, taken: set[UUID], closed: set[UUID]
) -> _Member:
    for member in members:
        fits = member.models == {model}
        fresh = member.person.id not in taken and not member.cooperations & closed
        if fits and fresh:
            return member
    raise LookupError(f"the town has nobody left for {model}")


def _members(session: Session) -> list[_Member]:
    """Childminders with children under contract, and how each is substituted."""
    rows = session.execute(
        select(CooperationMember.person_id, Cooperation.id, Cooperation.model)
        .join(Cooperation, Cooperation.id == CooperationMember.cooperation_id)
        .where(CooperationMember.role.in_((MemberRole.MEMBER, MemberRole.BOTH)))
    )
    found: dict[UUID, list[tuple[UUID, Model]]] = {}
    for person_id, cooperation, model in rows:
        found.setdefault(person_id, []).append((cooperation, model))
    working = select(CareContract.person_id).distinct()
    minders = session.scalars(
        select(Person)
        .where(Person.kind == PersonKind.CHILDMINDER, Person.id.in_(working))
        .order_by(Person.code)
    )
    return [
        _Member(
            person,
            frozenset(model for _, model in found.get(person.id, ())),
            frozenset(key for key, _ in found.get(person.id, ())),
        )
        for person in minders
    ]
