"""A state's programme year, invented: kindergartens, coaches, ways, closures."""

import random
from datetime import date, timedelta
from math import hypot

from solver.matching.problem import CoachId, KindergartenId, Month
from solver.sessions.problem import (
    Coach,
    DayKind,
    Engagement,
    EngagementId,
    Kindergarten,
    Land,
    ProgrammeDay,
    SessionProblem,
    Window,
)
from solver.slots import Day, Slot

TH = Land("TH")
#: February to December 2027: eleven months.
FIRST, LAST = Month(2027 * 12 + 1), Month(2027 * 12 + 11)
#: Public holidays of Thüringen and its school holidays in 2027.
HOLIDAYS = (
    "2027-03-26 2027-03-29 2027-05-01 2027-05-06 2027-05-17 2027-09-20 2027-10-03"
    " 2027-10-31 2027-12-25 2027-12-26"
)
SCHOOL = (
    ("2027-02-01", "2027-02-06"),
    ("2027-03-22", "2027-04-03"),
    ("2027-05-07", "2027-05-07"),
    ("2027-07-10", "2027-08-20"),
    ("2027-10-09", "2027-10-23"),
    ("2027-12-23", "2027-12-31"),
)


def day(iso: str) -> Day:
    return Day(date.fromisoformat(iso).toordinal())


def days(first: str, last: str) -> frozenset[Day]:
    return frozenset(Day(d) for d in range(day(first), day(last) + 1))


def a_state(seed: int, kindergartens: int = 70, coaches: int = 12) -> SessionProblem:
    """Each kindergarten with the nearest coach who has room, two to five hours."""
    rng = random.Random(seed)
    homes = [(rng.uniform(0, 150), rng.uniform(0, 120)) for _ in range(coaches)]
    places = [(rng.uniform(0, 150), rng.uniform(0, 120)) for _ in range(kindergartens)]
    room = -(-kindergartens // coaches) + 1
    load = [0] * coaches
    engagements = {}
    ways = {}
    for number, place in enumerate(places):
        order = sorted(range(coaches), key=lambda c: _way(homes[c], place))
        chosen = next(c for c in order if load[c] < room)
        load[chosen] += 1
        coach, house = CoachId(f"c{chosen:02}"), KindergartenId(f"k{number:02}")
        visits = 2 if rng.random() < 0.15 else 1
        half_hours = rng.choice((4, 4, 5, 6, 7, 8, 10))
        engagement = EngagementId(f"e{number:02}")
        engagements[engagement] = Engagement(
            engagement, coach, house, FIRST, LAST, half_hours, visits
        )
        ways[coach, house] = _way(homes[chosen], place)
    return SessionProblem(
        {c: _coach(c, rng) for c in sorted({e.coach for e in engagements.values()})},
        {
            e.kindergarten: _kindergarten(e.kindergarten, rng)
            for e in engagements.values()
        },
        engagements,
        ways,
        {
            (KindergartenId(f"k{a:02}"), KindergartenId(f"k{b:02}")): _way(one, other)
            for a, one in enumerate(places)
            for b, other in enumerate(places)
            if a < b
        },
        day("2027-02-01"),
        {TH: frozenset(day(d) for d in HOLIDAYS.split())},
        {TH: frozenset().union(*(days(*span) for span in SCHOOL))},
        (
            ProgrammeDay(day("2027-04-14"), DayKind.WORKING_GROUP),
            ProgrammeDay(day("2027-11-10"), DayKind.WORKING_GROUP),
            ProgrammeDay(day("2027-06-09"), DayKind.QUALIFICATION),
        ),
    )


def _way(one: tuple[float, float], other: tuple[float, float]) -> int:
    """Minutes by car over the land, 5 at least."""
    return 5 + round(hypot(one[0] - other[0], one[1] - other[1]) * 1.3 / 60 * 60)


def _coach(id_: CoachId, rng: random.Random) -> Coach:
    out = rng.sample(range(5), rng.choice((3, 4, 5)))
    first = Day(day("2027-07-05") + 7 * rng.randrange(6))
    busy = {
        Day(d): (Slot(hour * 60, hour * 60 + 180),)
        for d in range(day("2027-02-01"), day("2027-12-31"))
        if rng.random() < 0.15
        for hour in (rng.randint(8, 14),)
    }
    windows = tuple(Window(weekday, Slot(420, 1080)) for weekday in sorted(out))
    absent = frozenset(Day(d) for d in range(first, first + 14))
    return Coach(id_, TH, windows, absent, busy)


def _kindergarten(id_: KindergartenId, rng: random.Random) -> Kindergarten:
    first = date(2027, 7, 12) + timedelta(days=7 * rng.randrange(5))
    summer = range(first.toordinal(), first.toordinal() + 14)
    return Kindergarten(
        id_,
        TH,
        tuple(Window(weekday, Slot(480, 960)) for weekday in range(5)),
        frozenset(Day(d) for d in summer) | days("2027-12-24", "2027-12-31"),
        preferred_weekdays=frozenset(rng.sample(range(5), 2))
        if rng.random() < 0.6
        else frozenset(),
    )
