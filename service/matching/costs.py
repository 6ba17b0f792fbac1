"""What an engagement costs and how far it is, from the rows themselves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.tables.coaches import Coach
from service.db.tables.engagements import Engagement
from service.db.tables.kindergartens import Kindergarten
from service.matching.accounts import Amounts, even
from service.matching.fees import fee_of
from service.matching.months import Period, month_of
from service.matching.people import CoachRow, KindergartenRow
from service.matching.standing import EngagementRow
from service.matching.trips import load_trips
from service.matching.ways import WaysOverTime, ways_over_time
from solver.matching.problem import Way


@dataclass(frozen=True)
class Costs:
    """Ways and money of engagements, by the programme's own numbers on a day."""

    ways: WaysOverTime

    def way(self, row: Engagement, day: date) -> Way | None:
        """The way as it counts on a day; ``None`` where a point is on no map."""
        return self.ways.on(day, (row.coach_id, row.kindergarten_id))

    def way_minutes(self, row: Engagement, period: Period) -> int | None:
        """One way as the period begins; ``None`` where a point is on no map."""
        way = self.way(row, period.days[0])
        return None if way is None else way.minutes

    def spent_cents(self, row: EngagementRow, months: range) -> int:
        """What an engagement costs in these months, by what was really held."""
        within = row.months_within(months[0], months[-1])
        return Amounts(self.ways).cents(row, within)

    def cents(self, row: Engagement, period: Period) -> int:
        """Fees and round trips of the months within a period."""
        first = max(month_of(row.first_month), period.first)
        last = min(month_of(row.last_month), period.last)
        months = range(first, last + 1)
        fee = fee_of(row)
        half_hours = sum(even(fee.in_month(month)) // 2 for month in months)
        pair = row.coach_id, row.kindergarten_id
        ways = (self.ways.in_month(month, pair) for month in months)
        trips = sum(row.visits_per_month * w.round_trip_cents for w in ways if w)
        return half_hours * row.half_hours + trips


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
    return Costs(ways_over_time(people, places, load_trips(session, period)))
