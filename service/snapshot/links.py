"""Who may stand in for whom where: from cooperations, shared rooms and contacts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from service.domain.kinds import MemberRole, Model, PlaceKind
from service.snapshot.attendance import NeedRow
from service.snapshot.cooperations import CooperationRow, MemberRow
from service.snapshot.people import PersonRow
from service.snapshot.places import PlaceRow
from service.snapshot.relations import Meetings

_Key = tuple[UUID, UUID, UUID]


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link in stored ids; days inclusive, ``children`` ``None`` means all."""

    absent_id: UUID
    substitute_id: UUID
    place_id: UUID
    model: Model
    first_day: date | None = None
    last_day: date | None = None
    held_places: int = 0
    children: frozenset[UUID] | None = None
    held_place_cents: int | None = None

    @property
    def key(self) -> _Key:
        """Who stands in for whom where."""
        return self.absent_id, self.substitute_id, self.place_id


@dataclass(frozen=True, slots=True)
class Town:
    """What links are made from."""

    people: Mapping[UUID, PersonRow]
    places: Mapping[UUID, PlaceRow]
    cooperations: Sequence[CooperationRow]
    meetings: Meetings
    #: Regular places of the children of an absent person who need somebody.
    regular: Mapping[UUID, frozenset[UUID]] = field(default_factory=dict)

    def home_of(self, person: UUID) -> UUID | None:
        """The person's own place of care."""
        row = self.people.get(person)
        return row.home_place_id if row else None

    def staff_of(self, place: UUID | None) -> tuple[UUID, ...]:
        """Who regularly works at a place."""
        row = self.places.get(place) if place else None
        return row.staff if row else ()


def links_for(needs: Sequence[NeedRow], town: Town) -> tuple[LinkRow, ...]:
    """Every link of the absent persons, sorted; the same way twice counts once."""
    agreed = [
        link
        for links in (_from_cooperations(town), _from_shared_rooms(town))
        for link in links
    ]
    found: dict[tuple[_Key, date | None, date | None], LinkRow] = {}
    for link in agreed:
        found.setdefault((link.key, link.first_day, link.last_day), link)
    known = _from_contacts(needs, town, found.values())
    return tuple(
        sorted(
            (*found.values(), *known),
            key=lambda link: (*link.key, link.model, link.first_day or date.min),
        )
    )


def _from_cooperations(town: Town) -> Iterator[LinkRow]:
    for cooperation in town.cooperations:
        absent = [
            member.person_id
            for member in cooperation.members
            if member.is_substituted and member.person_id in town.regular
        ]
        for person in absent:
            for member in _substitutes(cooperation, town):
                substitute = member.person_id
                if substitute == person:
                    continue
                for place in _places(cooperation, person, substitute, town):
                    yield LinkRow(
                        person,
                        substitute,
                        place,
                        cooperation.model,
                        cooperation.valid_from,
                        cooperation.valid_until,
                        member.held_places,
                        held_place_cents=member.held_place_cents,
                    )


def _substitutes(cooperation: CooperationRow, town: Town) -> Sequence[MemberRow]:
    """Members who stand in; at a base, a Kita or in shared rooms its staff too."""
    found = {m.person_id: m for m in cooperation.members if m.stands_in}
    if cooperation.model in (Model.BASE, Model.KITA, Model.SHARED_SETTING):
        for person in town.staff_of(cooperation.place_id):
            found.setdefault(person, MemberRow(person, MemberRole.SUBSTITUTE, 0))
    return [found[person] for person in sorted(found)]


def _places(
    cooperation: CooperationRow, absent: UUID, substitute: UUID, town: Town
) -> Iterable[UUID]:
    """Where the substitute takes the children in this model."""
    regular = town.regular[absent]
    own = town.home_of(substitute)
    agreed = {cooperation.place_id} if cooperation.place_id else set()
    match cooperation.model:
        case Model.BASE | Model.KITA:
            return agreed
        case Model.FLOATER:
            return sorted(regular | agreed)
        case Model.SHARED_SETTING:
            return sorted(agreed) or sorted(regular)
        case Model.TANDEM | Model.GROUP | Model.KNOWN_PERSON:
            return sorted({own} | agreed) if own else sorted(regular | agreed)


def _from_shared_rooms(town: Town) -> Iterator[LinkRow]:
    """Whoever regularly works in the same rooms stands in there."""
    for person, regular in town.regular.items():
        for place in sorted(regular):
            row = town.places.get(place)
            if row is None or row.kind is not PlaceKind.SHARED_SETTING:
                continue
            for colleague in row.staff:
                if colleague != person:
                    yield LinkRow(person, colleague, place, Model.SHARED_SETTING)


def _from_contacts(
    needs: Sequence[NeedRow], town: Town, agreed: Iterable[LinkRow]
) -> Iterator[LinkRow]:
    """Persons a child has met, where no cooperation links them already."""
    pairs = {(link.absent_id, link.substitute_id) for link in agreed}
    known: dict[UUID, list[UUID]] = defaultdict(list)
    for child, person in town.meetings:
        if person in town.people:
            known[child].append(person)
    found: dict[_Key, set[UUID]] = defaultdict(set)
    for child, absent, regular in {
        (n.child_id, n.absent_id, n.place_id) for n in needs
    }:
        for person in known.get(child, ()):
            if person != absent and (absent, person) not in pairs:
                place = town.home_of(person) or regular
                found[absent, person, place].add(child)
    for (absent, person, place), children in found.items():
        yield LinkRow(
            absent, person, place, Model.KNOWN_PERSON, children=frozenset(children)
        )
