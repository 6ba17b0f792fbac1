"""The consultations problem: requests for a visit, hosts that receive, days.

Days are ordinals, months ``year * 12 + month - 1``, times are local minutes, ways
minutes there. A host receives one kindergarten a day, always at the same hours; nobody
visits the same host twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NewType

from solver.matching.problem import KindergartenId
from solver.sessions.problem import Land, ProgrammeDay
from solver.slots import MINUTES_PER_DAY, Day, Slot

HostId = NewType("HostId", str)
RequestId = NewType("RequestId", str)
Pair = tuple[KindergartenId, HostId]
#: When somebody has something else, day by day.
Busy = Mapping[Day, tuple[Slot, ...]]

WHOLE_DAY = Slot(0, MINUTES_PER_DAY)


@dataclass(frozen=True, slots=True)
class Host:
    """A kindergarten that receives others on its weekdays (Monday = 0).

    ``hours`` are those of a visit, ``None`` where it does not open for so long;
    ``busy`` is whatever else it has: nothing is known of it but when it is.
    """

    id: HostId
    house: KindergartenId
    land: Land
    visits_per_month: int
    topics: frozenset[str]
    weekdays: frozenset[int]
    closed: frozenset[Day] = frozenset()
    hours: Slot | None = WHOLE_DAY
    busy: Busy = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Visitor:
    """A kindergarten that visits; without preferred weekdays all are alike.

    While it is out, its ways included, it has nothing else; ``busy`` as of a host.
    """

    id: KindergartenId
    land: Land
    closed: frozenset[Day] = frozenset()
    preferred_weekdays: frozenset[int] = frozenset()
    max_way_minutes: int | None = None
    busy: Busy = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Request:
    """A visit wished for, with the weight of each topic; both days inclusive."""

    id: RequestId
    kindergarten: KindergartenId
    topics: Mapping[str, int]
    first_day: Day
    last_day: Day


@dataclass(frozen=True, slots=True, order=True)
class Visit:
    """A request is answered by a host on a day: the decision atom."""

    request: RequestId
    host: HostId
    day: Day


@dataclass(frozen=True, slots=True, order=True)
class Met:
    """A kindergarten that has visited a host before."""

    kindergarten: KindergartenId
    host: HostId


@dataclass(frozen=True)
class ConsultationProblem:
    """Everything consultation visits depend on, but for the rule profile.

    A pair without a way is out of reach. ``history`` are pairs that have met; ``fixed``
    stands whatever is planned, ``published`` is kept where possible.
    """

    hosts: Mapping[HostId, Host]
    kindergartens: Mapping[KindergartenId, Visitor]
    requests: Mapping[RequestId, Request]
    ways: Mapping[Pair, int]
    history: tuple[Met, ...] = ()
    public_holidays: Mapping[Land, frozenset[Day]] = field(default_factory=dict)
    school_holidays: Mapping[Land, frozenset[Day]] = field(default_factory=dict)
    programme_days: tuple[ProgrammeDay, ...] = ()
    fixed: tuple[Visit, ...] = ()
    published: tuple[Visit, ...] = ()
