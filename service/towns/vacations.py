"""A Kita year as it is announced: vacations and days of training."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from random import Random

from service.domain.working_days import is_working_day, school_holidays
from service.imports.sheet import Values
from service.towns.minders import weighted
from service.towns.town import Town

_SUMMER_WEEKS = ((2, 70), (3, 30))
_LEAVE_DAYS = ((26, 20), (28, 50), (30, 30))
_TRAINING_DAYS = 3
_WEEK_DAYS = 5


@dataclass(frozen=True, slots=True)
class AnnouncedDays:
    """Days a person announces to be away, both inclusive."""

    person: str
    first_day: date
    last_day: date
    absence_class: str

    def as_row(self) -> Values:
        """The row of the sheet of absences."""
        return {
            "person_id": self.person,
            "first_day": self.first_day,
            "last_day": self.last_day,
            "absence_class": self.absence_class,
        }


def announced_year(town: Town, first_day: date, seed: int = 1) -> list[AnnouncedDays]:
    """What the childminders and floaters of a town announce for a Kita year.

    Two or three weeks in summer, a week at Easter and in autumn, the days around
    Christmas, single days, three days of training; 26 to 30 working days of leave.

    Parameters
    ----------
    first_day
        1 August.
    """
    calendar = _Calendar(town.land, first_day)
    persons = [
        str(row["code"]) for row in town.rows["person"] if row["kind"] != "kita_staff"
    ]
    found: list[AnnouncedDays] = []
    for person in persons:
        key = f"{town.land}-{town.childminders}-{town.seed}-year-{seed}-{person}"
        random = Random(key)  # noqa: S311  invented data, no secret
        leave = calendar.leave(random)
        found += _runs(person, leave, "planned", calendar)
        training = calendar.training(random, leave)
        found += _runs(person, training, "training", calendar)
    return found


class _Calendar:
    """Weeks of a Kita year in which people like to be away."""

    def __init__(self, land: str, first_day: date) -> None:
        self._land = land
        self.first_day = first_day
        self.last_day = date(first_day.year + 1, 7, 31)
        school = school_holidays(land, range(first_day.year, first_day.year + 2))
        self._school = frozenset(day for day in school if self._within(day))
        mondays = [day for day in self._days() if day.weekday() == 0]
        full = [m for m in mondays if m in self._school]
        self._summer = [m for m in full if m.month in (7, 8)]
        self._autumn = [m for m in full if m.month in (9, 10, 11)]
        self._easter = [m for m in full if m.month in (3, 4)]
        self._terms = [m for m in mondays if m not in self._school]

    def _within(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    def _days(self) -> Iterator[date]:
        count = (self.last_day - self.first_day).days + 1
        return (self.first_day + timedelta(days=i) for i in range(count))

    def working(self, day: date) -> bool:
        """Whether care is booked at all on the day of this year."""
        return self._within(day) and is_working_day(self._land, day)

    def leave(self, random: Random) -> set[date]:
        """Working days of leave of one person."""
        wanted = weighted(random, _LEAVE_DAYS)
        mondays: list[date] = []
        summer = random.randrange(len(self._summer))
        mondays += self._summer[summer : summer + weighted(random, _SUMMER_WEEKS)]
        for season in (self._autumn, self._easter):
            mondays.append(random.choice(season or self._terms))
        days = {
            day
            for monday in mondays
            for day in (monday + timedelta(days=i) for i in range(_WEEK_DAYS))
            if self.working(day)
        }
        year = self.first_day.year
        christmas = (date(year, 12, 23) + timedelta(days=i) for i in range(10))
        days |= {day for day in christmas if self.working(day)}
        while len(days) < wanted:
            monday = random.choice(self._terms)
            day = monday + timedelta(days=random.choice((0, 3, 4, 4)))
            if self.working(day):
                days.add(day)
        return set(sorted(days)[:wanted]) if len(days) > wanted else days

    def training(self, random: Random, leave: set[date]) -> set[date]:
        """Three days of training beside the leave."""
        days: set[date] = set()
        while len(days) < _TRAINING_DAYS:
            day = random.choice(self._terms) + timedelta(days=random.choice((3, 4)))
            if self.working(day) and day not in leave:
                days.add(day)
        return days


def _runs(
    person: str, days: Sequence[date] | set[date], kind: str, calendar: _Calendar
) -> Iterator[AnnouncedDays]:
    """Days as runs; only weekends and public holidays lie within one."""
    numbers: dict[date, int] = {}
    count = 0
    day = calendar.first_day
    while day <= calendar.last_day:
        if calendar.working(day):
            count += 1
            numbers[day] = count
        day += timedelta(days=1)
    ordered = enumerate(sorted(days))
    for _, group in groupby(ordered, key=lambda pair: numbers[pair[1]] - pair[0]):
        run = [found for _, found in group]
        yield AnnouncedDays(person, run[0], run[-1], kind)
