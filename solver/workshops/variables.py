"""The decisions as variables: on which day an event begins, and where it is held.

Nothing ties the day to the host: everybody comes, whoever receives. So there is a
variable per event and day and one per event and host, and as many of one as of the
other are chosen. Beside each day stands whether the event has begun by then: what
follows what, and who shares a day, is said with two or three of those.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from solver.linear import LinearModel, Row, Terms, Var
from solver.slots import Day
from solver.workshops.problem import EventDate, EventId, MemberId


@dataclass(frozen=True, slots=True)
class Begun:
    """Whether something is so: variables, or a constant where it is fixed."""

    terms: Terms = ()
    constant: int = 0


@dataclass(slots=True)
class WorkshopVariables:
    """Days and hosts that may be chosen, by event."""

    model: LinearModel
    days: dict[EventId, dict[Day, Var]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    hosts: dict[EventId, dict[MemberId, Var]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    _by: dict[EventId, list[Var]] = field(default_factory=dict)
    _fixed: dict[EventId, Day] = field(default_factory=dict)

    def stands(self, date: EventDate) -> None:
        """An event that has its date already."""
        self._fixed[date.event] = date.day

    def add(
        self, event: EventId, days: Iterable[Day], hosts: Iterable[MemberId] | None
    ) -> None:
        """Days for an event, and hosts if it has one; without any there is neither."""
        known = None if hosts is None else tuple(hosts)
        if known == ():
            return
        before: Var | None = None
        self._by[event] = []
        for day in days:
            chosen = self.model.new_bool(f"{event} am {day}")
            by = self.model.new_bool(f"{event} bis {day} begonnen")
            self.days[event][day] = chosen
            self._by[event].append(by)
            terms: Terms = ((by, 1), (chosen, -1))
            if before is not None:
                terms = (*terms, (before, -1))
            self.model.rows.append(Row(terms, 0, 0, f"{event} bis {day}"))
            before = by
        if known is None or before is None:
            return
        for host in known:
            self.hosts[event][host] = self.model.new_bool(f"{event} bei {host}")
        tied: Terms = ((before, 1), *((var, -1) for var in self.hosts[event].values()))
        self.model.rows.append(Row(tied, 0, 0, f"{event}: Tag und Ort"))

    def begun(self, event: EventId, day: int) -> Begun:
        """Whether an event begins until a day, that day included."""
        if event in self._fixed:
            return Begun(constant=int(self._fixed[event] <= day))
        known = self._by.get(event, [])
        number = bisect_right(tuple(self.days.get(event, ())), day)
        return Begun(((known[number - 1], 1),)) if number else Begun()

    def placed(self, event: EventId) -> Begun:
        """Whether an event has a date at all."""
        if event in self._fixed:
            return Begun(constant=1)
        known = self._by.get(event)
        return Begun(((known[-1], 1),)) if known else Begun()

    def possible(self, event: EventId) -> tuple[int, ...]:
        """Days an event may begin on."""
        if event in self._fixed:
            return (self._fixed[event],)
        return tuple(self.days.get(event, ()))
