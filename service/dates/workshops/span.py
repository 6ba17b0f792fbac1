"""From when to when a series of workshops runs: maybe over the turn of the year."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from service.calendars.local_time import local_date
from service.db.tables.tenancy import Tenant
from service.errors import Conflict, InputFault, InvalidInput
from service.matching.months import (
    FIRST_YEAR,
    MONTHS_PER_YEAR,
    first_day_of,
    period_of,
)
from service.profiles.override import Override
from service.profiles.workshop_rules import (
    MOST_MONTHS,
    WORKSHOPS,
    WorkshopRules,
    load_workshop_rules,
)
from service.snapshot.areas import load_areas
from service.snapshot.rules import load_overrides

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SeriesSpan:
    """First and last day of the series that begins in a year, both inclusive."""

    year: int
    first: date
    last: date

    @property
    def years(self) -> range:
        """Every calendar year it reaches into."""
        return range(self.year, self.last.year + 1)

    def left(self, since: date, now: datetime, zone: ZoneInfo) -> tuple[date, date]:
        """First and last day that can still be planned, from tomorrow on.

        Raises
        ------
        Conflict
            If none is left.
        """
        first = max(local_date(now, zone) + _ONE_DAY, since, self.first)
        if first > self.last:
            raise Conflict(
                f"Die Reihe {self.year} läuft bis zum {self.last:%d.%m.%Y}; zu planen"
                " ist nichts mehr."
            )
        return first, self.last


def series_rules(session: Session, tenant: Tenant, year: int) -> WorkshopRules:
    """The rules of the series that begins in a year, whatever changes while it runs.

    They are those of the year's last day: so a number that is to hold for this series
    may be in force from any day of the year on.

    Raises
    ------
    InvalidInput
        If there is no such year, or rules contradict themselves.
    """
    return _rules_of(tenant.land, year, _own(session))


def span_of(rules: WorkshopRules, year: int) -> SeriesSpan:
    """The months a series runs, as its rules say."""
    begins = year * MONTHS_PER_YEAR + rules.series.first_month - 1
    ends = first_day_of(begins + rules.series.months) - _ONE_DAY
    return SeriesSpan(year, first_day_of(begins), ends)


def series_year_on(
    session: Session, tenant: Tenant, day: date, planned: Collection[int]
) -> int:
    """The year in which the series began that runs on a day.

    Of several one of those ``planned``, else the last.

    Raises
    ------
    InvalidInput
        If none runs then.
    """
    own = _own(session)
    earliest = max(FIRST_YEAR, day.year - MOST_MONTHS // MONTHS_PER_YEAR)
    years = range(earliest, day.year + 1)
    spans = [span_of(_rules_of(tenant.land, year, own), year) for year in years]
    running = [span.year for span in spans if span.first <= day <= span.last]
    if not running:
        detail = f"Am {day:%d.%m.%Y} läuft keine Werkstattreihe."
        raise InvalidInput(detail, [InputFault("/day", detail, "range")])
    return max(running, key=lambda year: (year in planned, year))


def require_apart(
    session: Session, tenant: Tenant, span: SeriesSpan, planned: Collection[int]
) -> None:
    """Pass where no other series runs meanwhile, or this one stands already.

    Raises
    ------
    Conflict
        If it would begin while another one goes on.
    """
    own = _own(session)
    for year in sorted(set(planned) - {span.year} if span.year not in planned else ()):
        other = span_of(_rules_of(tenant.land, year, own), year)
        if other.first <= span.last and span.first <= other.last:
            raise Conflict(
                f"Vom {other.first:%d.%m.%Y} bis zum {other.last:%d.%m.%Y} läuft die"
                f" Reihe {other.year}, währenddessen keine andere. Bitte diese"
                " weiterplanen oder zuerst festlegen, von wann bis wann die andere"
                " läuft."
            )


def _own(session: Session) -> tuple[Override, ...]:
    return tuple(load_overrides(session, load_areas(session), None, WORKSHOPS))


def _rules_of(land: str, year: int, own: Iterable[Override]) -> WorkshopRules:
    _, last = period_of(year).days
    return load_workshop_rules(land, last, last, own)
