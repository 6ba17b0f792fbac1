"""What a ranking of changes found. Minutes are child-minutes."""

from dataclasses import dataclass

from solver.substitution.problem import PersonId
from solver.whatif.candidate import Change
from solver.whatif.problem import SpotId


@dataclass(frozen=True, slots=True)
class Tally:
    """What stays uncovered over the stress set.

    ``single_minutes`` over every single absence, each weekday once; ``wave_minutes``
    over all drawn weeks together; ``year_minutes`` is the year made of both, rounded
    down: singles as often as people are away, waves as many weeks as a year has.
    """

    single_minutes: int
    wave_minutes: int
    year_minutes: int


@dataclass(frozen=True, slots=True)
class Verified:
    """A change, evaluated: what it covers of the stress set, and what it costs.

    ``covered`` is the difference of two evaluations of the whole stress set.
    ``cents_per_hour`` is the cost of a covered child-hour, ``None`` where none is
    covered. ``proven`` says that both evaluations are proven best.
    """

    change: Change
    covered: Tally
    cents_a_year: int
    cents_per_hour: int | None
    proven: bool = True


@dataclass(frozen=True, slots=True)
class Siting:
    """Where so many bases would reach most: a covering-location problem.

    ``reached_minutes`` are uncovered child-minutes of single absences within reach of
    a base that serves the childminder, ``bound_minutes`` its proven upper bound.
    """

    spots: tuple[SpotId, ...]
    members: tuple[tuple[PersonId, ...], ...]
    reached_minutes: int
    bound_minutes: int

    @property
    def proven(self) -> bool:
        """Whether no other spots reach more."""
        return self.reached_minutes == self.bound_minutes


@dataclass(frozen=True, slots=True)
class WhatIfResult:
    """The best changes, and how many were looked at how.

    ``ranked`` holds verified changes that cover something, best first; it is empty if
    none helps. ``verified`` changes were evaluated; ``ruled_out`` cannot be among the
    best: a proven bound says so. Both together are ``considered`` if ``complete``.
    ``absences`` and ``drawn_weeks`` say what the stress set was.
    """

    base: Tally
    absences: int
    drawn_weeks: int
    ranked: tuple[Verified, ...]
    considered: int
    verified: int
    ruled_out: int
    sitings: tuple[Siting, ...]
    unproven: int
    complete: bool = True

    @property
    def helps(self) -> bool:
        """Whether any of the changes covers anything."""
        return bool(self.ranked)
