"""Hours and money that are spoken for beside the engagements a plan shows."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from service.domain.kinds import EngagementState
from service.matching.standing import EngagementRow
from service.matching.state import ProgrammeState
from solver.matching.problem import MINUTES_PER_HALF_HOUR, Way

Ways = Mapping[tuple[UUID, UUID], Way]


@dataclass(frozen=True)
class Accounts:
    """What engagements take, whether or not the problem lists them.

    The problem lists one engagement for a kindergarten, at the coach's fee of today;
    all else that is agreed lessens hours and budgets before planning begins.
    """

    state: ProgrammeState
    ways: Ways

    def history_minutes(self, coach: UUID) -> int:
        """Minutes of the months before the period, ways included."""
        first = self.state.period.first - self.state.rules.history.months
        return sum(
            self._minutes(row) * len(_within(row, first, self.state.period.first - 1))
            for row in self._that_count()
            if row.coach_id == coach
        )

    def taken_minutes(self) -> Mapping[tuple[UUID, int], int]:
        """Minutes of coach and month that are kept and not shown."""
        found: dict[tuple[UUID, int], int] = defaultdict(int)
        for row, month in self._beside():
            found[row.coach_id, month] += self._minutes(row)
        return found

    def kindergartens_beside(self) -> Mapping[tuple[UUID, int], int]:
        """Kindergartens of coach and month that are kept and not shown."""
        return Counter((row.coach_id, month) for row, month in self._beside())

    def _beside(self) -> Iterator[tuple[EngagementRow, int]]:
        """What is kept and not shown, month by month."""
        period = self.state.period
        for row in self.state.kept:
            if row.id not in self._shown:
                for month in _within(row, period.first, period.last):
                    yield row, month

    def spent_cents(self) -> Mapping[UUID, int]:
        """Cents of each county's year beyond what the problem counts itself."""
        period, year = self.state.period, self.state.period.year_months
        kept = {row.id for row in self.state.kept}
        found: dict[UUID, int] = defaultdict(int)
        for row in self._that_count():
            free = row.is_live and row.id not in kept
            last = period.first - 1 if free else year[-1]
            months = len(_within(row, year[0], last))
            cents = months * self._monthly_cents(row, row.fee_cents_per_hour)
            if row.id in self._shown:
                fee = self.state.coaches[row.coach_id].row.fee_cents_per_hour
                planned = len(_within(row, period.first, period.last))
                cents -= planned * self._monthly_cents(row, fee)
            found[self.state.kindergartens[row.kindergarten_id].row.area_id] += cents
        return found

    @cached_property
    def _shown(self) -> frozenset[UUID]:
        """Engagements that the problem lists."""
        return frozenset(row.id for row in self.state.fixed.values())

    def _that_count(self) -> Iterable[EngagementRow]:
        """Engagements that take hours and money in some month."""
        return (
            row
            for row in self.state.standing.rows
            if row.state is not EngagementState.DECLINED
        )

    def _minutes(self, row: EngagementRow) -> int:
        way = self.ways.get((row.coach_id, row.kindergarten_id))
        road = 0 if way is None else 2 * way.minutes * row.visits_per_month
        return MINUTES_PER_HALF_HOUR * row.half_hours + road

    def _monthly_cents(self, row: EngagementRow, fee: int) -> int:
        way = self.ways.get((row.coach_id, row.kindergarten_id))
        trips = 0 if way is None else row.visits_per_month * way.round_trip_cents
        return even(fee) // 2 * row.half_hours + trips


def even(fee_cents: int) -> int:
    """A fee whose half-hour is whole cents, never less than it was."""
    return fee_cents + fee_cents % 2


def _within(row: EngagementRow, first: int, last: int) -> range:
    """Months of an engagement from first to last."""
    return range(max(row.first, first), min(row.held_until, last) + 1)
