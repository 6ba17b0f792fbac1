"""Fast questions about a matching problem, answered from tables built once."""

from collections import defaultdict
from collections.abc import Iterable
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

    def visit_minutes(self, engagement: Engagement) -> int:
        """Minutes a month on the road, there and back."""
        way = self.problem.ways.get((engagement.coach, engagement.kindergarten))
        visits = self.kindergarten(engagement).visits_per_month
        return 0 if way is None else 2 * way.minutes * visits

    def monthly_minutes(self, engagement: Engagement) -> int:
        """What an engagement takes of the coach's month, ways included."""
        pair = engagement.coach, engagement.kindergarten
        explicit = self.problem.use_minutes.get(pair)
        if explicit is not None:
            return explicit
        hours = MINUTES_PER_HALF_HOUR * engagement.half_hours
        return hours + self.visit_minutes(engagement)

    def yearly_cents(self, engagement: Engagement) -> int:
        """Fee and round trips of all months."""
        pair = engagement.coach, engagement.kindergarten
        kindergarten = self.kindergarten(engagement)
        way = self.problem.ways.get(pair)
        trips = 0
        if way is not None:
            trips = kindergarten.visits_per_month * way.round_trip_cents
        fee = self.coach(engagement).fee_cents_per_hour // 2 * engagement.half_hours
        return len(kindergarten.months) * (fee + trips)

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
            minutes = self.monthly_minutes(engagement)
            for month in self.kindergarten(engagement).months:
                found[engagement.coach, Month(month)] += minutes
        return dict(found)

    def cents_of(self, engagements: Iterable[Engagement]) -> dict[CountyId, int]:
        """Cents of each county that engagements cost together."""
        found: dict[CountyId, int] = defaultdict(int)
        for engagement in engagements:
            county = self.kindergarten(engagement).county
            found[county] += self.yearly_cents(engagement)
        return dict(found)
