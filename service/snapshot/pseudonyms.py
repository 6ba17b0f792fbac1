"""Codes for children, persons and places; the key back lies apart from the problem."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from service.snapshot.codes import key_from_bytes, key_to_bytes, numbered
from solver.slots import Day
from solver.substitution.problem import ChildId, EpisodeId, NeedId, PersonId, PlaceId

_CHILD, _PERSON, _PLACE = "k", "p", "o"


@dataclass(frozen=True)
class Pseudonyms:
    """Row id to code; the codes are numbers in an order only the key explains."""

    children: Mapping[UUID, ChildId]
    persons: Mapping[UUID, PersonId]
    places: Mapping[UUID, PlaceId]

    def need(self, child: UUID, day: Day, start: int) -> NeedId:
        """Id of a need: child, day and start."""
        return NeedId(f"{self.children[child]}.{day}.{start}")

    def episode(self, child: UUID, person: UUID, first_day: Day) -> EpisodeId:
        """Id of a run of days of one child with one absent person."""
        return EpisodeId(f"{self.children[child]}.{self.persons[person]}.{first_day}")

    @cached_property
    def rows(self) -> Mapping[str, UUID]:
        """Code to row id, over all three kinds."""
        return {
            str(code): row
            for table in (self.children, self.persons, self.places)
            for row, code in table.items()
        }

    def to_bytes(self) -> bytes:
        """The key, to be stored apart from the problem."""
        return key_to_bytes(self)


def pseudonyms_from_bytes(key: bytes) -> Pseudonyms:
    """Codes out of a stored key."""
    rows = key_from_bytes(key)
    return Pseudonyms(
        children={r: ChildId(c) for c, r in rows.items() if c[0] == _CHILD},
        persons={r: PersonId(c) for c, r in rows.items() if c[0] == _PERSON},
        places={r: PlaceId(c) for c, r in rows.items() if c[0] == _PLACE},
    )


def make_pseudonyms(
    order_key: bytes,
    children: Mapping[UUID, str],
    persons: Mapping[UUID, str],
    places: Mapping[UUID, str],
) -> Pseudonyms:
    """Codes for these rows; the same key and list codes always give the same.

    The order rests on the codes of the association's lists, not on row ids, so that
    the same town gives the same problem, and so the same plan, on any machine.

    Parameters
    ----------
    order_key
        Decides the order of the numbers, 1 to 64 bytes.
    children, persons, places
        Rows the problem speaks of, with their codes in the association's lists.
    """
    return Pseudonyms(
        children={r: ChildId(c) for r, c in numbered(order_key, _CHILD, children)},
        persons={r: PersonId(c) for r, c in numbered(order_key, _PERSON, persons)},
        places={r: PlaceId(c) for r, c in numbered(order_key, _PLACE, places)},
    )
