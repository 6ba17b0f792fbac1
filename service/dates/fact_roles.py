"""Who may read which statement about a date: a closed table.

What a kindergarten reads is about its own house and its own sessions: when a coach is
elsewhere, and with whom, is hers. Whoever coordinates reads all of it.
"""

from collections.abc import Collection
from typing import Final

from service.domain.kinds import Role

COORDINATING: Final = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})
#: Both sides of an engagement; what they read is about their own sessions.
BOTH: Final = frozenset(
    {
        "already-chosen",
        "already-fixed",
        "change-closure",
        "date-chosen",
        "date-refused",
        "days-apart",
        "forced-equal",
        "forced-impossible",
        "forced-undecided",
        "in-order",
        "kindergarten-busy",
        "kindergarten-closed",
        "kindergarten-open",
        "no-school-holidays",
        "not-smallest",
        "one-date",
        "own-month",
        "programme-day",
        "public-holiday",
        "session-length",
    }
)
#: About the coach's times and her other houses.
OF_COACH: Final = frozenset(
    {
        "change-weekday",
        "change-window",
        "coach-absent",
        "coach-busy",
        "coach-window",
        "date-gained",
        "date-lost",
        "day-load",
        "forced-at-least",
        "forced-better",
        "forced-worse",
        "further-tier",
        "moved-date",
        "no-change",
        "shared-trip",
        "travel-time",
    }
)


def reads(roles: Collection[Role], rule: str) -> bool:
    """Whether one of the roles may read a statement of this kind."""
    if not COORDINATING.isdisjoint(roles):
        return True
    if Role.COACH in roles:
        return rule in BOTH | OF_COACH
    return Role.KINDERGARTEN in roles and rule in BOTH
