"""Fast questions about a consultations problem."""

from functools import cached_property

from solver.consultations.problem import (
    WHOLE_DAY,
    ConsultationProblem,
    Host,
    Pair,
    Request,
    RequestId,
    Visit,
    Visitor,
)
from solver.facts import iso
from solver.sessions.problem import Blocked, ProgrammeDay
from solver.slots import Day, Slot


class ConsultationIndex:
    """A problem with its tables."""

    def __init__(self, problem: ConsultationProblem) -> None:
        self.problem = problem

    def request(self, visit: Visit) -> Request:
        """What is wished for."""
        return self.problem.requests[visit.request]

    def visitor(self, visit: Visit) -> Visitor:
        """Who comes."""
        return self.problem.kindergartens[self.request(visit).kindergarten]

    def host(self, visit: Visit) -> Host:
        """Who receives."""
        return self.problem.hosts[visit.host]

    def way(self, visit: Visit) -> int | None:
        """Minutes there, ``None`` if out of reach."""
        return self.problem.ways.get((self.request(visit).kindergarten, visit.host))

    def away(self, visit: Visit) -> Slot:
        """From when until when a kindergarten is out for a visit, ways included."""
        hours = self.host(visit).hours or WHOLE_DAY
        return hours.widened(self.way(visit) or 0)

    @cached_property
    def met(self) -> frozenset[Pair]:
        """Pairs that have met before."""
        return frozenset((m.kindergarten, m.host) for m in self.problem.history)

    @cached_property
    def fixed_of(self) -> dict[RequestId, Visit]:
        """The visit of each request that stands."""
        return {visit.request: visit for visit in self.problem.fixed}

    @cached_property
    def published_of(self) -> dict[RequestId, Visit]:
        """What people have in their calendars of requests that are still open."""
        return {
            visit.request: visit
            for visit in self.problem.published
            if visit.request not in self.fixed_of
        }

    @cached_property
    def open(self) -> tuple[Request, ...]:
        """Requests that need a visit, in stable order."""
        return tuple(
            request
            for id_, request in self.problem.requests.items()
            if id_ not in self.fixed_of
        )

    @cached_property
    def blocked(self) -> dict[Day, ProgrammeDay]:
        """Days on which the programme needs everybody, not only the coaches."""
        return {
            found.day: found
            for found in self.problem.programme_days
            if found.blocks is Blocked.EVERYBODY
        }

    def pair(self, visit: Visit) -> dict[str, int | str]:
        """Kindergarten and host of a visit as facts, whatever the day."""
        return {
            "kindergarten": self.request(visit).kindergarten,
            "host": self.host(visit).house,
        }

    def whose(self, visit: Visit) -> dict[str, int | str]:
        """Kindergarten, host and day of a visit as facts."""
        return {**self.pair(visit), "day": iso(visit.day)}

    def missing_weight(self, visit: Visit) -> int:
        """Weight of the topics wished for that the host cannot show."""
        shown = self.host(visit).topics
        wished = self.request(visit).topics
        return sum(weight for topic, weight in wished.items() if topic not in shown)
