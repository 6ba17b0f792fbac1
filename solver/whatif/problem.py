"""What a ranking of changes is asked: a stress test's week, spots, rates, limits.

All ids are pseudonyms, ways are minutes, money is whole cents.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

from solver.errors import ProblemError
from solver.stress.problem import SickRates, StressProblem
from solver.substitution.problem import ChildId, PlaceId

SpotId = NewType("SpotId", str)


class Order(StrEnum):
    """What the best change is: most care covered, or least cost per hour of it."""

    HOURS = "hours"
    COST = "cost"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a base could be. ``family_minutes`` are ways from the children's homes.

    ``place`` is a place that is there already, ``None`` for a point on the map only.
    ``municipality`` decides whose rules hold there.
    """

    id: SpotId
    family_minutes: Mapping[ChildId, int]
    place: PlaceId | None = None
    municipality: str = ""


@dataclass(frozen=True)
class WhatIfProblem:
    """A normal week, and what a change of it needs to know beside it.

    ``family_minutes`` are ways from children's homes to places where they do not go
    today, ``place_minutes`` ways between places; pairs the week knows already count
    as there.

    Raises
    ------
    ProblemError
        If a spot stands twice or is named like a place.
    """

    stress: StressProblem
    spots: tuple[Spot, ...] = ()
    family_minutes: Mapping[tuple[ChildId, PlaceId], int] = field(default_factory=dict)
    place_minutes: Mapping[tuple[PlaceId, PlaceId], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse spots that cannot be told apart."""
        names = [spot.id for spot in self.spots]
        if len(set(names)) < len(names):
            raise ProblemError("Ein Standort steht zweimal in der Aufgabe.")
        if not self.stress.week.places.keys().isdisjoint(names):
            raise ProblemError("Ein Standort heißt wie ein Ort, den es schon gibt.")

    def way(self, child: ChildId, place: PlaceId) -> int | None:
        """Minutes from a child's home to a place; ``None`` if nobody knows."""
        known = self.stress.week.family_minutes.get((child, place))
        return self.family_minutes.get((child, place)) if known is None else known


@dataclass(frozen=True, slots=True)
class CostRates:
    """What changes cost; every number is a parameter, its ground stands beside it.

    ``employed_cents_per_hour``: an employee's hour with all the employer pays
    (assumption). ``held_place_cents_per_month``: flat rate of a place kept free; the
    sources name none, municipalities were asked for 150 to 450 euro (assumption: the
    middle). ``rooms_cents_per_month``: rooms of a base, warm (assumption).
    ``course_cents`` are spread over ``course_years`` (assumption).
    ``child_hour_cents``: paid to a self-employed substitute for an hour of one child
    (Hilden 2022: 5.24 euro).
    """

    employed_cents_per_hour: int = 2_600
    held_place_cents_per_month: int = 30_000
    rooms_cents_per_month: int = 120_000
    course_cents: int = 150_000
    course_years: int = 5
    child_hour_cents: int = 524

    def __post_init__(self) -> None:
        """Refuse negative money and no years."""
        amounts = (
            self.employed_cents_per_hour,
            self.held_place_cents_per_month,
            self.rooms_cents_per_month,
            self.course_cents,
            self.child_hour_cents,
        )
        if min(amounts) < 0:
            raise ValueError("Kosten sind nie negativ.")
        if self.course_years < 1:
            raise ValueError("course_years ist mindestens 1.")


@dataclass(frozen=True, slots=True)
class WhatIfSettings:
    """Which changes are tried, and what they are measured by.

    The stress set: each person away alone on each weekday, ``absence_days_per_year`` in
    all (28 of vacation, 9 of illness, 3 of training), and ``draws`` drawn weeks of a
    wave in calendar month ``month``, of which a year has ``wave_weeks_per_year``.

    ``floater_weekly_minutes`` are the posts tried. A base has ``base_places`` places
    and two employees of ``base_staff_weekly_minutes`` each; it serves at most
    ``cooperations`` childminders, as does a floater. ``extra_way_step_minutes`` is
    what families would go further. ``best`` changes are told, ``spots_tried`` spots
    of a base are evaluated.
    """

    absence_days_per_year: int = 40
    draws: int = 50
    month: int = 2
    wave_weeks_per_year: int = 8
    rates: SickRates = field(default_factory=SickRates)
    seed: int = 1
    floater_weekly_minutes: tuple[int, ...] = (1_200, 1_800)
    base_places: int = 5
    base_staff_weekly_minutes: int = 1_500
    cooperations: int = 5
    extra_way_step_minutes: int = 5
    best: int = 10
    spots_tried: int = 5
    order: Order = Order.HOURS

    def __post_init__(self) -> None:
        """Refuse numbers that mean nothing."""
        if not 0 <= self.absence_days_per_year <= 250:  # noqa: PLR2004 - working days
            raise ValueError("absence_days_per_year liegt zwischen 0 und 250.")
        if not 1 <= self.month <= 12:  # noqa: PLR2004 - months of a year
            raise ValueError("month ist 1 bis 12.")
        if not 0 <= self.wave_weeks_per_year <= 52:  # noqa: PLR2004 - weeks of a year
            raise ValueError("wave_weeks_per_year liegt zwischen 0 und 52.")
        if self.draws < 0 or min(self.best, self.cooperations, self.base_places) < 1:
            raise ValueError(
                "draws ist nie negativ; best, cooperations und base_places sind"
                " mindestens 1."
            )
        posts = (*self.floater_weekly_minutes, self.base_staff_weekly_minutes)
        if not all(60 <= minutes <= 2_400 for minutes in posts):  # noqa: PLR2004 - an hour, forty
            raise ValueError("Eine Stelle hat zwischen 1 und 40 Stunden in der Woche.")
        if min(self.extra_way_step_minutes, self.spots_tried) < 0:
            raise ValueError("extra_way_step_minutes und spots_tried sind nie negativ.")
