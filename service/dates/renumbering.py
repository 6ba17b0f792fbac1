"""An engagement is held another number of times a month: its sessions count anew."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.dates.numbers import stored_number
from service.db.tables.engagements import CoachingSession, Engagement
from service.domain.kinds import AppointmentState
from service.matching.months import month_of
from solver.sessions.problem import EngagementId, SessionKey


def renumber(session: Session, row: Engagement) -> None:
    """Every session keeps its month, which its day tells; what stands counts first.

    What a month has no place for any more is counted after all months, where nothing
    is planned.
    """
    session.flush()
    rows = session.scalars(
        select(CoachingSession).where(CoachingSession.engagement_id == row.id)
    ).all()
    wanted = _numbers(row, rows)
    if all(each.number == number for each, number in wanted):
        return
    # The database holds numbers apart: all of them step aside first.
    aside = max(max(each.number, number) for each, number in wanted)
    for each, _ in wanted:
        aside += 1
        each.number = aside
    session.flush()
    for each, number in wanted:
        each.number = number
    session.flush()


def _numbers(
    row: Engagement, rows: Iterable[CoachingSession]
) -> list[tuple[CoachingSession, int]]:
    """The number of each session."""
    first, last = month_of(row.first_month), month_of(row.last_month)
    beyond = (last - first + 1) * row.visits_per_month
    of_month: dict[int, int] = defaultdict(int)
    found = []
    for each in sorted(rows, key=_standing_first):
        month = month_of(each.day)
        of_month[month] += 1
        number = of_month[month]
        if first <= month <= last and number <= row.visits_per_month:
            key = SessionKey(EngagementId(str(row.id)), month, number)
            found.append((each, stored_number(row, key)))
        else:
            beyond += 1
            found.append((each, beyond))
    return found


def _standing_first(row: CoachingSession) -> tuple[bool, date, int]:
    return row.state is AppointmentState.CANCELLED, row.day, row.number
