"""Messages to coaches and kindergartens, written in the transaction of the change."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from service.db.tables.engagements import Engagement
from service.domain.kinds import FeedKind
from service.planning.outbox import Recipient, post


def tell_engaged(
    session: Session,
    topic: str,
    key: str,
    publication_id: UUID | None,
    rows: Sequence[Engagement],
    now: datetime,
) -> int:
    """One message per coach and kindergarten concerned; ids and months only.

    Parameters
    ----------
    topic
        What happened, in English: ``published``, ``accept_engagement`` and so on.
    key
        Of the event; with the recipient it makes the delivery unique.

    Returns
    -------
    How many were written.
    """
    days: dict[Recipient, set[date]] = {}
    for row in rows:
        for recipient in (
            (FeedKind.COACH, row.coach_id),
            (FeedKind.KINDERGARTEN, row.kindergarten_id),
        ):
            days.setdefault(recipient, set()).add(row.first_month)
    return post(session, topic, key, publication_id, days, now)
