"""The visits problem: who should visit whom, so that no child meets a stranger.

Days are ordinals, times local minutes, ways minutes. Persons and places are those of
substitution. Children are visited by the household: whoever of them is there meets the
visitor.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

from solver.familiarity import Thresholds
from solver.slots import Day, Slot
from solver.substitution.problem import (
    ChildId,
    Familiarity,
    Link,
    Person,
    PersonId,
    Place,
    PlaceId,
)

BondId = NewType("BondId", str)


class Traveller(StrEnum):
    """Who goes to whom."""

    VISITOR = "visitor"
    HOST = "host"


@dataclass(frozen=True, slots=True)
class Bond:
    """Somebody keeps in contact with the children of a childminder.

    They meet at ``place``: the household, or the visitor's base, to which the host
    comes with her children. At most one visit in so many calendar weeks.
    """

    id: BondId
    visitor: PersonId
    host: PersonId
    place: PlaceId
    minutes: int
    every_weeks: int = 1
    traveller: Traveller = Traveller.VISITOR


@dataclass(frozen=True, slots=True)
class Booked:
    """A child is booked with a person, whether or not that person is away.

    ``wanted`` says that the child needs somebody else if she is.
    """

    child: ChildId
    person: PersonId
    place: PlaceId
    day: Day
    slot: Slot
    wanted: bool = True


@dataclass(frozen=True, slots=True, order=True)
class Stay:
    """Somebody has something else at a place: substitution that stands, an office."""

    person: PersonId
    day: Day
    slot: Slot
    place: PlaceId


@dataclass(frozen=True, slots=True, order=True)
class Contact:
    """A child was with a person on a day; ``settled`` if the criteria were confirmed.

    May lie ahead where it comes about anyway, as by a substitution that stands.
    """

    child: ChildId
    person: PersonId
    day: Day
    settled: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Visit:
    """A visit at its time: the decision atom."""

    bond: BondId
    day: Day
    slot: Slot


@dataclass(frozen=True, slots=True, order=True)
class RefusedDay:
    """A visit must not be on this day: somebody cannot, or it is to be moved."""

    bond: BondId
    day: Day


@dataclass(frozen=True)
class VisitProblem:
    """Everything visits depend on, but for the rule profile.

    Visits lie between ``first_day`` and ``last_day``, both inclusive; what they are
    worth is counted up to ``last_counted_day``, because familiarity lasts. ``links``
    say who may take whose children, by ``level`` of familiarity and ``thresholds``.
    ``fixed`` stands whatever is planned, ``published`` is kept where possible. Starts
    are multiples of ``grid_minutes``. Ways hold in the direction given.
    """

    first_day: Day
    last_day: Day
    last_counted_day: Day
    persons: Mapping[PersonId, Person]
    places: Mapping[PlaceId, Place]
    bonds: Mapping[BondId, Bond]
    booked: tuple[Booked, ...] = ()
    links: tuple[Link, ...] = ()
    contacts: tuple[Contact, ...] = ()
    stays: tuple[Stay, ...] = ()
    place_minutes: Mapping[tuple[PlaceId, PlaceId], int] = field(default_factory=dict)
    refused: tuple[RefusedDay, ...] = ()
    fixed: tuple[Visit, ...] = ()
    published: tuple[Visit, ...] = ()
    level: Familiarity = Familiarity.FAMILIAR
    thresholds: Thresholds = field(default_factory=Thresholds)
    grid_minutes: int = 30
