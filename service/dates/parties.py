"""Coaches and kindergartens as a problem of dates sees them: when, not who."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import combinations
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.busy.spans import BusySpan, Horizon
from service.busy.stored import stored_busy_times
from service.db.tables.coaches import Coach, CoachWindow
from service.db.tables.engagements import Engagement
from service.db.tables.kindergartens import Kindergarten, KindergartenClosure
from service.db.tables.programme import ProgrammeDay
from service.matching.months import Period
from service.matching.people import CoachRow, KindergartenRow
from service.matching.ways import Roads
from solver.matching.problem import CoachId, KindergartenId
from solver.sessions import problem as solver
from solver.slots import DAYS_PER_WEEK, MINUTES_PER_DAY, Day, Slot

#: Who has named no times comes from Monday to Friday, whenever it may be.
_WORKING_DAYS = tuple(
    solver.Window(weekday, Slot(0, MINUTES_PER_DAY)) for weekday in range(5)
)
_MIDNIGHT = time()

Busy = Mapping[UUID, Mapping[Day, tuple[Slot, ...]]]
Between = dict[tuple[KindergartenId, KindergartenId], int]


def day_of(day: date) -> Day:
    """A day as the solver counts it."""
    return Day(day.toordinal())


def days_of(days: Iterable[date]) -> frozenset[Day]:
    """Days as the solver counts them."""
    return frozenset(map(day_of, days))


def busy_times(session: Session, period: Period, zone: ZoneInfo) -> Busy:
    """Busy times of coaches and kindergartens, day by day on their own clock."""
    first, last = period.days
    horizon = Horizon(
        datetime.combine(first, _MIDNIGHT, zone),
        datetime.combine(last + timedelta(days=1), _MIDNIGHT, zone),
    )
    spans = stored_busy_times(session, horizon).of_owner
    return {owner: _by_day(found, zone) for owner, found in spans.items()}


def _by_day(spans: Sequence[BusySpan], zone: ZoneInfo) -> dict[Day, tuple[Slot, ...]]:
    found: dict[Day, list[Slot]] = defaultdict(list)
    for span in spans:
        for day, slot in _slots(span, zone):
            found[day].append(slot)
    return {day: tuple(slots) for day, slots in found.items()}


def _slots(span: BusySpan, zone: ZoneInfo) -> Iterator[tuple[Day, Slot]]:
    """Local minutes of each day a span touches, begun minutes whole."""
    start, end = span.starts_at.astimezone(zone), span.ends_at.astimezone(zone)
    day = start.date()
    while day <= end.date():
        first = start.hour * 60 + start.minute if day == start.date() else 0
        last = MINUTES_PER_DAY
        if day == end.date():
            last = end.hour * 60 + end.minute + bool(end.second or end.microsecond)
        if first < last:
            yield day_of(day), Slot(first, min(last, MINUTES_PER_DAY))
        day += timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where and when: the same for all sides of a programme.

    ``busy`` are times of which nobody knows where they are spent, or of which there is
    no need to; ``out`` is what coaches have besides, ways included.
    """

    land: solver.Land
    period: Period
    busy: Busy
    out: Busy = field(default_factory=dict)


def land_of(row: Coach | Kindergarten, frame: Frame) -> solver.Land:
    """Whose holidays are theirs: the programme's, where nothing else is known."""
    return solver.Land(row.land) if row.land else frame.land


def coaches(
    session: Session, rows: Iterable[Coach], frame: Frame
) -> Iterator[solver.Coach]:
    """When coaches are out."""
    windows: dict[UUID, list[solver.Window]] = defaultdict(list)
    for row in session.scalars(select(CoachWindow)):
        slot = Slot(row.start_minute, row.end_minute)
        windows[row.coach_id].append(solver.Window(row.weekday, slot))
    for coach in rows:
        yield solver.Coach(
            CoachId(str(coach.id)),
            land_of(coach, frame),
            tuple(windows.get(coach.id, _WORKING_DAYS)),
            frozenset(_inactive(coach, frame.period)),
            frame.busy.get(coach.id, {}),
            frame.out.get(coach.id, {}),
        )


def _inactive(coach: Coach, period: Period) -> Iterator[Day]:
    """Days of the period on which a coach is not active."""
    first, last = period.days
    for number in range(first.toordinal(), last.toordinal() + 1):
        day = date.fromordinal(number)
        starts, ends = coach.active_from, coach.active_until
        if (starts and day < starts) or (ends and day > ends):
            yield Day(number)


def kindergartens(
    session: Session, rows: Iterable[Kindergarten], frame: Frame
) -> Iterator[solver.Kindergarten]:
    """When kindergartens can be visited."""
    closed: dict[UUID, set[Day]] = defaultdict(set)
    for row in session.scalars(select(KindergartenClosure)):
        span = range(row.first_day.toordinal(), row.last_day.toordinal() + 1)
        closed[row.kindergarten_id].update(map(Day, span))
    for house in rows:
        opening = Slot(house.opening_start_minute, house.opening_end_minute)
        yield solver.Kindergarten(
            KindergartenId(str(house.id)),
            land_of(house, frame),
            tuple(solver.Window(window.weekday, opening) for window in _WORKING_DAYS),
            frozenset(closed.get(house.id, ())),
            frame.busy.get(house.id, {}),
            frozenset(
                number
                for number in range(DAYS_PER_WEEK)
                if house.preferred_weekdays >> number & 1
            ),
        )


def programme_days(session: Session) -> tuple[solver.ProgrammeDay, ...]:
    """Days on which the programme itself needs people."""
    rows = session.scalars(select(ProgrammeDay).order_by(ProgrammeDay.day)).all()
    return tuple(
        solver.ProgrammeDay(
            day_of(row.day),
            solver.DayKind(row.kind.value),
            solver.Blocked(row.audience.value),
        )
        for row in rows
    )


def ways_among(
    planned: Iterable[Engagement],
    coaches_by_id: Mapping[UUID, CoachRow],
    houses: Mapping[UUID, KindergartenRow],
    roads: Roads,
) -> Between:
    """Ways between the kindergartens of each coach, by her means of travel."""
    of_coach: dict[UUID, set[UUID]] = defaultdict(set)
    for row in planned:
        of_coach[row.coach_id].add(row.kindergarten_id)
    found: Between = {}
    for coach, ids in of_coach.items():
        mode = coaches_by_id[coach].row.travel_mode
        for one, other in combinations(sorted(ids), 2):
            start, end = houses[one].point, houses[other].point
            if start is None or end is None:
                continue
            (minutes,) = roads.times.minutes(mode, [(start, end)])
            if minutes is not None:
                pair = KindergartenId(str(one)), KindergartenId(str(other))
                found[pair] = minutes + roads.trips.extra_minutes
    return found
