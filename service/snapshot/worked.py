"""Rows about the working weeks of employed persons beside the days planned."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.db.tables.publications import Assignment, PublicationDay
from service.db.tables.relations import Contact
from service.domain.kinds import ContactKind
from service.domain.spans import Span
from service.snapshot.absences import load_absences, spans_of_persons
from service.snapshot.attendance import presences_of
from service.snapshot.bookings import Bookings, load_bookings
from service.snapshot.horizon import Horizon
from service.snapshot.people import PersonRow
from service.snapshot.standing import LIVE
from solver.slots import Slot

DAYS_PER_WEEK = 7
_VISITS = (ContactKind.VISIT, ContactKind.PLAY_GROUP)
#: A place and when somebody is in charge there.
Stay = tuple[UUID, Slot]
_PersonDay = tuple[UUID, date]


@dataclass(frozen=True, slots=True)
class Worked:
    """Work of employed persons on the days around the plan, from ``first_day`` on.

    ``stays`` are regular children and substitution that stands, ``visits`` the minutes
    of contact visits. ``recorded_from`` is the Monday from which on the tenant keeps
    records at all: that of its first publication.
    """

    first_day: date
    last_day: date
    recorded_from: date | None
    stays: Mapping[_PersonDay, Sequence[Stay]]
    visits: Mapping[_PersonDay, int]
    away: Mapping[UUID, Sequence[Span]]


def monday_of(day: date) -> date:
    """The Monday of a day's calendar week."""
    return day - timedelta(days=day.weekday())


def load_worked(
    session: Session,
    horizon: Horizon,
    people: Mapping[UUID, PersonRow],
    bookings: Bookings,
    weeks: int,
) -> Worked:
    """Work on the days around the plan.

    Parameters
    ----------
    bookings
        Of all children, to see whether an employed person has any.
    weeks
        How many count, the first one planned included.
    """
    first = monday_of(horizon.first_day) - timedelta(weeks=weeks - 1)
    last = monday_of(horizon.last_day) + timedelta(days=DAYS_PER_WEEK - 1)
    around = replace(horizon, first_day=first, last_day=last)
    employed = frozenset(key for key, row in people.items() if row.employed)
    if not employed:
        return Worked(first, last, None, {}, {}, {})
    stays = _assignments(session, horizon, around, employed)
    own = any(b.person_id in employed for found in bookings.values() for b in found)
    if own:
        for person_day, stay in _regular(session, horizon, around, employed):
            stays[person_day].append(stay)
    began = session.scalar(select(func.min(PublicationDay.day)))
    return Worked(
        first_day=first,
        last_day=last,
        recorded_from=monday_of(began) if began else None,
        stays=stays,
        visits=_visits(session, horizon, around, employed),
        away=spans_of_persons(session, around),
    )


def _planned(horizon: Horizon, day: date) -> bool:
    return horizon.first_day <= day <= horizon.last_day


def _assignments(
    session: Session, horizon: Horizon, around: Horizon, employed: Collection[UUID]
) -> dict[_PersonDay, list[Stay]]:
    rows = session.execute(
        select(
            Assignment.person_id,
            Assignment.day,
            Assignment.place_id,
            Assignment.start_minute,
            Assignment.end_minute,
        ).where(
            Assignment.person_id.in_(sorted(employed)),
            Assignment.day >= around.first_day,
            Assignment.day <= around.last_day,
            Assignment.state.in_(LIVE),
        )
    )
    found: dict[_PersonDay, list[Stay]] = defaultdict(list)
    for person, day, place, start, end in rows:
        if not _planned(horizon, day):
            found[person, day].append((place, Slot(start, end)))
    return found


def _regular(
    session: Session, horizon: Horizon, around: Horizon, employed: Collection[UUID]
) -> list[tuple[_PersonDay, Stay]]:
    """Children under contract with employed persons, on the days around the plan."""
    bookings = {
        child: [b for b in found if b.person_id in employed]
        for child, found in load_bookings(session, around).items()
    }
    own = {child: found for child, found in bookings.items() if found}
    return [
        ((p.person_id, p.day), (p.place_id, p.slot))
        for p in presences_of(own, load_absences(session, around), around)
        if not _planned(horizon, p.day)
    ]


def _visits(
    session: Session, horizon: Horizon, around: Horizon, employed: Collection[UUID]
) -> Mapping[_PersonDay, int]:
    """Minutes of visits by day; children of one place are visited together."""
    rows = session.execute(
        select(
            Contact.person_id, Contact.day, Contact.place_id, func.max(Contact.minutes)
        )
        .where(
            Contact.person_id.in_(sorted(employed)),
            Contact.day >= around.first_day,
            Contact.day <= around.last_day,
            Contact.kind.in_(_VISITS),
        )
        .group_by(Contact.person_id, Contact.day, Contact.place_id)
    )
    found: dict[_PersonDay, int] = defaultdict(int)
    for person, day, _, minutes in rows:
        if not _planned(horizon, day):
            found[person, day] += minutes
    return found
