"""Hours and money that are spoken for beside the engagements a plan shows."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from service.domain.kinds import EngagementState
from service.matching.fees import Fee
from service.matching.standing import EngagementRow
from service.matching.state import ProgrammeState
from service.matching.took_place import TookPlace
from service.matching.ways import WaysOverTime
from solver.matching.problem import MINUTES_PER_HALF_HOUR, Way


@dataclass(frozen=True)
class Amounts:
    """Minutes and cents of engagements: as agreed, but for what was really held."""

    ways: WaysOverTime

    def minutes(self, row: EngagementRow, months: range) -> int:
        """What an engagement takes of its coach in these months, ways included."""
        monthly = MINUTES_PER_HALF_HOUR * row.half_hours
        roads = (self._way(row, month) for month in months)
        road = sum(2 * way.minutes * row.visits_per_month for way in roads if way)
        return len(months) * monthly + road + self.more_minutes(row, months)

    def more_minutes(self, row: EngagementRow, months: range) -> int:
        """What it took more than agreed in these months; below 0 less."""
        return sum(
            each.more_minutes(self._way(row, each.month), self._way_of(row, each))
            for each in row.took_place
            if each.month in months
        )

    def cents(self, row: EngagementRow, months: range) -> int:
        """What an engagement costs in these months, at its own fee."""
        more = sum(
            self._more_cents(row, each)
            for each in row.took_place
            if each.month in months
        )
        return self.agreed_cents(row, row.fee, months) + more

    def agreed_cents(self, row: EngagementRow, fee: Fee, months: range) -> int:
        """What is agreed for months costs at a fee."""
        ways = (self._way(row, month) for month in months)
        trips = sum(row.visits_per_month * w.round_trip_cents for w in ways if w)
        half_hours = sum(even(fee.in_month(month)) // 2 for month in months)
        return half_hours * row.half_hours + trips

    def _more_cents(self, row: EngagementRow, each: TookPlace) -> int:
        """What a session cost more than agreed, at the fee of its own day."""
        agreed, held = row.fee.in_month(each.month), row.fee.on(each.day)
        ways = self._way(row, each.month), self._way_of(row, each)
        return each.more_cents((even(agreed), even(held)), *ways)

    def _way(self, row: EngagementRow, month: int) -> Way | None:
        return self.ways.in_month(month, (row.coach_id, row.kindergarten_id))

    def _way_of(self, row: EngagementRow, each: TookPlace) -> Way | None:
        return self.ways.on(each.day, (row.coach_id, row.kindergarten_id))


@dataclass(frozen=True)
class Accounts:
    """What engagements take, whether or not the problem lists them.

    The problem lists one engagement for a kindergarten, with the hours agreed and at
    the coach's fee of today; all else that is agreed or was held lessens hours and
    budgets before planning begins.
    """

    state: ProgrammeState
    ways: WaysOverTime

    @property
    def _amounts(self) -> Amounts:
        return Amounts(self.ways)

    def history_minutes(self, coach: UUID) -> int:
        """Minutes of the months before the period, ways included."""
        first = self.state.period.first - self.state.rules.history.months
        return sum(
            self._amounts.minutes(
                row, row.months_within(first, self.state.period.first - 1)
            )
            for row in self._that_count()
            if row.coach_id == coach
        )

    def taken_minutes(self) -> Mapping[tuple[UUID, int], int]:
        """Minutes of coach and month beyond those the problem counts itself.

        Below 0 where less was held than the problem counts.
        """
        found: dict[tuple[UUID, int], int] = defaultdict(int)
        for row, month in self._kept_months():
            count = self._amounts.minutes
            if row.id in self._shown:
                count = self._amounts.more_minutes
            found[row.coach_id, month] += count(row, range(month, month + 1))
        return found

    def kindergartens_beside(self) -> Mapping[tuple[UUID, int], int]:
        """Kindergartens of coach and month that are kept and not shown."""
        return Counter(
            (row.coach_id, month)
            for row, month in self._kept_months()
            if row.id not in self._shown
        )

    def _kept_months(self) -> Iterator[tuple[EngagementRow, int]]:
        """What is not planned anew, month by month."""
        period = self.state.period
        for row in self.state.kept:
            for month in row.months_within(period.first, period.last):
                yield row, month

    def spent_cents(self) -> Mapping[UUID, int]:
        """Cents of each county's year beyond what the problem counts itself."""
        period, year = self.state.period, self.state.period.year_months
        kept = {row.id for row in self.state.kept}
        found: dict[UUID, int] = defaultdict(int)
        for row in self._that_count():
            free = row.is_live and row.id not in kept
            last = period.first - 1 if free else year[-1]
            cents = self._amounts.cents(row, row.months_within(year[0], last))
            if row.id in self._shown:
                fee = self.state.coaches[row.coach_id].fee
                planned = row.months_within(period.first, period.last)
                cents -= self._amounts.agreed_cents(row, fee, planned)
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


def even(fee_cents: int) -> int:
    """A fee whose half-hour is whole cents, never less than it was."""
    return fee_cents + fee_cents % 2
