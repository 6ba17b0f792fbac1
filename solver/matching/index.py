"""Fast questions about a matching problem, answered from tables built once."""

import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from solver.matching.problem import (
    MINUTES_PER_HALF_HOUR,
    Coach,
    CoachId,
    ConflictKind,
    CountyId,
    Engagement,
    Kindergarten,
    KindergartenId,
    MatchingProblem,
    Month,
    Pair,
    RefusalOrigin,
    Way,
)


class MatchingIndex:
    """A problem with its tables."""

    def __init__(self, problem: MatchingProblem) -> None:
        self.problem = problem

    def coach(self, engagement: Engagement) -> Coach:
        """Who accompanies."""
        return self.problem.coaches[engagement.coach]

    def kindergarten(self, engagement: Engagement) -> Kindergarten:
        """Who is accompanied."""
        return self.problem.kindergartens[engagement.kindergarten]

    @cached_property
    def conflicts(self) -> dict[Pair, ConflictKind]:
        """The first conflict of interest of each pair that has one."""
        found: dict[Pair, ConflictKind] = {}
        for conflict in self.problem.conflicts:
            found.setdefault((conflict.coach, conflict.kindergarten), conflict.kind)
        return found

    @cached_property
    def refused(self) -> dict[Pair, RefusalOrigin]:
        """Who first refused each pair that is refused."""
        found: dict[Pair, RefusalOrigin] = {}
        for pair in self.problem.refused:
            found.setdefault((pair.coach, pair.kindergarten), pair.origin)
        return found

    @cached_property
    def fixed_of(self) -> dict[KindergartenId, Engagement]:
        """The first fixed engagement of each kindergarten that has one."""
        found: dict[KindergartenId, Engagement] = {}
        for engagement in self.problem.fixed:
            found.setdefault(engagement.kindergarten, engagement)
        return found

    @cached_property
    def open(self) -> tuple[Kindergarten, ...]:
        """Kindergartens that still need a coach, in stable order."""
        return tuple(
            found
            for id_, found in self.problem.kindergartens.items()
            if id_ not in self.fixed_of
        )

    @cached_property
    def _spells(self) -> tuple[tuple[range, Mapping[Pair, Way]], ...]:
        """Months in a row with the same ways, without end on either side."""
        later = sorted(self.problem.ways_from.items())
        starts = [0, *(month for month, _ in later)]
        ends = [*starts[1:], sys.maxsize]
        tables = [self.problem.ways, *(ways for _, ways in later)]
        months = map(range, starts, ends)
        return tuple(zip(months, tables, strict=True))

    def spell(self, month: Month) -> int:
        """The number of the spell of months with the same ways that a month is in."""
        return sum(month >= months.start for months, _ in self._spells)

    def ways_of(self, engagement: Engagement) -> tuple[tuple[range, Way | None], ...]:
        """The way of each spell of its months, in order; ``None`` out of reach."""
        pair = engagement.coach, engagement.kindergarten
        own = self.kindergarten(engagement).months
        if not self.problem.ways_from:
            return ((own, self.problem.ways.get(pair)),)
        found = (
            (range(max(own.start, s.start), min(own.stop, s.stop)), ways.get(pair))
            for s, ways in self._spells
        )
        return tuple((months, way) for months, way in found if months)

    def longest_way(self, engagement: Engagement) -> Way | None:
        """The longest of its months; ``None`` if it is out of reach in one of them."""
        ways = [way for _, way in self.ways_of(engagement)]
        known = [way for way in ways if way is not None]
        if not known or len(known) < len(ways):
            return None
        return max(known, key=lambda way: (way.minutes, way.round_trip_cents))

    def visit_minutes(self, engagement: Engagement) -> int:
        """Minutes on the road, there and back, in the month with the longest way."""
        found = (way.minutes for _, way in self.ways_of(engagement) if way)
        visits = self.kindergarten(engagement).visits_per_month
        return 2 * visits * max(found, default=0)

    def monthly_minutes(self, engagement: Engagement) -> int:
        """What an engagement takes of the coach's fullest month, ways included."""
        if not self.problem.ways_from:
            return self._minutes(engagement, self._only_way(engagement))
        return max(minutes for _, minutes in self._use(engagement))

    def minutes_in(self, month: Month, engagement: Engagement) -> int:
        """What an engagement takes of one of the coach's months; 0 of another's."""
        if not self.problem.ways_from:
            running = month in self.kindergarten(engagement).months
            return self.monthly_minutes(engagement) if running else 0
        used = self._use(engagement)
        return next((minutes for months, minutes in used if month in months), 0)

    def yearly_minutes(self, engagement: Engagement) -> int:
        """What an engagement takes of all its months, ways included."""
        return sum(len(months) * minutes for months, minutes in self._use(engagement))

    def _use(self, engagement: Engagement) -> list[tuple[range, int]]:
        """Minutes of each of a row's months with the same way, ways included."""
        return [
            (months, self._minutes(engagement, way))
            for months, way in self.ways_of(engagement)
        ]

    def _minutes(self, engagement: Engagement, way: Way | None) -> int:
        pair = engagement.coach, engagement.kindergarten
        explicit = self.problem.use_minutes.get(pair)
        if explicit is not None:
            return explicit
        hours = MINUTES_PER_HALF_HOUR * engagement.half_hours
        visits = self.kindergarten(engagement).visits_per_month
        return hours if way is None else hours + 2 * visits * way.minutes

    def _only_way(self, engagement: Engagement) -> Way | None:
        """The way where none changes: most problems ask for it most of the time."""
        return self.problem.ways.get((engagement.coach, engagement.kindergarten))

    def yearly_cents(self, engagement: Engagement) -> int:
        """Fee and round trips of all months."""
        kindergarten = self.kindergarten(engagement)
        fees = self._fees(engagement)
        visits, months = kindergarten.visits_per_month, len(kindergarten.months)
        if not self.problem.ways_from:
            way = self._only_way(engagement)
            return fees + (0 if way is None else months * visits * way.round_trip_cents)
        trips = sum(
            len(own) * visits * way.round_trip_cents
            for own, way in self.ways_of(engagement)
            if way is not None
        )
        return fees + trips

    def _fees(self, engagement: Engagement) -> int:
        """What the hours of all months cost, each at its own fee [cents]."""
        coach, months = self.coach(engagement), self.kindergarten(engagement).months
        usual = coach.fee_cents_per_hour
        of_an_hour = len(months) * usual
        if coach.fee_by_month:
            of_an_hour = sum(coach.fee_by_month.get(Month(m), usual) for m in months)
        return of_an_hour // 2 * engagement.half_hours

    def longest_way_allowed(self, coach: CoachId, month: Month) -> int | None:
        """Minutes a coach is ready to travel one way in a month."""
        found = self.problem.coaches[coach]
        return found.max_way_by_month.get(month, found.max_way_minutes)

    def capacity(self, coach: CoachId, month: Month) -> int:
        """Minutes a coach has in a month."""
        found = self.problem.coaches[coach]
        return found.minutes_by_month.get(month, found.monthly_minutes)

    @cached_property
    def fixed_minutes(self) -> dict[tuple[CoachId, Month], int]:
        """Minutes of each coach and month that fixed engagements take."""
        return self.minutes_of(self.problem.fixed)

    def minutes_of(
        self, engagements: Iterable[Engagement]
    ) -> dict[tuple[CoachId, Month], int]:
        """Minutes of each coach and month that engagements take together."""
        found: dict[tuple[CoachId, Month], int] = defaultdict(int)
        for engagement in engagements:
            for months, minutes in self._use(engagement):
                for month in months:
                    found[engagement.coach, Month(month)] += minutes
        return dict(found)

    def cents_of(self, engagements: Iterable[Engagement]) -> dict[CountyId, int]:
        """Cents of each county that engagements cost together."""
        found: dict[CountyId, int] = defaultdict(int)
        for engagement in engagements:
            county = self.kindergarten(engagement).county
            found[county] += self.yearly_cents(engagement)
        return dict(found)
