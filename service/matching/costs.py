"""What an engagement costs and how far it is, from the rows themselves."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.tables.coaches import Coach
from service.db.tables.engagements import Engagement
from service.db.tables.kindergartens import Kindergarten
from service.matching.accounts import even
from service.matching.months import Period, month_of
from service.matching.people import CoachRow, KindergartenRow
from service.matching.standing import EngagementRow
from service.matching.ways import ways_between
from service.profiles.matching_rules import Trips
from solver.matching.problem import Way


@dataclass(frozen=True)
class Costs:
    """Ways and money of engagements, by the programme's own numbers."""

    ways: Mapping[tuple[UUID, UUID], Way]

    def way_minutes(self, row: Engagement) -> int | None:
        """One way; ``None`` where a point on the map is missing."""
        way = self.ways.get((row.coach_id, row.kindergarten_id))
        return None if way is None else way.minutes

    def cents(self, row: Engagement, period: Period) -> int:
        """Fees and round trips of the months within a period."""
        first = max(month_of(row.first_month), period.first)
        last = min(month_of(row.last_month), period.last)
        way = self.ways.get((row.coach_id, row.kindergarten_id))
        trips = 0 if way is None else row.visits_per_month * way.round_trip_cents
        fee = even(row.fee_cents_per_hour) // 2 * row.half_hours
        return max(0, last - first + 1) * (fee + trips)


def costs_of(
    session: Session, rows: Iterable[Engagement | EngagementRow], trips: Trips
) -> Costs:
    """Ways of the coaches and kindergartens of engagements."""
    rows = list(rows)
    coaches = session.scalars(
        select(Coach).where(Coach.id.in_({row.coach_id for row in rows}))
    )
    houses = session.scalars(
        select(Kindergarten).where(
            Kindergarten.id.in_({row.kindergarten_id for row in rows})
        )
    )
    ways = ways_between(
        [CoachRow(row) for row in coaches],
        [KindergartenRow(row) for row in houses],
        trips,
    )
    return Costs(ways)
