"""Who should visit whom: from cooperations and the numbers of the profile."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from service.domain.kinds import Model
from service.profiles.visit_rules import Cadence
from service.snapshot.bookings import Bookings
from service.snapshot.links import LinkRow
from service.snapshot.people import PersonRow
from solver.substitution.problem import PersonId, PlaceId
from solver.visits.problem import Bond, BondId, Traveller

#: Members of these are childminders who visit one another.
_CIRCLES = frozenset({Model.TANDEM, Model.GROUP})


@dataclass(frozen=True, slots=True)
class Households:
    """Where the children of each childminder are; who has none has no household."""

    place_of: Mapping[UUID, UUID]

    @classmethod
    def of(cls, bookings: Bookings) -> "Households":
        """The place with most of somebody's contracts; of several the first by id."""
        counts: dict[UUID, Counter[UUID]] = {}
        for booked in bookings.values():
            for one in booked:
                counts.setdefault(one.person_id, Counter())[one.place_id] += 1
        return cls(
            {
                person: min(found, key=lambda place: (-found[place], place))
                for person, found in counts.items()
            }
        )


def bonds_of(
    links: Iterable[LinkRow],
    people: Mapping[UUID, PersonRow],
    households: Households,
    cadence: Cadence,
    *,
    with_children: bool,
) -> Mapping[BondId, Bond]:
    """Bonds of all links that ask for visits, in the order of the links.

    Parameters
    ----------
    with_children
        Childminders visit one another with their children: then one visit serves both
        sides, and a pair has one bond. Else each side visits the other.
    """
    found: dict[BondId, Bond] = {}
    paired: set[frozenset[UUID]] = set()
    for link in links:
        bond = _bond(link, people, households, cadence)
        if bond is None or bond.id in found:
            continue
        pair = frozenset((link.absent_id, link.substitute_id))
        both = link.model in _CIRCLES and link.substitute_id in households.place_of
        if both and with_children:
            if pair in paired:
                continue
            paired.add(pair)
        found[bond.id] = bond
    return found


def bond_id(visitor: UUID, host: UUID) -> BondId:
    """The bond of two persons."""
    return BondId(f"{visitor}/{host}")


def _bond(
    link: LinkRow,
    people: Mapping[UUID, PersonRow],
    households: Households,
    cadence: Cadence,
) -> Bond | None:
    """What a link asks for; nothing where people see each other anyway."""
    visitor, host = link.substitute_id, link.absent_id
    if visitor not in people or host not in households.place_of:
        return None
    key, ids = bond_id(visitor, host), (PersonId(str(visitor)), PersonId(str(host)))
    home = PlaceId(str(households.place_of[host]))
    if link.model is Model.BASE:
        base = PlaceId(str(link.place_id))
        numbers = cadence.base_minutes, cadence.base_weeks
        return Bond(key, *ids, base, *numbers, Traveller.HOST)
    if link.model in _CIRCLES and visitor in households.place_of:
        return Bond(key, *ids, home, cadence.circle_minutes, cadence.circle_weeks)
    if link.model in (Model.FLOATER, *_CIRCLES):
        return Bond(key, *ids, home, cadence.floater_minutes, cadence.floater_weeks)
    return None


def ends_of(bonds: Iterable[Bond]) -> Iterator[tuple[str, str]]:
    """Whoever goes somewhere, and where."""
    for bond in bonds:
        goes = bond.visitor if bond.traveller is Traveller.VISITOR else bond.host
        yield goes, bond.place
