"""Rules for workshop series, and how the usual series is built."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from service.profiles.loader import resolved_rules
from service.profiles.override import Override
from service.profiles.registry import Catalogue
from solver.errors import ProblemError
from solver.profile import RuleProfile
from solver.workshops.rules import RULES, WISHES
from solver.workshops.series import SeriesNumbers


@dataclass(frozen=True, slots=True)
class StatedSeries(SeriesNumbers):
    """The usual series as a profile states it."""

    def __post_init__(self) -> None:
        """Refuse a series that cannot be one, as any number is refused."""
        try:
            SeriesNumbers.__post_init__(self)
        except ProblemError as error:
            raise ValueError(str(error)) from error


WORKSHOPS = Catalogue(
    "werkstatt", "werkstatt.toml", (*RULES, *WISHES), {"series": StatedSeries}
)


@dataclass(frozen=True, slots=True)
class WorkshopRules:
    """Everything a plan of workshops needs to know of the rules."""

    profile: RuleProfile
    series: SeriesNumbers


def load_workshop_rules(
    land: str, first_day: date, last_day: date, overrides: Iterable[Override] = ()
) -> WorkshopRules:
    """Rules for all days of a series.

    Raises
    ------
    InvalidInput
        As ``resolved_rules`` does.
    """
    found = resolved_rules(WORKSHOPS, land, (first_day, last_day), overrides)
    return WorkshopRules(found.profile, found.derived["series"])
