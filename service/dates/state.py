"""The stored state of a programme as a problem of dates.

Ids stand in it as they are: it is not stored and leaves no process.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.dates.calendar import public_days, school_days
from service.dates.numbers import key_of
from service.dates.parties import (
    Frame,
    busy_times,
    coaches,
    day_of,
    kindergartens,
    programme_days,
    ways_among,
)
from service.dates.standing import other_sessions, visits_of_houses, with_taken
from service.db.tables.coaches import Coach
from service.db.tables.engagements import CoachingSession, Engagement, SessionRefusal
from service.db.tables.kindergartens import Kindergarten
from service.db.tables.tenancy import Tenant
from service.domain.kinds import AppointmentState, EngagementState
from service.matching.months import Period, first_day_of, month_of
from service.matching.people import CoachRow, KindergartenRow
from service.matching.trips import load_trips
from service.matching.ways import Roads, ways_between
from service.profiles.loader import first_change
from service.profiles.matching_rules import Trips
from service.profiles.session_rules import SESSIONS, load_session_rules
from service.snapshot.areas import load_areas
from service.snapshot.rules import load_overrides
from solver.matching.problem import CoachId, KindergartenId, Month, Pair
from solver.profile import RuleProfile
from solver.sessions import problem as solver
from solver.slots import Slot

#: Sessions whose date a plan leaves as it is.
_STANDING = (AppointmentState.CONFIRMED, AppointmentState.HELD)
Stored = Mapping[solver.SessionKey, CoachingSession]


@dataclass(frozen=True)
class Dates:
    """A problem of dates, the rows it came from, and what cannot be planned.

    ``without_way`` are engagements with an end that is on no map. The profile is that
    of the first day planned; from ``rules_change`` on there is another.
    """

    problem: solver.SessionProblem
    profile: RuleProfile
    engagements: Mapping[solver.EngagementId, Engagement]
    stored: Stored
    without_way: Sequence[Engagement]
    zone: ZoneInfo
    rules_change: date | None = None


def load_dates(session: Session, period: Period, now: datetime) -> Dates:
    """Accepted engagements of a period with everything their dates depend on.

    Nothing is planned before tomorrow.

    Raises
    ------
    InvalidInput
        If the rules contradict themselves.
    """
    tenant = session.scalars(select(Tenant)).one()
    zone, land = ZoneInfo(tenant.time_zone), solver.Land(tenant.land)
    tomorrow = now.astimezone(zone).date() + timedelta(days=1)
    first_day = max(tomorrow, period.days[0])
    rows = _engagements(session, period, first_day)
    sides = _sides(session, rows)
    roads = Roads(load_trips(session, period).on(first_day))
    ways = _ways(sides, roads.trips)
    planned = [row for row in rows if _pair(row) in ways]
    month = month_of(first_day)
    stored = _stored(session, planned, month, period.last)
    others = other_sessions(session, period, {r.id for r in stored.values()}, ways)
    taken = (*visits_of_houses(session, period, roads), *others)
    busy = with_taken(
        busy_times(session, period, zone),
        (each for each in taken if each.owner not in sides.coaches),
    )
    out = with_taken({}, (each for each in taken if each.owner in sides.coaches))
    fixed, published = _split(stored, first_day)
    people, houses, lands = _people(session, sides, Frame(land, period, busy, out))
    problem = solver.SessionProblem(
        people,
        houses,
        {_id(row): _engagement(row, month, period) for row in planned},
        ways,
        ways_among(planned, sides.coaches, sides.houses, roads),
        day_of(first_day),
        public_days(lands, period.years),
        school_days(lands, period.years),
        programme_days(session),
        refused=tuple(_refused(session, stored)),
        fixed=fixed,
        published=published,
        around=tuple(_around(session, planned, stored, range(month, period.last + 1))),
    )
    profile, change = _rules(session, land, first_day, period.days[1])
    left = [row for row in rows if _pair(row) not in ways]
    engagements = {_id(row): row for row in planned}
    return Dates(problem, profile, engagements, stored, left, zone, change)


def _rules(
    session: Session, land: str, first_day: date, last_day: date
) -> tuple[RuleProfile, date | None]:
    """The rules of the first day planned, and from when on others hold."""
    own = load_overrides(session, load_areas(session), None, SESSIONS)
    first = min(first_day, last_day)
    profile = load_session_rules(land, first, first, own)
    return profile, first_change(SESSIONS, land, (first, last_day), own)


@dataclass(frozen=True)
class _Sides:
    """Coaches and kindergartens of the engagements."""

    coaches: Mapping[UUID, CoachRow]
    houses: Mapping[UUID, KindergartenRow]

    @property
    def coach_rows(self) -> list[Coach]:
        return [found.row for found in self.coaches.values()]

    @property
    def house_rows(self) -> list[Kindergarten]:
        return [found.row for found in self.houses.values()]


def _engagements(
    session: Session, period: Period, first_day: date
) -> Sequence[Engagement]:
    """Those accepted that go on, or begin, from the first day on."""
    first = max(period.first, month_of(first_day))
    return session.scalars(
        select(Engagement)
        .where(
            Engagement.state == EngagementState.ACCEPTED,
            Engagement.last_month >= first_day_of(first),
            Engagement.first_month <= first_day_of(period.last),
        )
        .order_by(Engagement.first_month, Engagement.id)
    ).all()


def _sides(session: Session, rows: Iterable[Engagement]) -> _Sides:
    known = list(rows)
    people = select(Coach).where(Coach.id.in_({row.coach_id for row in known}))
    houses = select(Kindergarten).where(
        Kindergarten.id.in_({row.kindergarten_id for row in known})
    )
    return _Sides(
        {row.id: CoachRow(row) for row in session.scalars(people.order_by(Coach.code))},
        {
            row.id: KindergartenRow(row)
            for row in session.scalars(houses.order_by(Kindergarten.code))
        },
    )


def _people(
    session: Session, sides: _Sides, frame: Frame
) -> tuple[
    dict[CoachId, solver.Coach],
    dict[KindergartenId, solver.Kindergarten],
    frozenset[solver.Land],
]:
    """Both sides as the problem sees them, and every Land concerned."""
    people = {each.id: each for each in coaches(session, sides.coach_rows, frame)}
    found = kindergartens(session, sides.house_rows, frame)
    houses = {each.id: each for each in found}
    lands = {frame.land, *(coach.land for coach in people.values())}
    return people, houses, frozenset(lands | {house.land for house in houses.values()})


def _ways(sides: _Sides, trips: Trips) -> dict[Pair, int]:
    found = ways_between(sides.coaches.values(), sides.houses.values(), trips)
    return {
        (CoachId(str(coach)), KindergartenId(str(house))): way.minutes
        for (coach, house), way in found.items()
    }


def _id(row: Engagement) -> solver.EngagementId:
    return solver.EngagementId(str(row.id))


def _pair(row: Engagement) -> Pair:
    return CoachId(str(row.coach_id)), KindergartenId(str(row.kindergarten_id))


def _engagement(row: Engagement, first: Month, period: Period) -> solver.Engagement:
    """Its months from the first one that is planned to the end of the period."""
    return solver.Engagement(
        _id(row),
        *_pair(row),
        max(month_of(row.first_month), first),
        Month(min(month_of(row.last_month), period.last)),
        row.half_hours,
        row.visits_per_month,
    )


def _stored(
    session: Session, rows: Iterable[Engagement], first: int, last: int
) -> dict[solver.SessionKey, CoachingSession]:
    """Sessions of the months that are planned, by what they are."""
    by_id = {row.id: row for row in rows}
    found = session.scalars(
        select(CoachingSession)
        .where(CoachingSession.engagement_id.in_(by_id))
        .order_by(CoachingSession.engagement_id, CoachingSession.number)
    )
    keys = {key_of(by_id[each.engagement_id], each.number): each for each in found}
    return {
        key: each
        for key, each in keys.items()
        if first
        <= key.month
        <= min(last, month_of(by_id[each.engagement_id].last_month))
    }


def _around(
    session: Session, rows: Iterable[Engagement], stored: Stored, months: range
) -> Iterator[solver.SessionAround]:
    """Sessions of the same two in the month before the months planned and after.

    Whatever engagement they are of: with the year a new one begins.
    """
    if not months:
        return
    found = session.scalars(
        select(CoachingSession)
        .where(
            CoachingSession.state != AppointmentState.CANCELLED,
            CoachingSession.day >= first_day_of(months[0] - 1),
            CoachingSession.day < first_day_of(months[-1] + 2),
        )
        .order_by(CoachingSession.day, CoachingSession.id)
    )
    pairs = {_pair(row) for row in rows}
    planned = {row.id for row in stored.values()}
    for row in found:
        pair = CoachId(str(row.coach_id)), KindergartenId(str(row.kindergarten_id))
        if pair in pairs and row.id not in planned:
            yield solver.SessionAround(*pair, day_of(row.day))


def _refused(session: Session, stored: Stored) -> Iterator[solver.RefusedDate]:
    """Days a side cannot do, by what is to be on them."""
    keys = {row.id: key for key, row in stored.items()}
    rows = session.scalars(
        select(SessionRefusal)
        .where(SessionRefusal.session_id.in_(keys))
        .order_by(SessionRefusal.day, SessionRefusal.origin, SessionRefusal.session_id)
    )
    for row in rows:
        yield solver.RefusedDate(keys[row.session_id], day_of(row.day), row.origin)


def _split(
    stored: Stored, first_day: date
) -> tuple[tuple[solver.Visit, ...], tuple[solver.Visit, ...]]:
    """What stands (confirmed, held, begun), and what is only in calendars."""
    fixed: list[solver.Visit] = []
    published: list[solver.Visit] = []
    for key, row in stored.items():
        slot = Slot(row.start_minute, row.end_minute)
        visit = solver.Visit(key, day_of(row.day), slot)
        if row.state is AppointmentState.CANCELLED:
            continue
        stands = row.state in _STANDING or row.day < first_day
        (fixed if stands else published).append(visit)
    return tuple(fixed), tuple(published)
