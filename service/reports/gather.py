"""Everything that happened in a month, from the same number of queries in any town.

Nobody's name is read here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.tables.places import Place
from service.db.tables.tenancy import Tenant
from service.reports.affected import AffectedDay, affected_days
from service.reports.cover import CoveredPiece, covered_pieces
from service.reports.load_cover import load_covers
from service.reports.month import Month, read_month
from service.reports.real_time import RealTime, real_time_of
from service.snapshot.absences import Absences, load_absences
from service.snapshot.areas import Areas, load_areas
from service.snapshot.bookings import Bookings, load_bookings
from service.snapshot.horizon import Horizon, days_between
from service.snapshot.rules import rules_for


@dataclass(frozen=True)
class Happened:
    """A month of a tenant: affected days and what was covered of them."""

    month: Month
    horizon: Horizon
    tenant: str
    zone: ZoneInfo
    time: RealTime
    areas: Areas
    place_areas: Mapping[UUID, UUID | None]
    bookings: Bookings
    absences: Absences
    affected: Sequence[AffectedDay]
    pieces: Sequence[CoveredPiece]

    def area_of(self, day: AffectedDay) -> UUID | None:
        """The area of the place where care would have been."""
        return self.place_areas.get(day.place_id)


@dataclass(frozen=True, slots=True)
class _Body:
    """Who plans, and the days asked for."""

    name: str
    land: str
    zone: str
    month: Month


def gather(
    session: Session,
    month: str,
    now: datetime,
    counts: Callable[[Areas, UUID | None], bool] = lambda _areas, _area: True,
) -> Happened:
    """What happened in a month.

    Parameters
    ----------
    session
        Of the tenant, in a transaction that sees one moment.
    month
        As a person writes it, ``2026-11``.
    now
        The instant, aware.
    counts
        Whether care at places of an area is counted; ``None`` is no area.

    Raises
    ------
    InvalidInput
        If the month is none or has not begun.
    """
    body = _body(session, month, now)
    areas = load_areas(session)
    horizon = _horizon(session, body, areas, now)
    bookings = load_bookings(session, horizon)
    absences = load_absences(session, horizon)
    place_areas = _place_areas(session)
    found = affected_days(bookings, absences, body.month.days, horizon.is_closed)
    affected = [each for each in found if counts(areas, place_areas[each.place_id])]
    covers = load_covers(session, body.month)
    return Happened(
        month=body.month,
        horizon=horizon,
        tenant=body.name,
        zone=ZoneInfo(body.zone),
        time=real_time_of(body.month, body.zone),
        areas=areas,
        place_areas=place_areas,
        bookings=bookings,
        absences=absences,
        affected=affected,
        pieces=list(covered_pieces(affected, covers, absences)),
    )


def _place_areas(session: Session) -> dict[UUID, UUID | None]:
    rows = session.execute(select(Place.id, Place.area_id))
    return dict(rows.all())


def _body(session: Session, month: str, now: datetime) -> _Body:
    name, land, zone = session.execute(
        select(Tenant.name, Tenant.land, Tenant.time_zone)
    ).one()
    today = now.astimezone(ZoneInfo(zone)).date()
    return _Body(name, land, zone, read_month(month, today))


def _horizon(session: Session, body: _Body, areas: Areas, now: datetime) -> Horizon:
    """The counted days; open ends last as long as planning takes them to, today."""
    today = now.astimezone(ZoneInfo(body.zone)).date()
    rules = rules_for(session, body.land, (today, today), areas, None)
    return Horizon(
        body.month.first_day,
        body.month.through,
        body.land,
        now,
        body.zone,
        rules.open_end.working_days,
    )


def affected_before(happened: Happened) -> Sequence[AffectedDay]:
    """Affected days before the month of whoever was away already when it began."""
    first: date = happened.month.first_day
    away = {
        person
        for person, spans in happened.absences.of_person.items()
        if any(span.first_day < first <= span.last_day for span in spans)
    }
    bookings = {
        child: own
        for child, own in happened.bookings.items()
        if any(booking.person_id in away for booking in own)
    }
    horizon = happened.horizon
    days = days_between(horizon.look_back, first - timedelta(days=1))
    return list(affected_days(bookings, happened.absences, days, horizon.is_closed))
