"""What the sides have said to the dates of sessions."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.tables.engagements import CoachingSession, SessionRefusal
from service.domain.kinds import RefusalOrigin


def open_sides(row: CoachingSession) -> tuple[RefusalOrigin, ...]:
    """Who has not confirmed the date yet; nobody once it stands."""
    if not row.state.unconfirmed:
        return ()
    said = {
        RefusalOrigin.COACH: row.coach_confirmed_at,
        RefusalOrigin.KINDERGARTEN: row.kindergarten_confirmed_at,
    }
    return tuple(side for side, at in said.items() if at is None)


def refusals_of(
    session: Session, rows: Iterable[CoachingSession]
) -> Mapping[UUID, tuple[RefusalOrigin, ...]]:
    """Who has asked for another day than the one a session stands on."""
    days = {row.id: row.day for row in rows}
    found: dict[UUID, tuple[RefusalOrigin, ...]] = {}
    for refusal in session.scalars(
        select(SessionRefusal)
        .where(SessionRefusal.session_id.in_(days))
        .order_by(SessionRefusal.session_id, SessionRefusal.origin)
    ):
        if refusal.day == days[refusal.session_id]:
            before = found.get(refusal.session_id, ())
            found[refusal.session_id] = (*before, refusal.origin)
    return found
