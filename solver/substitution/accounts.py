"""Accounts of working time: contract hours of a week, and the average of many.

What an account leaves is for every problem to spend: substitution, visits.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from solver.slots import DAYS_PER_WEEK, Day, weekday
from solver.substitution.problem import Person


@dataclass(frozen=True, slots=True)
class Parameters:
    """Working time of a week [min] and the weeks of the average.

    ``average_minutes`` hold for each of Monday to Saturday, on average over
    ``balance_weeks`` that end with the week planned. ``overtime_minutes`` may come on
    top of the contract's hours in a week.
    """

    average_minutes: int = 480
    balance_weeks: int = 24
    overtime_minutes: int = 0

    def __post_init__(self) -> None:
        """Refuse an average over nothing, and less than the contract's hours."""
        if self.average_minutes < 1 or self.balance_weeks < 1:
            raise ValueError("average_minutes und balance_weeks sind mindestens 1.")
        if self.overtime_minutes < 0:
            raise ValueError("overtime_minutes ist nie negativ.")


@dataclass(frozen=True, slots=True)
class Account:
    """Most minutes of some of the days planned; ``before`` stand beside them."""

    monday: Day
    days: tuple[Day, ...]
    before: int
    limit: int
    kind: str
    known_weeks: int


def monday(day: Day) -> Day:
    """The Monday of a day's calendar week."""
    return Day(day - weekday(day))


def weeks_of(first_day: Day, last_day: Day) -> Mapping[Day, tuple[Day, ...]]:
    """Days of each calendar week from one day to another, by their Mondays."""
    return {
        Day(start): tuple(
            Day(day)
            for day in range(start, start + DAYS_PER_WEEK)
            if first_day <= day <= last_day
        )
        for start in range(monday(first_day), last_day + 1, DAYS_PER_WEEK)
    }


def accounts(
    limits: Parameters, person: Person, weeks: Mapping[Day, tuple[Day, ...]]
) -> Iterator[Account]:
    """Per week planned: the contract's limit of that week, then the average's.

    Parameters
    ----------
    weeks
        Days planned of each calendar week, by their Mondays, in order.
    """
    contract = person.contract_minutes
    balance = limits.balance_weeks
    for number, (start, days) in enumerate(weeks.items()):
        week = person.weeks.get(start)
        before = week.minutes if week else 0
        if contract is not None:
            limit = contract + limits.overtime_minutes
            yield Account(start, days, before, limit, "contract", 1)
        first = Day(start - DAYS_PER_WEEK * (balance - 1))
        planned = [m for m in list(weeks)[: number + 1] if m >= first]
        known = [w for m, w in person.weeks.items() if first <= m <= start]
        missing = [m for m in planned if m not in person.weeks]
        workdays = sum(w.workdays for w in known) + 6 * len(missing)
        yield Account(
            start,
            tuple(day for m in planned for day in weeks[m]),
            sum(w.minutes for w in known),
            limits.average_minutes * workdays,
            "average",
            len(known) + len(missing),
        )
