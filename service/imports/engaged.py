"""An import changed engagements or their sides: sessions and calendars follow."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from service.calendars.programme.touching import refresh_appointments
from service.dates.renumbering import renumber
from service.db.tables.engagements import Engagement
from service.imports.difference import Difference
from service.matching.ending import cancel_to_come


def follow_engagements(
    session: Session, differences: Iterable[Difference], now: datetime
) -> int:
    """Sessions that no engagement provides for any more are cancelled.

    Where it is held another number of times a month its sessions count anew.

    Calendars of everybody engaged with a changed coach or kindergarten are brought up
    to date: they show names and addresses.

    Returns
    -------
    How many sessions were cancelled.
    """
    changed: dict[str, set[UUID]] = {}
    for difference in differences:
        ids = {c.stored.id for c in difference.changed if c.stored.id is not None}
        changed.setdefault(difference.sheet.noun.name, set()).update(ids)
    rows = session.scalars(
        select(Engagement).where(
            or_(
                Engagement.id.in_(changed.get("engagement", ())),
                Engagement.coach_id.in_(changed.get("coach", ())),
                Engagement.kindergarten_id.in_(changed.get("kindergarten", ())),
            )
        )
    ).all()
    for row in rows:
        if row.id in changed.get("engagement", ()):
            renumber(session, row)
    cancelled = sum(cancel_to_come(session, row, now) for row in rows)
    session.flush()
    if rows:
        refresh_appointments(session, rows, now)
    return cancelled
