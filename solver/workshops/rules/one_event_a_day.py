"""Rule 8: a cluster has one event a day."""

from collections import Counter
from collections.abc import Iterable, Sequence

from solver.facts import iso
from solver.rule import (
    Binding,
    Finding,
    NoParameters,
    PersonGroup,
    Practice,
    RuleId,
    RuleInfo,
)
from solver.slots import Day
from solver.workshops.index import WorkshopIndex
from solver.workshops.kinds import JointRule
from solver.workshops.problem import ClusterId, Event, EventDate
from solver.workshops.variables import WorkshopVariables

Key = tuple[ClusterId, Day]


class OneEventADay(JointRule[NoParameters]):
    """No two events of a cluster share a day; conferences are everybody's."""

    info = RuleInfo(
        id=RuleId("one-event-a-day"),
        number=8,
        title="Ein Verbund hat eine Veranstaltung am Tag",
        source=Practice("Niemand ist an zwei Orten zugleich"),
        binding=Binding.CONTRACT,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{cluster} hätte am {day} {count} Veranstaltungen statt einer.",
    )

    def post(self, index: WorkshopIndex, variables: WorkshopVariables) -> None:
        """One row per cluster and day that several events may cover."""
        taken = _counted(index, index.problem.fixed)
        for cluster in index.members_of:
            events = [event for event in index.open if cluster in event.clusters]
            for day in _all_days(events):
                terms = tuple(
                    (var, sign)
                    for event in events
                    for last, sign in ((day, 1), (day - event.days, -1))
                    for var, _ in variables.begun(event.id, last).terms
                )
                room = max(0, 1 - taken[cluster, Day(day)])
                if sum(sign > 0 for _, sign in terms) > room:
                    name = f"eine am Tag: {cluster}, {day}"
                    variables.model.add_at_most(terms, room, name)

    def breaches(
        self, index: WorkshopIndex, assignments: Iterable[EventDate]
    ) -> Iterable[Finding]:
        """Days that the plan gave a second event."""
        taken = _counted(index, index.problem.fixed)
        for key, count in sorted(_counted(index, assignments).items()):
            if count + taken[key] > 1:
                yield self._finding(key, count + taken[key])

    def fixed_breaches(self, index: WorkshopIndex) -> Iterable[Finding]:
        """Days with two events agreed."""
        for key, count in sorted(_counted(index, index.problem.fixed).items()):
            if count > 1:
                yield self._finding(key, count, decided=False)

    def _finding(self, key: Key, count: int, *, decided: bool = True) -> Finding:
        cluster, day = key
        facts: dict[str, int | str] = {
            "cluster": cluster,
            "day": iso(day),
            "count": count,
        }
        return Finding(self.id, facts, (cluster,), decided)


def _all_days(events: Sequence[Event]) -> range:
    """From the first day of any event to the last."""
    if not events:
        return range(0)
    first = min(event.first_day for event in events)
    return range(first, max(event.last_day for event in events) + 1)


def _keys(index: WorkshopIndex, date: EventDate) -> Iterable[Key]:
    return ((c, day) for c in index.event(date).clusters for day in index.days(date))


def _counted(index: WorkshopIndex, dates: Iterable[EventDate]) -> Counter[Key]:
    return Counter(key for date in dates for key in _keys(index, date))
