"""What hours of a coach are paid, and from which day on an hour is paid otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.tables.coaches import Coach
from service.db.tables.engagements import Engagement
from service.db.tables.programme import FeeBand, FeeBandPrice
from service.matching.months import first_day_of

MINUTES_PER_HOUR: Final = 60
MINUTES_PER_QUARTER: Final = 15


@dataclass(frozen=True, slots=True)
class Fee:
    """Cents of an hour, and others from days on, the earliest first."""

    cents: int
    later: tuple[tuple[date, int], ...] = ()

    def on(self, day: date) -> int:
        """Cents of an hour on a day."""
        found = [cents for since, cents in self.later if since <= day]
        return found[-1] if found else self.cents

    def in_month(self, month: int) -> int:
        """Cents of an hour as a month begins: with that it is planned."""
        return self.on(first_day_of(month))

    def since(self, day: date) -> "Fee":
        """The same as it is from a day on."""
        return Fee(self.on(day), tuple(step for step in self.later if step[0] > day))

    @property
    def stored(self) -> list[list[Any]] | None:
        """What an engagement keeps of it beside the first cents."""
        return [[day.isoformat(), cents] for day, cents in self.later] or None


NO_FEE: Final = Fee(0)


def fee_of(row: Engagement) -> Fee:
    """What was agreed with an engagement."""
    later = row.later_fees or ()
    return Fee(
        row.fee_cents_per_hour,
        tuple((date.fromisoformat(day), cents) for day, cents in later),
    )


def fees_of_coaches(session: Session) -> Mapping[UUID, Fee]:
    """What coaches take, today and later.

    Whoever takes what her step of the scale says takes its later prices, too; who
    agreed something else keeps that.
    """
    later: dict[UUID, tuple[tuple[date, int], ...]] = {}
    prices = select(FeeBandPrice).order_by(FeeBandPrice.valid_from)
    for price in session.scalars(prices):
        step = price.valid_from, price.cents_per_hour
        later[price.fee_band_id] = (*later.get(price.fee_band_id, ()), step)
    bands = select(FeeBand.id, FeeBand.cents_per_hour)
    usual: dict[UUID, int] = dict(session.execute(bands).all())
    found: dict[UUID, Fee] = {}
    coaches = select(Coach.id, Coach.fee_cents_per_hour, Coach.fee_band_id)
    for id_, cents, band in session.execute(coaches):
        by_scale = band is not None and usual.get(band) == cents
        found[id_] = Fee(cents, later.get(band, ()) if band and by_scale else ())
    return found


def fee_cents(cents_per_hour: int, minutes: int) -> int:
    """The fee for so many minutes: begun quarters of an hour are paid."""
    quarters = -(-minutes // MINUTES_PER_QUARTER)
    fee = cents_per_hour * quarters * MINUTES_PER_QUARTER
    return -(-fee // MINUTES_PER_HOUR)
