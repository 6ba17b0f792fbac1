"""How trips are reckoned over a year in which numbers may change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.tables.tenancy import Tenant
from service.matching.months import Period
from service.profiles.loader import first_change
from service.profiles.matching_rules import MATCHING, Trips, load_matching_rules
from service.snapshot.areas import load_areas
from service.snapshot.rules import load_overrides


@dataclass(frozen=True, slots=True)
class TripsOverTime:
    """Numbers of trips, each with the day from which they hold; at least one."""

    since: Sequence[tuple[date, Trips]]

    def on(self, day: date) -> Trips:
        """Those that hold on a day; before all of them the first."""
        found = [trips for since, trips in self.since if since <= day]
        return found[-1] if found else self.since[0][1]


def load_trips(session: Session, period: Period) -> TripsOverTime:
    """Numbers of trips of a period: a new rate in July changes nothing before July.

    Raises
    ------
    InvalidInput
        If the rules contradict themselves.
    """
    land = session.scalars(select(Tenant.land)).one()
    own = load_overrides(session, load_areas(session), None, MATCHING)
    day, last = period.days
    found: list[tuple[date, Trips]] = []
    change: date | None = day
    while change is not None:
        day = change
        found.append((day, load_matching_rules(land, day, day, own).trips))
        change = first_change(MATCHING, land, (day, last), own)
    return TripsOverTime(found)
