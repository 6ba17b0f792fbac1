"""Fast questions about a workshops problem."""

from collections import defaultdict
from functools import cached_property

from solver.facts import iso
from solver.sessions.problem import Blocked, Land, ProgrammeDay
from solver.slots import Day
from solver.workshops.problem import (
    ClusterId,
    Event,
    EventDate,
    EventId,
    Member,
    WorkshopProblem,
)


class WorkshopIndex:
    """A problem with its tables."""

    def __init__(self, problem: WorkshopProblem) -> None:
        self.problem = problem

    def event(self, date: EventDate) -> Event:
        """What takes place."""
        return self.problem.events[date.event]

    def days(self, date: EventDate) -> tuple[Day, ...]:
        """All days of the event."""
        return tuple(Day(date.day + n) for n in range(self.event(date).days))

    @cached_property
    def members_of(self) -> dict[ClusterId, tuple[Member, ...]]:
        """Members of each cluster, in stable order."""
        found: dict[ClusterId, list[Member]] = defaultdict(list)
        for member in self.problem.members.values():
            found[member.cluster].append(member)
        return {cluster: tuple(members) for cluster, members in found.items()}

    @cached_property
    def _concerned(self) -> dict[EventId, tuple[Member, ...]]:
        return {
            id_: tuple(
                member
                for cluster in event.clusters
                for member in self.members_of.get(cluster, ())
            )
            for id_, event in self.problem.events.items()
        }

    def members(self, date: EventDate) -> tuple[Member, ...]:
        """Everybody who comes."""
        return self._concerned[date.event]

    def lands(self, date: EventDate) -> tuple[Land, ...]:
        """Every Land concerned, each once."""
        return tuple(dict.fromkeys(member.land for member in self.members(date)))

    @cached_property
    def blocked(self) -> dict[Day, ProgrammeDay]:
        """Days on which the programme needs everybody, not only the coaches."""
        return {
            found.day: found
            for found in self.problem.programme_days
            if found.blocks is Blocked.EVERYBODY
        }

    @cached_property
    def fixed_of(self) -> dict[EventId, EventDate]:
        """The date of each event that stands."""
        return {date.event: date for date in self.problem.fixed}

    @cached_property
    def published_of(self) -> dict[EventId, EventDate]:
        """What people have in their calendars of events that are still open."""
        return {
            date.event: date
            for date in self.problem.published
            if date.event not in self.fixed_of
        }

    @cached_property
    def open(self) -> tuple[Event, ...]:
        """Events that need a date, in stable order."""
        return tuple(
            event
            for id_, event in self.problem.events.items()
            if id_ not in self.fixed_of
        )

    def participants(self, date: EventDate) -> int:
        """How many people come."""
        return sum(member.participants for member in self.members(date))

    def travel(self, date: EventDate) -> int:
        """Minutes of all participants together, there and back."""
        if date.host is None:
            return 0
        return sum(
            2 * member.participants * self.problem.ways.get((member.id, date.host), 0)
            for member in self.members(date)
            if member.id != date.host
        )

    def whose(self, date: EventDate) -> dict[str, int | str]:
        """Event and first day as facts."""
        return {"event": date.event, "day": iso(date.day)}
