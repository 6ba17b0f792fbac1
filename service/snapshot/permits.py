"""The permit that counts for a horizon, out of several rows with dates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from service.snapshot.horizon import Horizon
from solver.slots import MINUTES_PER_DAY, Day, Slot
from solver.substitution.problem import Permit


@dataclass(frozen=True, slots=True)
class PermitRow:
    """One permit as stored."""

    places: int
    valid_from: date
    valid_until: date
    min_age_months: int | None
    max_age_months: int | None
    start_minute: int | None
    end_minute: int | None
    max_contracts: int | None

    @property
    def hours(self) -> Slot | None:
        """Hours the permit is bound to."""
        if self.start_minute is None and self.end_minute is None:
            return None
        return Slot(self.start_minute or 0, self.end_minute or MINUTES_PER_DAY)


def permit_for(rows: Sequence[PermitRow], horizon: Horizon) -> Permit | None:
    """The permit for the days of the horizon.

    Permits that follow each other without a gap count as one with the tighter of
    their conditions. Where none touches the horizon the nearest one is given, so that
    a refusal can say since when (or until when) there is none.
    """
    if not rows:
        return None
    touching = [
        row
        for row in rows
        if row.valid_from <= horizon.last_day and row.valid_until >= horizon.first_day
    ]
    if not touching:
        past = [row for row in rows if row.valid_until < horizon.first_day]
        return _one(past[-1] if past else rows[0])
    result = touching[0]
    for row in touching[1:]:
        if row.valid_from > result.valid_until + timedelta(days=1):
            break
        result = _both(result, row)
    return _one(result)


def _one(row: PermitRow) -> Permit:
    return Permit(
        places=row.places,
        valid_from=Day(row.valid_from.toordinal()),
        valid_until=Day(row.valid_until.toordinal()),
        min_age_months=row.min_age_months,
        max_age_months=row.max_age_months,
        hours=row.hours,
        max_contracts=row.max_contracts,
    )


def _both(one: PermitRow, other: PermitRow) -> PermitRow:
    return PermitRow(
        places=min(one.places, other.places),
        valid_from=min(one.valid_from, other.valid_from),
        valid_until=max(one.valid_until, other.valid_until),
        min_age_months=_largest(one.min_age_months, other.min_age_months),
        max_age_months=_smallest(one.max_age_months, other.max_age_months),
        start_minute=_largest(one.start_minute, other.start_minute),
        end_minute=_smallest(one.end_minute, other.end_minute),
        max_contracts=_smallest(one.max_contracts, other.max_contracts),
    )


def _smallest(*limits: int | None) -> int | None:
    return min((limit for limit in limits if limit is not None), default=None)


def _largest(*limits: int | None) -> int | None:
    return max((limit for limit in limits if limit is not None), default=None)
