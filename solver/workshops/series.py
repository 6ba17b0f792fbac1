"""The usual series of a cluster as events and gaps; every number is data.

Three workshops of two days, a meeting of the implementation group before and after
each, up to three steering meetings (the last after the third workshop), an optional
day for the communes at the end; an opening, an interim and a closing conference for
all clusters together.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from solver.errors import ProblemError
from solver.slots import Day
from solver.workshops.problem import ClusterId, Event, EventId, EventKind, Gap

#: More steering meetings than workshops have nothing to steer.
MOST_STEERING = 3


@dataclass(frozen=True, slots=True)
class SeriesNumbers:
    """How the series is built; gaps in days from the end of one to the next."""

    workshops: int = 3
    days_per_workshop: int = 2
    steering: int = 3
    communal_day: bool = False
    conferences: bool = True
    between_workshops: int = 56
    group_before_least: int = 14
    group_after_least: int = 7
    group_apart: int = 14
    group_most: int = 42
    steering_least: int = 7
    after_opening: int = 21
    around_interim: int = 7
    before_closing: int = 28

    def __post_init__(self) -> None:
        """Refuse a series that cannot be one."""
        if not 0 <= self.steering <= min(MOST_STEERING, self.workshops):
            raise ProblemError(
                "Eine Reihe hat höchstens drei Steuerungstreffen und nicht mehr als"
                f" Werkstätten; gegeben: {self.steering}."
            )
        if self.workshops < 1 or self.days_per_workshop < 1:
            raise ProblemError(
                "Eine Reihe hat mindestens eine Werkstatt von einem Tag."
            )


def series(
    clusters: Iterable[ClusterId], first: Day, last: Day, numbers: SeriesNumbers
) -> tuple[tuple[Event, ...], tuple[Gap, ...]]:
    """Events and gaps of all clusters from the first to the last day."""
    known = tuple(clusters)
    events: list[Event] = []
    gaps: list[Gap] = []
    for cluster in known:
        build = _Series(cluster, first, last, numbers)
        events.extend(build.events())
        gaps.extend(build.gaps())
    if numbers.conferences and known:
        events += [
            Event(EventId(kind.value), kind, known, first, last)
            for kind in (EventKind.OPENING, EventKind.INTERIM, EventKind.CLOSING)
        ]
        for cluster in known:
            gaps.extend(_Series(cluster, first, last, numbers).conference_gaps())
    return tuple(events), tuple(gaps)


@dataclass(frozen=True, slots=True)
class _Series:
    """The events of one cluster."""

    cluster: ClusterId
    first: Day
    last: Day
    numbers: SeriesNumbers

    def events(self) -> Iterator[Event]:
        """Workshops, meetings around them, steering, the day at the end."""
        for number in range(1, self.numbers.workshops + 1):
            yield self._event(EventKind.WORKSHOP, number)
            yield self._event(EventKind.GROUP, 2 * number - 1)
            yield self._event(EventKind.GROUP, 2 * number)
        for number in range(1, self.numbers.steering + 1):
            yield self._event(EventKind.STEERING, number)
        if self.numbers.communal_day:
            yield self._event(EventKind.COMMUNAL_DAY, 1)

    def gaps(self) -> Iterator[Gap]:
        """What follows what within the cluster."""
        numbers = self.numbers
        for number in range(1, numbers.workshops + 1):
            workshop = self._id(EventKind.WORKSHOP, number)
            before = self._id(EventKind.GROUP, 2 * number - 1)
            after = self._id(EventKind.GROUP, 2 * number)
            most = numbers.group_most
            yield Gap(before, workshop, numbers.group_before_least, most)
            yield Gap(workshop, after, numbers.group_after_least, most)
            if number > 1:
                earlier = self._id(EventKind.WORKSHOP, number - 1)
                yield Gap(earlier, workshop, numbers.between_workshops)
                after_earlier = self._id(EventKind.GROUP, 2 * number - 2)
                yield Gap(after_earlier, before, numbers.group_apart)
        yield from self._steering()
        if numbers.communal_day:
            last = self._id(EventKind.WORKSHOP, numbers.workshops)
            yield Gap(last, self._id(EventKind.COMMUNAL_DAY, 1))

    def _steering(self) -> Iterator[Gap]:
        """Each steering meeting after a workshop, the last after the last."""
        numbers = self.numbers
        for number in range(1, numbers.steering + 1):
            workshop = numbers.workshops - numbers.steering + number
            meeting = self._id(EventKind.STEERING, number)
            held = self._id(EventKind.WORKSHOP, workshop)
            yield Gap(held, meeting, numbers.steering_least)
            if workshop < numbers.workshops:
                following = self._id(EventKind.WORKSHOP, workshop + 1)
                yield Gap(meeting, following, 1)

    def conference_gaps(self) -> Iterator[Gap]:
        """The conferences before, between and after the cluster's workshops."""
        numbers = self.numbers
        first = self._id(EventKind.WORKSHOP, 1)
        last = self._id(EventKind.WORKSHOP, numbers.workshops)
        opening, interim, closing = (
            EventId(kind.value)
            for kind in (EventKind.OPENING, EventKind.INTERIM, EventKind.CLOSING)
        )
        yield Gap(opening, first, numbers.after_opening)
        yield Gap(opening, self._id(EventKind.GROUP, 1))
        if numbers.workshops > 1:
            yield Gap(first, interim, numbers.around_interim)
            yield Gap(interim, last, numbers.around_interim)
        yield Gap(last, closing, numbers.before_closing)
        if numbers.steering:
            yield Gap(self._id(EventKind.STEERING, numbers.steering), closing)

    def _event(self, kind: EventKind, number: int) -> Event:
        workshop = kind is EventKind.WORKSHOP
        return Event(
            self._id(kind, number),
            kind,
            (self.cluster,),
            self.first,
            self.last,
            self.numbers.days_per_workshop if workshop else 1,
            number,
            hosted=workshop,
        )

    def _id(self, kind: EventKind, number: int) -> EventId:
        return EventId(f"{self.cluster}/{kind.value}/{number}")
