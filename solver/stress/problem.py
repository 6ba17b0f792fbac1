"""What a stress test is asked: a normal week, and what everybody's absence would need.

A normal week is a substitution problem in which nobody is away: regular children are
with their own childminders, nothing is fixed or published. Beside it stand the needs
that each person's absence would make. Which of both holds is switched by ``absence``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from solver.errors import ProblemError
from solver.slots import Day
from solver.substitution.problem import Need, PersonId, Problem


@dataclass(frozen=True)
class StressProblem:
    """A normal week, and the needs of everybody's would-be absence.

    ``week`` has no needs, no absences and no fixed cover; its presences are those of
    everybody. ``needs`` are, for each person and day, what her absence on that whole
    day would leave to be covered: contracts minus the child's own absence, where the
    guardian wants substitution. ``districts`` names the district of persons.

    Raises
    ------
    ProblemError
        If the week is not a normal one, or a need lies outside of it.
    """

    week: Problem
    needs: tuple[Need, ...]
    districts: Mapping[PersonId, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse a week in which somebody is away already."""
        week = self.week
        if week.needs or week.fixed or week.published:
            raise ProblemError(
                "Eine normale Woche hat keinen Bedarf und keine festen oder"
                " veröffentlichten Vertretungen; bitte eine Woche ohne Abwesenheiten"
                " angeben."
            )
        if any(slots for p in week.persons.values() for slots in p.absent.values()):
            raise ProblemError(
                "In einer normalen Woche ist niemand abwesend; wer fehlen könnte,"
                " wird im Stresstest selbst durchgespielt."
            )
        if any(not week.first_day <= need.day <= week.last_day for need in self.needs):
            raise ProblemError("Ein Bedarf liegt außerhalb der normalen Woche.")

    @property
    def days(self) -> tuple[Day, ...]:
        """Days on which somebody's absence would need substitution."""
        return tuple(sorted({need.day for need in self.needs}))


@dataclass(frozen=True, slots=True)
class SickRates:
    """How often people are ill.

    ``days_per_year`` are working days of illness a year and person on average
    (``working_days_per_year`` of work). From ``peak_first_month`` to
    ``peak_last_month`` it is ``peak_factor_percent`` of the rest of the year, in the
    wave ``wave_factor_percent`` of that. An episode lasts ``mean_episode_tenths``
    tenths of a day on average, at the most ``longest_episode_days``; its length is
    geometric.
    """

    days_per_year: int = 9
    working_days_per_year: int = 250
    peak_first_month: int = 11
    peak_last_month: int = 3
    peak_factor_percent: int = 200
    wave_factor_percent: int = 200
    mean_episode_tenths: int = 25
    longest_episode_days: int = 5

    def __post_init__(self) -> None:
        """Refuse rates that no year can have."""
        if not 0 <= self.days_per_year <= self.working_days_per_year:
            raise ValueError("days_per_year liegt zwischen 0 und den Arbeitstagen.")
        if not 1 <= self.working_days_per_year <= 366:  # noqa: PLR2004 - days of a year
            raise ValueError("working_days_per_year liegt zwischen 1 und 366.")
        for month in (self.peak_first_month, self.peak_last_month):
            if not 1 <= month <= 12:  # noqa: PLR2004 - months of a year
                raise ValueError("Monate sind 1 bis 12.")
        if min(self.peak_factor_percent, self.wave_factor_percent) < 0:
            raise ValueError("Faktoren sind nie negativ.")
        if not 1 <= self.longest_episode_days <= 14:  # noqa: PLR2004 - two weeks
            raise ValueError("longest_episode_days liegt zwischen 1 und 14.")
        if self.mean_episode_tenths < 10:  # noqa: PLR2004 - one day
            raise ValueError("Eine Episode dauert mindestens einen Tag (10 Zehntel).")


@dataclass(frozen=True, slots=True)
class StressSettings:
    """What is asked of a normal week.

    ``draws`` weeks of a flu wave in calendar month ``month`` are drawn from ``seed``;
    0 draws none. ``workers`` processes share the work; the result is the same for any
    number of them.
    """

    pairs: bool = True
    draws: int = 1000
    month: int = 2
    rates: SickRates = SickRates()
    seed: int = 1
    workers: int = 1

    def __post_init__(self) -> None:
        """Refuse numbers that mean nothing."""
        if self.draws < 0 or self.workers < 1:
            raise ValueError("draws ist nie negativ, workers mindestens 1.")
        if not 1 <= self.month <= 12:  # noqa: PLR2004 - months of a year
            raise ValueError("month ist 1 bis 12.")
