"""What a Kita year is: a substitution problem of all announced days, and who is tied.

Days are ordinals, weeks are named by their Mondays, all ids are pseudonyms.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from solver.errors import ProblemError
from solver.slots import DAYS_PER_WEEK, Day, weekday
from solver.substitution.problem import (
    Model,
    Need,
    PersonId,
    PlaceId,
    Presence,
    Problem,
)


class AnnouncedKind(StrEnum):
    """Why a person says beforehand that she will be away; never more than the class."""

    VACATION = "vacation"
    TRAINING = "training"
    COURSE = "course"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Announced:
    """A person is away on a day; ``whole`` says all of it.

    Only whole days of vacation are ever proposed to be shifted.
    """

    person: PersonId
    day: Day
    kind: AnnouncedKind
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Team:
    """Persons who stand in for each other, or a base or floaters with who relies on it.

    ``substituted`` are taken care of by ``substitutes``; in a tandem both are both.
    Days are inclusive, ``None`` is open.
    """

    model: Model
    substituted: tuple[PersonId, ...]
    substitutes: tuple[PersonId, ...]
    place: PlaceId | None = None
    first_day: Day | None = None
    last_day: Day | None = None

    def holds_on(self, day: Day) -> bool:
        """Whether the team is one on the day."""
        return (self.first_day is None or self.first_day <= day) and (
            self.last_day is None or day <= self.last_day
        )


@dataclass(frozen=True)
class YearProblem:
    """A year with its announced absences, and what shifts of weeks would change.

    ``problem`` holds the needs of all announced days. ``returning`` are the children
    who would be with a person on days she is away, ``leaving`` the needs there would be
    on days she is there: both are only asked for on the days of shifts that come into
    question. ``closed`` are days without any care (public holidays), ``school_weeks``
    Mondays of weeks that lie in school holidays: a fact that is shown, no rule.
    ``districts`` names the district of regular places.

    Raises
    ------
    ProblemError
        If an announced day or a would-be need lies outside of the year.
    """

    problem: Problem
    announced: tuple[Announced, ...] = ()
    teams: tuple[Team, ...] = ()
    returning: tuple[Presence, ...] = ()
    leaving: tuple[Need, ...] = ()
    closed: frozenset[Day] = frozenset()
    school_weeks: frozenset[Day] = frozenset()
    districts: Mapping[PlaceId, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse days that are not of the year."""
        first, last = self.problem.first_day, self.problem.last_day
        days = [
            *(a.day for a in self.announced),
            *(n.day for n in self.leaving),
            *(p.day for p in self.returning),
        ]
        if any(not first <= day <= last for day in days):
            raise ProblemError("Ein angekündigter Tag liegt außerhalb des Jahres.")


def monday_of(day: Day) -> Day:
    """Monday of a day's calendar week."""
    return Day(day - weekday(day))


def mondays(first_day: Day, last_day: Day) -> tuple[Day, ...]:
    """Mondays of all calendar weeks that have a day between both, inclusive."""
    return tuple(
        Day(day) for day in range(monday_of(first_day), last_day + 1, DAYS_PER_WEEK)
    )
