"""The substitution problem: a pseudonymous snapshot, integers with units.

It knows no names of people, no addresses, no clock and no reason of an absence. Ways
are minutes per pair, familiarity is already derived for the days of the horizon.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import NewType

from solver.slots import ClockChange, Day, Slot

ChildId = NewType("ChildId", str)
PersonId = NewType("PersonId", str)
PlaceId = NewType("PlaceId", str)
NeedId = NewType("NeedId", str)
EpisodeId = NewType("EpisodeId", str)


class PersonKind(StrEnum):
    """Who takes children."""

    CHILDMINDER = "childminder"
    FLOATER = "floater"
    BASE_STAFF = "base_staff"
    KITA_STAFF = "kita_staff"


class PlaceKind(StrEnum):
    """Where care happens."""

    OWN_HOME = "own_home"
    RENTED_ROOMS = "rented_rooms"
    SHARED_SETTING = "shared_setting"
    BASE = "base"
    KITA = "kita"


class Model(StrEnum):
    """By which cooperation a substitute comes into question."""

    TANDEM = "tandem"
    GROUP = "substitution_group"
    FLOATER = "floater_cluster"
    BASE = "base"
    SHARED_SETTING = "shared_setting"
    KITA = "kita"
    KNOWN_PERSON = "known_person"


class Familiarity(IntEnum):
    """How well a child knows a person, ordered."""

    UNKNOWN = 0
    FADED = 1
    MET = 2
    FAMILIAR = 3
    SETTLED = 4


class FixedKind(StrEnum):
    """Why a cover is a fact that planning must respect."""

    PINNED = "pinned"
    STARTED = "started"
    ACCEPTED = "accepted"
    ARRANGED = "arranged"


class ExclusionOrigin(StrEnum):
    """Who said that a pair must not be."""

    GUARDIAN = "guardian"
    PERSON = "person"
    DECLINED = "declined"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class Permit:
    """Permit to take children; ``None`` bounds are open.

    Ages are whole months on the day of care, bounds inclusive.
    """

    places: int
    valid_from: Day | None = None
    valid_until: Day | None = None
    min_age_months: int | None = None
    max_age_months: int | None = None
    hours: Slot | None = None
    max_contracts: int | None = None


@dataclass(frozen=True, slots=True)
class Credential:
    """Proof with a clock (first aid, instruction, measles, certificate of conduct)."""

    kind: str
    valid_from: Day | None = None
    valid_until: Day | None = None


@dataclass(frozen=True, slots=True)
class PersonalLimits:
    """What a person set for herself; ``None`` means no limit."""

    max_extra_children: int | None = None
    weekdays_off: frozenset[int] = frozenset()
    min_age_months: int | None = None
    max_age_months: int | None = None


@dataclass(frozen=True, slots=True)
class WorkedWeek:
    """What a calendar week of an employed person holds beside the days planned.

    ``minutes`` are worked or fixed outside of the days planned. ``workdays`` are those
    of the whole week that count for the average (§ 3 ArbZG): Monday to Saturday
    without public holidays, leave and sickness.
    """

    minutes: int = 0
    workdays: int = 6


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who takes children, own ones under contract included.

    ``available`` and ``absent`` are given per day of the horizon; a day that is
    missing in ``available`` is a day without availability. ``home`` is the own place
    of care, where there is one. ``regular_contracts`` counts children under contract.
    ``may_extend_day`` says that the average allows ten hours (§ 3 ArbZG).
    ``contract_minutes`` are those of an employed person per calendar week, ``weeks``
    what is on record of weeks, by their Mondays; a week before the days planned that
    is missing is not on record.
    ``cents_per_hour`` are paid for an hour of one child in substitution.
    """

    id: PersonId
    kind: PersonKind
    employed: bool = False
    home: PlaceId | None = None
    permit: Permit | None = None
    qualification_units: int = 0
    inclusion_units: int = 0
    professional: bool = False
    credentials: tuple[Credential, ...] = ()
    capabilities: frozenset[str] = frozenset()
    available: Mapping[Day, tuple[Slot, ...]] = field(default_factory=dict)
    absent: Mapping[Day, tuple[Slot, ...]] = field(default_factory=dict)
    limits: PersonalLimits = PersonalLimits()
    regular_contracts: int = 0
    wider_contracts: bool = False
    may_extend_day: bool = False
    history_minutes: int = 0
    contract_minutes: int | None = None
    weeks: Mapping[Day, WorkedWeek] = field(default_factory=dict)
    cents_per_hour: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """Where children are; ``open`` missing for a day means open all that day.

    ``staff`` are the persons who regularly work there (owner of a home, members of a
    shared setting, team of a base). ``municipality`` decides whose rules hold.
    """

    id: PlaceId
    kind: PlaceKind
    staff: tuple[PersonId, ...] = ()
    max_children: int | None = None
    usable_without_owner: bool = False
    capabilities: frozenset[str] = frozenset()
    open: Mapping[Day, tuple[Slot, ...]] | None = None
    municipality: str = ""


@dataclass(frozen=True, slots=True)
class Child:
    """A child by code; ``birth_month`` is ``year * 12 + month - 1``."""

    id: ChildId
    birth_month: int
    capacity_weight: int = 1
    required_capabilities: frozenset[str] = frozenset()
    max_extra_way_minutes: int | None = None
    siblings: frozenset[ChildId] = frozenset()


@dataclass(frozen=True, slots=True)
class Need:
    """A booked interval of one child on one day with somebody who is absent."""

    id: NeedId
    child: ChildId
    day: Day
    slot: Slot
    absent: PersonId
    regular_place: PlaceId
    episode: EpisodeId
    urgency: int = 0


@dataclass(frozen=True, slots=True)
class Presence:
    """A child under contract who is there: it uses capacity and is not decided."""

    child: ChildId
    person: PersonId
    place: PlaceId
    day: Day
    slot: Slot
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Link:
    """By ``model`` the substitute may stand in for the absent person at the place.

    ``held_places`` are places the substitute keeps free for it (information only;
    capacity is decided by presence). Days are inclusive, ``None`` is open.
    ``children`` narrows the link to some children, ``None`` means all.
    ``held_place_cents`` is the flat rate for a piece taken on such a place, ``None``
    where it is paid by the hour.
    """

    absent: PersonId
    substitute: PersonId
    place: PlaceId
    model: Model
    first_day: Day | None = None
    last_day: Day | None = None
    held_places: int = 0
    children: frozenset[ChildId] | None = None
    held_place_cents: int | None = None


@dataclass(frozen=True, slots=True)
class FamiliarityRecord:
    """State of a pair from ``first_day`` to ``last_day``, both inclusive.

    ``place`` is ``None`` where the state counts at every place.
    """

    child: ChildId
    person: PersonId
    state: Familiarity
    first_day: Day
    last_day: Day
    place: PlaceId | None = None


@dataclass(frozen=True, slots=True)
class Designation:
    """A designated substitute: first choice within familiarity, days inclusive."""

    child: ChildId
    person: PersonId
    first_day: Day
    last_day: Day


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A pair that must not be on these days (inclusive).

    ``child`` or ``absent`` ``None`` means every one; with ``need`` only that need.
    """

    person: PersonId
    origin: ExclusionOrigin
    first_day: Day
    last_day: Day
    child: ChildId | None = None
    need: NeedId | None = None


@dataclass(frozen=True, slots=True)
class FamiliarityOverride:
    """A counsellor lets a pair pass below the level asked, her reason on record."""

    child: ChildId
    person: PersonId
    first_day: Day
    last_day: Day


@dataclass(frozen=True, slots=True)
class Cover:
    """A child is with a person at a place during an interval of a day.

    ``person`` and ``place`` are ``None`` only where care was arranged outside (a
    grandmother): then it uses nobody's capacity.
    """

    child: ChildId
    day: Day
    slot: Slot
    person: PersonId | None
    place: PlaceId | None


@dataclass(frozen=True, slots=True)
class FormerSubstitute:
    """Somebody substituted for a child before the days planned, last on ``last_day``.

    ``person`` is ``None`` for somebody the problem does not name; each such entry is
    another person.
    """

    child: ChildId
    person: PersonId | None
    last_day: Day


@dataclass(frozen=True, slots=True)
class FixedCover:
    """Cover that is a fact; only a person releases it."""

    cover: Cover
    kind: FixedKind


@dataclass(frozen=True, slots=True)
class Capacity:
    """So many places at most are taken at once in a slot of a day.

    ``person`` or ``place`` says where; regular children and fixed cover count.
    """

    places: int
    day: Day
    slot: Slot
    person: PersonId | None = None
    place: PlaceId | None = None


@dataclass(frozen=True)
class Problem:
    """Everything a plan depends on, but for the rule profile.

    Ways are minutes: ``family_minutes`` child's home to place, ``place_minutes``
    between places (both directions given). A missing pair means: not reachable.
    ``frozen_day``/``frozen_minute``: what began before it is fixed and trimmed.
    ``pair_costs``: what each assignment of a child to a person costs; missing is 0.
    """

    first_day: Day
    last_day: Day
    land: str
    needs: tuple[Need, ...]
    children: Mapping[ChildId, Child]
    persons: Mapping[PersonId, Person]
    places: Mapping[PlaceId, Place]
    presences: tuple[Presence, ...] = ()
    links: tuple[Link, ...] = ()
    familiarity: tuple[FamiliarityRecord, ...] = ()
    designations: tuple[Designation, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    overrides: tuple[FamiliarityOverride, ...] = ()
    fixed: tuple[FixedCover, ...] = ()
    published: tuple[Cover, ...] = ()
    family_minutes: Mapping[tuple[ChildId, PlaceId], int] = field(default_factory=dict)
    place_minutes: Mapping[tuple[PlaceId, PlaceId], int] = field(default_factory=dict)
    clock_changes: tuple[ClockChange, ...] = ()
    frozen_day: Day | None = None
    frozen_minute: int = 0
    former_substitutes: tuple[FormerSubstitute, ...] = ()
    capacities: tuple[Capacity, ...] = ()
    pair_costs: Mapping[tuple[ChildId, PersonId], int] = field(default_factory=dict)
