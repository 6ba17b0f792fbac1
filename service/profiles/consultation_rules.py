"""Rules for consultation visits, and when on a day they take place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from service.profiles.loader import resolved_rules
from service.profiles.override import Override
from service.profiles.registry import Catalogue
from solver.consultations.rules import RULES, WISHES
from solver.profile import RuleProfile
from solver.slots import MINUTES_PER_DAY


@dataclass(frozen=True, slots=True)
class VisitingTime:
    """When a visit begins at the earliest, and how long it takes [min]."""

    start_minute: int = 540
    minutes: int = 180

    def __post_init__(self) -> None:
        """Refuse a visit that does not fit a day."""
        if self.start_minute < 0 or self.minutes < 1:
            raise ValueError("Ein Besuch beginnt ab 0 Uhr und dauert mindestens 1 min.")
        if self.start_minute + self.minutes > MINUTES_PER_DAY:
            raise ValueError("Ein Besuch endet am selben Tag.")


@dataclass(frozen=True, slots=True)
class VisitWishes:
    """How many visits a year every kindergarten wishes for that receives nobody."""

    visits_per_year: int = 1

    def __post_init__(self) -> None:
        """Refuse a negative number."""
        if self.visits_per_year < 0:
            raise ValueError("visits_per_year ist nie negativ.")


CONSULTATIONS = Catalogue(
    "konsultation",
    "konsultation.toml",
    (*RULES, *WISHES),
    {"visiting-time": VisitingTime, "visit-wishes": VisitWishes},
)


@dataclass(frozen=True, slots=True)
class ConsultationRules:
    """Everything a plan of visits needs to know of the rules."""

    profile: RuleProfile
    time: VisitingTime
    wishes: VisitWishes


def load_consultation_rules(
    land: str, first_day: date, last_day: date, overrides: Iterable[Override] = ()
) -> ConsultationRules:
    """Rules for all days of a plan of visits.

    Raises
    ------
    InvalidInput
        As ``resolved_rules`` does.
    """
    found = resolved_rules(CONSULTATIONS, land, (first_day, last_day), overrides)
    return ConsultationRules(
        found.profile, found.derived["visiting-time"], found.derived["visit-wishes"]
    )
