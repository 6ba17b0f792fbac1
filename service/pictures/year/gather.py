"""A coach's stored sessions and busy times as a year to be drawn."""

from collections import defaultdict
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.access import Action, load
from service.busy.spans import BusySpan, Horizon
from service.busy.stored import stored_busy_times
from service.calendars.local_time import instant, local_date
from service.calendars.refresh import zone_of
from service.db.store import Store, tenant_of
from service.db.tables.coaches import Coach
from service.db.tables.engagements import CoachingSession
from service.db.tables.kindergartens import Kindergarten
from service.db.tables.programme import ProgrammeDay
from service.db.tables.tenancy import Tenant
from service.domain.actor import Actor
from service.domain.kinds import AppointmentState
from service.domain.working_days import public_holidays
from service.hour_words import hour_words
from service.pictures.year.scene import House, Mark, Year
from solver.counted import counted

_FIRST_LETTER, _LETTERS = ord("A"), 26
_SECONDS_OF_MINUTE = 60


def gather_year(store: Store, actor: Actor, coach_id: UUID, first_month: date) -> Year:
    """Twelve months from a first one, as far as the actor may see the coach.

    Raises
    ------
    NotPermitted, NotFound
        If the coach is not hers to see.
    """
    with store.read(actor.tenant_id) as session:
        coach = load(session, actor, Coach, coach_id, Action.READ_BUSY)
        last_day = first_month.replace(year=first_month.year + 1) - timedelta(days=1)
        sessions = _sessions(session, coach_id, first_month, last_day)
        letters = _letters(sessions)
        marks: dict[date, list[Mark]] = defaultdict(list)
        for row, _name in sessions:
            letter = letters[row.kindergarten_id]
            marks[row.day].append(
                Mark(letter, row.start_minute, row.end_minute, row.state)
            )
        houses = _houses(sessions, letters)
        return Year(
            title=f"{coach.given_name} {coach.family_name}".strip(),
            subtitle=_subtitle(houses, first_month, last_day),
            first_month=first_month,
            marks=marks,
            busy_minutes=_busy(session, coach_id, first_month, last_day),
            days_off=_days_off(session, first_month, last_day),
            houses=houses,
        )


Sessions = list[tuple[CoachingSession, str]]


def _sessions(
    session: Session, coach_id: UUID, first_day: date, last_day: date
) -> Sessions:
    rows = session.execute(
        select(CoachingSession, Kindergarten.name)
        .join(Kindergarten, Kindergarten.id == CoachingSession.kindergarten_id)
        .where(
            CoachingSession.coach_id == coach_id,
            CoachingSession.day.between(first_day, last_day),
        )
        .order_by(CoachingSession.day, CoachingSession.start_minute)
    )
    return [(row, name) for row, name in rows]


def _letters(sessions: Sessions) -> dict[UUID, str]:
    """A letter per kindergarten, by name; two letters from the 27th on."""
    names = sorted({(name, row.kindergarten_id) for row, name in sessions})
    return {house: _letter(number) for number, (_, house) in enumerate(names)}


def _letter(number: int) -> str:
    more, last = divmod(number, _LETTERS)
    letter = chr(_FIRST_LETTER + last)
    return (chr(_FIRST_LETTER + more - 1) if more else "") + letter


def _houses(sessions: Sessions, letters: dict[UUID, str]) -> list[House]:
    found: dict[UUID, House] = {}
    for row, name in sessions:
        letter = letters[row.kindergarten_id]
        counts = row.state is not AppointmentState.CANCELLED
        length = row.held_minutes or row.end_minute - row.start_minute
        before = found.get(row.kindergarten_id, House(letter, name, 0, 0))
        found[row.kindergarten_id] = House(
            letter, name, before.sessions + counts, before.minutes + length * counts
        )
    return sorted(found.values(), key=lambda house: (len(house.letter), house.letter))


def _subtitle(houses: list[House], first_day: date, last_day: date) -> str:
    sessions = sum(house.sessions for house in houses)
    hours = hour_words(sum(house.minutes for house in houses))
    span = f"{first_day:%d.%m.%Y} bis {last_day:%d.%m.%Y}"
    met = f"{counted(sessions, 'Termine')} mit {counted(len(houses), 'Kitas')}"
    return f"{span}: {met}, {hours} h"


def _busy(
    session: Session, coach_id: UUID, first_day: date, last_day: date
) -> dict[date, int]:
    """Minutes of each day taken by other calendars."""
    zone = zone_of(session)
    horizon = Horizon(
        instant(first_day, 0, zone), instant(last_day + timedelta(days=1), 0, zone)
    )
    minutes: dict[date, int] = defaultdict(int)
    for span in stored_busy_times(session, horizon).of(coach_id):
        day = local_date(span.starts_at, zone)
        while (begins := instant(day, 0, zone)) < span.ends_at:
            ends = instant(day + timedelta(days=1), 0, zone)
            part = BusySpan(max(begins, span.starts_at), min(ends, span.ends_at))
            length = part.ends_at - part.starts_at
            minutes[day] += int(length.total_seconds()) // _SECONDS_OF_MINUTE
            day += timedelta(days=1)
    return minutes


def _days_off(session: Session, first_day: date, last_day: date) -> dict[date, str]:
    """Public holidays of the Land, and days of the programme."""
    land = session.scalars(
        select(Tenant.land).where(Tenant.id == tenant_of(session))
    ).one()
    years = range(first_day.year, last_day.year + 1)
    found = dict.fromkeys(public_holidays(land, years), "Feiertag")
    rows = session.execute(
        select(ProgrammeDay.day, ProgrammeDay.title).where(
            ProgrammeDay.day.between(first_day, last_day)
        )
    )
    return found | {row.day: row.title for row in rows}
