"""Rules for workshop series, and how the usual series is built."""

from dataclasses import dataclass
from datetime import date

from service.profiles.loader import resolved_rules
from service.profiles.registry import Catalogue
from solver.profile import RuleProfile
from solver.workshops.rules import RULES, WISHES
from solver.workshops.series import SeriesNumbers

WORKSHOPS = Catalogue(
    "werkstatt", "werkstatt.toml", (*RULES, *WISHES), {"series": SeriesNumbers}
)


@dataclass(frozen=True, slots=True)
class WorkshopRules:
    """Everything a plan of workshops needs to know of the rules."""

    profile: RuleProfile
    series: SeriesNumbers


def load_workshop_rules(land: str, first_day: date, last_day: date) -> WorkshopRules:
    """Rules for all days of a series.

    Raises
    ------
    InvalidInput
        As ``resolved_rules`` does.
    """
    found = resolved_rules(WORKSHOPS, land, (first_day, last_day))
    return WorkshopRules(found.profile, found.derived["series"])
