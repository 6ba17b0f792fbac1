"""What sessions took beside what was agreed for them: longer, shorter, or not at all.

An engagement is planned with the same hours in every month. A session that was logged
counts with its real minutes; one that fell out with an engagement that ended counts
nothing. Every other month counts as agreed.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.dates.numbers import key_of
from service.db.tables.engagements import CoachingSession, Engagement
from service.domain.kinds import AppointmentState, EngagementState
from service.matching.fees import fee_cents
from service.matching.months import month_of
from solver.matching.problem import MINUTES_PER_HALF_HOUR, Month, Way
from solver.sessions.problem import half_hours_of_visit


@dataclass(frozen=True, slots=True)
class TookPlace:
    """A session of a month: agreed and held minutes; 0 held is one that fell out.

    Ways are those its month is planned with, and those of its own ``day``.
    """

    month: Month
    day: date
    agreed_minutes: int
    held_minutes: int

    def more_minutes(self, planned: Way | None, driven: Way | None) -> int:
        """What it took more than agreed, way there and back with it; below 0 less."""
        agreed = 0 if planned is None else 2 * planned.minutes
        held = 2 * driven.minutes if driven is not None and self.held_minutes else 0
        return self.held_minutes - self.agreed_minutes + held - agreed

    def more_cents(
        self, fees: tuple[int, int], planned: Way | None, driven: Way | None
    ) -> int:
        """What it cost more than agreed; below 0 less.

        Parameters
        ----------
        fees
            Of an hour as it was planned, and as it was held [cents].
        """
        agreed_trip = 0 if planned is None else planned.round_trip_cents
        paid = driven is not None and self.held_minutes
        trip = driven.round_trip_cents if driven is not None and paid else 0
        agreed = fee_cents(fees[0], self.agreed_minutes)
        held = fee_cents(fees[1], self.held_minutes)
        return held - agreed + trip - agreed_trip


def load_took_place(
    session: Session, rows: Iterable[Engagement]
) -> Mapping[UUID, tuple[TookPlace, ...]]:
    """Sessions of each engagement that took other than what was agreed."""
    by_id = {row.id: row for row in rows}
    settled = (AppointmentState.HELD, AppointmentState.CANCELLED)
    sessions = session.scalars(
        select(CoachingSession)
        .where(
            CoachingSession.engagement_id.in_(by_id),
            CoachingSession.state.in_(settled),
        )
        .order_by(CoachingSession.engagement_id, CoachingSession.number)
    )
    found: dict[UUID, list[TookPlace]] = defaultdict(list)
    for each in sessions:
        row = by_id[each.engagement_id]
        held = each.state is AppointmentState.HELD
        if held or row.state is EngagementState.ENDED:
            found[row.id].append(_took_place(row, each))
    return {id_: tuple(there) for id_, there in found.items()}


def _took_place(row: Engagement, session: CoachingSession) -> TookPlace:
    key = key_of(row, session.number)
    agreed = 0
    if key.month <= month_of(row.last_month):
        visits = row.visits_per_month
        agreed = half_hours_of_visit(row.half_hours, visits, key.number)
    held = session.held_minutes or 0
    return TookPlace(key.month, session.day, agreed * MINUTES_PER_HALF_HOUR, held)
