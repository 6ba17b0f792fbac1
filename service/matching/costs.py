"""What an engagement costs and how far it is, from the rows themselves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.tables.coaches import Coach
from service.db.tables.engagements import Engagement
from service.db.tables.kindergartens import Kindergarten
from service.matching.accounts import Amounts, Ways, even
from service.matching.months import Period, first_day_of, month_of
from service.matching.people import CoachRow, KindergartenRow
from service.matching.standing import EngagementRow
from service.matching.trips import load_trips
from service.matching.ways import ways_between
from solver.matching.problem import Way


@dataclass(frozen=True)
class Costs:
    """Ways and money of engagements, by the programme's own numbers on a day.

    ``since`` are the ways from a day on, in order; what lies before is as the first.
    """

    since: Sequence[tuple[date, Ways]]

    def way(self, row: Engagement, day: date) -> Way | None:
        """The way as it counts on a day; ``None`` where a point is on no map."""
        return self._ways(day).get((row.coach_id, row.kindergarten_id))

    def way_minutes(self, row: Engagement, period: Period) -> int | None:
        """One way as the period begins; ``None`` where a point is on no map."""
        way = self.way(row, period.days[0])
        return None if way is None else way.minutes

    def spent_cents(self, row: EngagementRow, months: range) -> int:
        """What an engagement costs in these months, by what was really held."""
        return sum(
            Amounts(self._ways(first_day_of(month))).cents(row, range(month, month + 1))
            for month in row.months_within(months[0], months[-1])
        )

    def _ways(self, day: date) -> Ways:
        found = [ways for since, ways in self.since if since <= day]
        return found[-1] if found else self.since[0][1]

    def cents(self, row: Engagement, period: Period) -> int:
        """Fees and round trips of the months within a period."""
        first = max(month_of(row.first_month), period.first)
        last = min(month_of(row.last_month), period.last)
        fee = even(row.fee_cents_per_hour) // 2 * row.half_hours
        months = range(first, last + 1)
        ways = (self.way(row, first_day_of(month)) for month in months)
        trips = sum(row.visits_per_month * w.round_trip_cents for w in ways if w)
        return len(months) * fee + trips


def costs_of(
    session: Session, rows: Iterable[Engagement | EngagementRow], period: Period
) -> Costs:
    """Ways of the coaches and kindergartens of engagements in a period.

    Raises
    ------
    InvalidInput
        If the rules contradict themselves.
    """
    rows = list(rows)
    coaches = session.scalars(
        select(Coach).where(Coach.id.in_({row.coach_id for row in rows}))
    )
    houses = session.scalars(
        select(Kindergarten).where(
            Kindergarten.id.in_({row.kindergarten_id for row in rows})
        )
    )
    people = [CoachRow(row) for row in coaches]
    places = [KindergartenRow(row) for row in houses]
    return Costs(
        [
            (since, ways_between(people, places, trips))
            for since, trips in load_trips(session, period).since
        ]
    )
