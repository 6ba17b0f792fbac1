"""The stress set: which absences a net is measured by, and what it is worth there."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from solver.slots import Day
from solver.stress.problem import StressProblem
from solver.stress.sick_days import SickDays
from solver.substitution.problem import PersonId
from solver.whatif.problem import WhatIfSettings
from solver.whatif.result import Tally

#: Persons away together on a day.
Together = tuple[frozenset[PersonId], Day]


@dataclass(frozen=True)
class StressSet:
    """Every single absence, and drawn weeks of a wave.

    Luck belongs to person and date: a net with somebody new has the same waves, and
    the newcomer her own illness in them.
    """

    settings: WhatIfSettings
    days: tuple[Day, ...]
    persons: tuple[PersonId, ...]

    @classmethod
    def of(cls, problem: StressProblem, settings: WhatIfSettings) -> "StressSet":
        """The stress set of a week."""
        away = sorted({need.absent for need in problem.needs})
        return cls(settings, problem.days, tuple(away))

    @cached_property
    def singles(self) -> tuple[Together, ...]:
        """Each person alone, on each day."""
        return tuple(
            (frozenset((person,)), day) for person in self.persons for day in self.days
        )

    def waves(self, problem: StressProblem) -> Iterator[Together]:
        """Who is ill together on each day of each drawn week."""
        everybody = sorted(problem.week.persons)
        settings = self.settings
        for draw in range(settings.draws):
            luck = SickDays(settings.seed, draw, settings.rates, settings.month)
            for day in self.days:
                yield luck.ill(everybody, day), day

    def tally(self, single_minutes: int, wave_minutes: int) -> Tally:
        """Sums over the set with the year they make."""
        weight, divisor = self.weigh(single_minutes, wave_minutes)
        return Tally(single_minutes, wave_minutes, weight // divisor)

    def weigh(self, single_minutes: int, wave_minutes: int) -> tuple[int, int]:
        """The exact year as a fraction: what changes are compared by.

        A person is away ``absence_days_per_year``, each weekday alike; a year has so
        many weeks of wave, each like the mean of those drawn.
        """
        settings = self.settings
        days, draws = max(1, len(self.days)), max(1, settings.draws)
        singles = single_minutes * settings.absence_days_per_year * draws
        waves = wave_minutes * settings.wave_weeks_per_year * days
        return singles + waves, days * draws
