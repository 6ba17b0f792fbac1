"""Rules for the dates of a programme."""

from collections.abc import Iterable
from datetime import date

from service.profiles.loader import resolved_rules
from service.profiles.override import Override
from service.profiles.registry import Catalogue
from solver.profile import RuleProfile
from solver.sessions.rules import RULES, WISHES

SESSIONS = Catalogue("termine", "termine.toml", (*RULES, *WISHES), {})


def load_session_rules(
    land: str, first_day: date, last_day: date, overrides: Iterable[Override] = ()
) -> RuleProfile:
    """Rules for all days of a plan of dates.

    Raises
    ------
    InvalidInput
        As ``resolved_rules`` does.
    """
    return resolved_rules(SESSIONS, land, (first_day, last_day), overrides).profile
