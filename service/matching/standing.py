"""What was agreed already: engagements, whoever agreed them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.tables.engagements import Engagement
from service.domain.kinds import EngagementState
from service.matching.fees import Fee, fee_of
from service.matching.months import Period, first_day_of, month_of
from service.matching.took_place import TookPlace, load_took_place
from solver.matching.problem import Month

#: Engagements that are part of what stands.
LIVE = (EngagementState.PROPOSED, EngagementState.ACCEPTED)


@dataclass(frozen=True, slots=True)
class EngagementRow:
    """An engagement, its months counted as the solver counts them.

    ``held_until`` is the last month in which it may have taken place: one that ended
    before its time has none after the month of its end. ``took_place`` are sessions
    that took other than what was agreed.
    """

    id: UUID
    coach_id: UUID
    kindergarten_id: UUID
    first: Month
    last: Month
    held_until: Month
    half_hours: int
    visits_per_month: int
    fee: Fee
    state: EngagementState
    took_place: tuple[TookPlace, ...] = ()

    @property
    def is_live(self) -> bool:
        """Whether it stands."""
        return self.state in LIVE

    def months_within(self, first: int, last: int) -> range:
        """Months from first to last in which it takes place."""
        return range(max(self.first, first), min(self.held_until, last) + 1)


@dataclass(frozen=True, slots=True)
class StandingEngagements:
    """Engagements from the history window to the end of the period, oldest first."""

    rows: Sequence[EngagementRow]
    period: Period

    @property
    def live(self) -> Sequence[EngagementRow]:
        """Those that stand and reach into the period."""
        return [
            row
            for row in self.rows
            if row.is_live and self.period.overlaps(row.first, row.last)
        ]

    @property
    def declined(self) -> Sequence[EngagementRow]:
        """Those that were declined for months of the period."""
        return [
            row
            for row in self.rows
            if row.state is EngagementState.DECLINED
            and self.period.overlaps(row.first, row.last)
        ]

    def as_stored(self) -> Mapping[str, str]:
        """What stands, as a proposal keeps it; an answer alone changes nothing."""
        return {
            str(row.id): f"{row.first}-{row.last}:{row.half_hours}"
            f":{row.visits_per_month}"
            for row in self.live
        }


def load_engagements(
    session: Session, period: Period, months_before: int
) -> StandingEngagements:
    """Engagements of the year of a period, and of the months before it.

    Parameters
    ----------
    months_before
        How far back from the first planned month; the whole year is read in any case.
    """
    first = min(period.first - months_before, period.year_months[0])
    rows = session.scalars(
        select(Engagement)
        .where(
            Engagement.last_month >= first_day_of(first),
            Engagement.first_month <= first_day_of(period.last),
        )
        .order_by(Engagement.first_month, Engagement.revised_at, Engagement.id)
    ).all()
    known = load_took_place(session, rows)
    found = [_row(row, known.get(row.id, ())) for row in rows]
    return StandingEngagements(found, period)


def _row(row: Engagement, took_place: tuple[TookPlace, ...]) -> EngagementRow:
    last = month_of(row.last_month)
    ended = row.state is EngagementState.ENDED
    return EngagementRow(
        id=row.id,
        coach_id=row.coach_id,
        kindergarten_id=row.kindergarten_id,
        first=month_of(row.first_month),
        last=last,
        held_until=min(last, month_of(row.revised_at.date())) if ended else last,
        half_hours=row.half_hours,
        visits_per_month=row.visits_per_month,
        fee=fee_of(row),
        state=row.state,
        took_place=took_place,
    )
