"""How trips are reckoned over a year in which numbers may change."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.tables.tenancy import Tenant
from service.matching.months import Period, first_day_of
from service.profiles.matching_rules import MATCHING, TripsOverTime, trips_over_time
from service.snapshot.areas import load_areas
from service.snapshot.rules import load_overrides


def load_trips(session: Session, period: Period) -> TripsOverTime:
    """Numbers of trips of the whole year of a period, by the days they hold from.

    A new rate in July changes nothing before July.

    Raises
    ------
    InvalidInput
        If the rules contradict themselves.
    """
    land = session.scalars(select(Tenant.land)).one()
    own = load_overrides(session, load_areas(session), None, MATCHING)
    january, last_day = first_day_of(period.year_months[0]), period.days[1]
    return trips_over_time(land, january, last_day, own)
