"""Rules of a programme, and the numbers by which the service derives its problem."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from service.profiles.loader import spells
from service.profiles.override import Override
from service.profiles.registry import Catalogue
from service.profiles.strictest import strictest
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


@dataclass(frozen=True, slots=True)
class TripsOverTime:
    """Numbers of trips, each with the day from which they hold; at least one."""

    since: Sequence[tuple[date, Trips]]

    def on(self, day: date) -> Trips:
        """Those that hold on a day; before all of them the first."""
        found = [trips for since, trips in self.since if since <= day]
        return found[-1] if found else self.since[0][1]

    def within(self, first: date, last: date) -> Sequence[Trips]:
        """Those that hold on some of these days."""
        return [
            self.on(first),
            *(trips for since, trips in self.since if first < since <= last),
        ]


_TRIPS = "trips"
MATCHING = Catalogue(
    "programm",
    "programm.toml",
    (*RULES, *WISHES),
    {_TRIPS: Trips, "load-history": LoadHistory, "coach-limit": CoachLimit},
)


@dataclass(frozen=True, slots=True)
class MatchingRules:
    """What a matching needs to know of the rules beside its ways.

    Ways are reckoned month by month; of all else the strictest that holds on any day
    counts on all of them.
    """

    profile: RuleProfile
    history: LoadHistory
    coach_limit: CoachLimit


def load_matching_rules(
    land: str, first_day: date, last_day: date, overrides: Iterable[Override] = ()
) -> MatchingRules:
    """Rules of a programme for all days of a plan, though they may change.

    Raises
    ------
    InvalidInput
        If a profile contradicts itself, or if there is none for the days.
    """
    rules = spells(MATCHING, land, (first_day, last_day), overrides)
    found = strictest(MATCHING, rules, by_month=[_TRIPS])
    return MatchingRules(
        profile=found.profile,
        history=found.derived["load-history"],
        coach_limit=found.derived["coach-limit"],
    )


def trips_over_time(
    land: str, first_day: date, last_day: date, overrides: Iterable[Override] = ()
) -> TripsOverTime:
    """Numbers of trips on all days of a plan; raises as ``load_matching_rules``."""
    found: list[tuple[date, Trips]] = []
    for since, rules in spells(MATCHING, land, (first_day, last_day), overrides):
        trips: Trips = rules.derived[_TRIPS]
        if not found or found[-1][1] != trips:
            found.append((since, trips))
    return TripsOverTime(found)
