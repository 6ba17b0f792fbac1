"""Rules for workshop series, and how the usual series is built."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from service.matching.months import MONTHS_PER_YEAR
from service.profiles.loader import resolved_rules
from service.profiles.override import Override
from service.profiles.registry import Catalogue
from solver.errors import ProblemError
from solver.profile import RuleProfile
from solver.workshops.rules import RULES, WISHES
from solver.workshops.series import SeriesNumbers

#: The longest series there was took two years and a month.
MOST_MONTHS: Final = 36


@dataclass(frozen=True, slots=True)
class StatedSeries(SeriesNumbers):
    """The usual series as a profile states it.

    It begins in a month of its year and runs for so many months, maybe into the next
    year; a series has the name of the year it begins in.
    """

    first_month: int = 1
    months: int = 12

    def __post_init__(self) -> None:
        """Refuse a series that cannot be one, as any number is refused."""
        if not 1 <= self.first_month <= MONTHS_PER_YEAR:
            raise ValueError("Eine Reihe beginnt in einem der Monate 1 bis 12.")
        if not 1 <= self.months <= MOST_MONTHS:
            raise ValueError(f"Eine Reihe dauert 1 bis {MOST_MONTHS} Monate.")
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
    series: StatedSeries


def load_workshop_rules(
    land: str, first_day: date, last_day: date, overrides: Iterable[Override] = ()
) -> WorkshopRules:
    """Rules for all days of a plan.

    Raises
    ------
    InvalidInput
        As ``resolved_rules`` does.
    """
    found = resolved_rules(WORKSHOPS, land, (first_day, last_day), overrides)
    return WorkshopRules(found.profile, found.derived["series"])
