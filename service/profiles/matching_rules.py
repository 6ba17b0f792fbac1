"""Rules of a programme, and the numbers by which the service derives its problem."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from service.profiles.loader import resolved_rules
from service.profiles.override import Override
from service.profiles.registry import Catalogue
from solver.matching.rules import RULES, WISHES
from solver.profile import RuleProfile


@dataclass(frozen=True, slots=True)
class Trips:
    """How fast coaches travel across the country [m/min], what a kilometre costs.

    ``cents_per_km`` is paid for driving; other means cost nothing beside the time.
    ``extra_minutes`` are spent on each way beside the road: parking, walking in.
    """

    car_metres_per_minute: int = 1000
    bicycle_metres_per_minute: int = 250
    foot_metres_per_minute: int = 75
    detour_percent: int = 130
    cents_per_km: int = 35
    extra_minutes: int = 5

    def __post_init__(self) -> None:
        """Refuse to stand still, shorter ways than the beeline and paid travel."""
        speeds = (
            self.car_metres_per_minute,
            self.bicycle_metres_per_minute,
            self.foot_metres_per_minute,
        )
        if min(speeds) < 1:
            raise ValueError("Eine Geschwindigkeit ist mindestens 1 Meter je Minute.")
        if self.detour_percent < 100:  # noqa: PLR2004 - percent of the beeline
            raise ValueError("detour_percent ist mindestens 100.")
        if min(self.cents_per_km, self.extra_minutes) < 0:
            raise ValueError("cents_per_km und extra_minutes sind nie negativ.")


@dataclass(frozen=True, slots=True)
class LoadHistory:
    """Months before the plan whose hours count for an even load."""

    months: int = 12

    def __post_init__(self) -> None:
        """Refuse a negative window."""
        if self.months < 0:
            raise ValueError("months ist nie negativ.")


@dataclass(frozen=True, slots=True)
class CoachLimit:
    """Kindergartens of a coach who has not named a number of her own."""

    max_kindergartens: int = 10

    def __post_init__(self) -> None:
        """Refuse a negative number."""
        if self.max_kindergartens < 0:
            raise ValueError("max_kindergartens ist nie negativ.")


MATCHING = Catalogue(
    "programm",
    "programm.toml",
    (*RULES, *WISHES),
    {"trips": Trips, "load-history": LoadHistory, "coach-limit": CoachLimit},
)


@dataclass(frozen=True, slots=True)
class MatchingRules:
    """Everything a matching needs to know of the rules."""

    profile: RuleProfile
    trips: Trips
    history: LoadHistory
    coach_limit: CoachLimit


def load_matching_rules(
    land: str, first_day: date, last_day: date, overrides: Iterable[Override] = ()
) -> MatchingRules:
    """Rules of a programme for all days of a plan.

    Raises
    ------
    InvalidInput
        As ``resolved_rules`` does.
    """
    found = resolved_rules(MATCHING, land, (first_day, last_day), overrides)
    return MatchingRules(
        profile=found.profile,
        trips=found.derived["trips"],
        history=found.derived["load-history"],
        coach_limit=found.derived["coach-limit"],
    )
