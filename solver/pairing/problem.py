"""The pairing problem: childminders, floaters, a season of absences, a budget.

Days are ordinals, times minutes of a day, ways minutes, money cents. Children are no
persons here: a season is longer than most know their children for, so what counts is
how many are there at which minute of a normal week.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

from solver.slots import Day, Slot

PersonId = NewType("PersonId", str)
#: An hour of one child [min]; coverage counts in whole ones.
HOUR = 60


class TeamKind(StrEnum):
    """What people may form for a season."""

    TANDEM = "tandem"
    TRIO = "trio"
    GROUP = "substitution_group"
    CLUSTER = "floater_cluster"


class RefusalOrigin(StrEnum):
    """Who said that two are not to work together."""

    PERSON = "person"
    COUNSELLOR = "counsellor"


@dataclass(frozen=True, slots=True, order=True)
class WeekTime:
    """A time of every week; Monday is 0."""

    weekday: int
    slot: Slot


@dataclass(frozen=True, slots=True)
class Childminder:
    """Somebody with children of her own contracts, who may take others'.

    ``care`` holds one entry per child and weekday, ``unwanted`` those whose guardians
    want no substitution. ``kept_free`` places stay free without pay, ``holdable`` ones
    could be held for ``held_place_cents`` each and season; all other places fill up.
    ``draw_key`` is what her sick days are drawn by, the same in every problem.
    """

    id: PersonId
    draw_key: str
    permit_places: int
    open: tuple[WeekTime, ...]
    care: tuple[WeekTime, ...] = ()
    unwanted: tuple[WeekTime, ...] = ()
    kept_free: int = 0
    holdable: int = 0
    held_place_cents: int = 0
    most_extra: int | None = None
    permit_until: Day | None = None
    announced: frozenset[Day] = frozenset()
    kinds: frozenset[TeamKind] = frozenset(TeamKind)


@dataclass(frozen=True, slots=True)
class Floater:
    """Somebody who comes to one childminder's rooms a day; her salary is paid."""

    id: PersonId
    draw_key: str
    places: int
    shifts: tuple[WeekTime, ...]
    announced: frozenset[Day] = frozenset()


@dataclass(frozen=True, slots=True)
class Sickness:
    """How sick days are drawn: so many seasons, so many days a person and year."""

    seed: int = 1
    draws: int = 5
    days_per_year: int = 9


@dataclass(frozen=True, slots=True, order=True)
class Refused:
    """Two who are not to be in one team."""

    one: PersonId
    other: PersonId
    origin: RefusalOrigin = RefusalOrigin.PERSON


@dataclass(frozen=True, slots=True, order=True)
class Team:
    """A team of a season: the decision atom.

    ``members`` are in order; ``holders`` are those who hold a place for it. The floater
    of a cluster is not among the members.
    """

    kind: TeamKind
    members: tuple[PersonId, ...]
    holders: tuple[PersonId, ...] = ()
    floater: PersonId | None = None

    @property
    def people(self) -> tuple[PersonId, ...]:
        """Everybody who can be in no second team."""
        return (*self.members, self.floater) if self.floater else self.members


@dataclass(frozen=True)
class PairingProblem:
    """Everything a season's teams depend on, but for the rule profile.

    ``ways`` are in both directions or in one, the longer counts; who has no way to
    somebody cannot reach her. ``wishes`` name who would like to be with whom,
    ``existing`` the teams that stand now. ``together`` asks for plans in which these
    two are in one team, ``apart`` for plans without the team of just these people:
    they are what questions make of a problem.
    """

    first_day: Day
    last_day: Day
    childminders: Mapping[PersonId, Childminder]
    floaters: Mapping[PersonId, Floater]
    ways: Mapping[tuple[PersonId, PersonId], int]
    closed: frozenset[Day] = frozenset()
    refused: tuple[Refused, ...] = ()
    wishes: tuple[tuple[PersonId, PersonId], ...] = ()
    existing: tuple[Team, ...] = ()
    budget_cents: int = 0
    sickness: Sickness = field(default_factory=Sickness)
    kinds: frozenset[TeamKind] = frozenset(TeamKind)
    together: tuple[PersonId, PersonId] | None = None
    apart: tuple[PersonId, ...] = ()

    def is_apart(self, team: Team) -> bool:
        """Whether a team is the one that is not to be."""
        return bool(self.apart) and frozenset(self.apart) == frozenset(team.people)
