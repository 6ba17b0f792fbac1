"""How sessions are counted: within their month by the solver, in all when stored."""

from service.db.tables.engagements import Engagement
from service.matching.months import month_of
from solver.matching.problem import Month
from solver.sessions.problem import EngagementId, SessionKey


def stored_number(row: Engagement, key: SessionKey) -> int:
    """The number of a session in its engagement, from 1."""
    months = key.month - month_of(row.first_month)
    return months * row.visits_per_month + key.number


def key_of(row: Engagement, number: int) -> SessionKey:
    """Month and number within it of a stored session."""
    months, before = divmod(number - 1, row.visits_per_month)
    month = Month(month_of(row.first_month) + months)
    return SessionKey(EngagementId(str(row.id)), month, before + 1)
