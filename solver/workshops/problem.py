"""The workshops problem: clusters of communes, their events, gaps between events.

Days are ordinals, ways minutes there. Everybody of a cluster comes to each of its
events. A conference belongs to several clusters and has one date that fits all of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

from solver.sessions.problem import Land, ProgrammeDay
from solver.slots import Day

ClusterId = NewType("ClusterId", str)
MemberId = NewType("MemberId", str)
EventId = NewType("EventId", str)


class EventKind(StrEnum):
    """What an event is."""

    WORKSHOP = "workshop"
    STEERING = "steering"
    GROUP = "group"
    OPENING = "opening"
    INTERIM = "interim"
    CLOSING = "closing"
    COMMUNAL_DAY = "communal_day"


@dataclass(frozen=True, slots=True)
class Member:
    """A commune of a cluster; ``room`` seats so many, 0 is never a host."""

    id: MemberId
    cluster: ClusterId
    land: Land
    participants: int
    room: int = 0


@dataclass(frozen=True, slots=True)
class Event:
    """An event of one or more clusters on so many days in a row.

    It begins and ends within first and last day, both inclusive. ``hosted`` ones are
    held at one of the members', ``number`` counts events of a kind and cluster.
    """

    id: EventId
    kind: EventKind
    clusters: tuple[ClusterId, ...]
    first_day: Day
    last_day: Day
    days: int = 1
    number: int = 1
    hosted: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """From the last day of one event to the first of another [days]; 1 is the next."""

    before: EventId
    after: EventId
    least_days: int = 1
    most_days: int | None = None


@dataclass(frozen=True, slots=True, order=True)
class EventDate:
    """An event begins on a day, at a host if it has one: the decision atom."""

    event: EventId
    day: Day
    host: MemberId | None = None


@dataclass(frozen=True)
class WorkshopProblem:
    """Everything a series depends on, but for the rule profile.

    ``ways`` are from a member to a host of its cluster, none from a member to itself.
    ``fixed`` stands whatever is planned, ``published`` is kept where possible.
    """

    members: Mapping[MemberId, Member]
    events: Mapping[EventId, Event]
    gaps: tuple[Gap, ...]
    ways: Mapping[tuple[MemberId, MemberId], int]
    public_holidays: Mapping[Land, frozenset[Day]] = field(default_factory=dict)
    school_holidays: Mapping[Land, frozenset[Day]] = field(default_factory=dict)
    programme_days: tuple[ProgrammeDay, ...] = ()
    fixed: tuple[EventDate, ...] = ()
    published: tuple[EventDate, ...] = ()
