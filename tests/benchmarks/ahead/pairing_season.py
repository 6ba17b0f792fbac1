"""Invented seasons of any size, by seed: homes, hours, children, vacations."""

from datetime import date, timedelta
from math import dist, pi
from random import Random

from solver.pairing.problem import (
    Childminder,
    Floater,
    PairingProblem,
    PersonId,
    Sickness,
    TeamKind,
    WeekTime,
)
from solver.pairing.rules import DEFAULT_TIERS
from solver.profile import RuleProfile
from solver.slots import Day, Slot

FIRST, LAST = date(2027, 8, 1), date(2028, 7, 31)
#: A held place of a year, as the study takes it [cents].
HELD_PLACE_CENTS = 360_000
#: Minutes by car to where somebody lies at distance 1.
MINUTES = 15
_HOURS = ((420, 840), (450, 810), (450, 960), (420, 960))
PROFILE = RuleProfile("benchmark", "NW", "1", {}, DEFAULT_TIERS)

Homes = dict[PersonId, tuple[float, float]]


def season(
    people: int,
    seed: int,
    *,
    floaters: int = 0,
    budget_cents: int = 0,
    tandems: bool = False,
) -> PairingProblem:
    """Everybody has some ten colleagues within the longest way."""
    rng = Random(seed)
    side = (people * pi / 10) ** 0.5
    homes: Homes = {}
    minders, drivers = {}, {}
    for number in range(people):
        one = _childminder(PersonId(f"p{number:04d}"), rng)
        minders[one.id] = one
        homes[one.id] = (rng.random() * side, rng.random() * side)
    for number in range(floaters):
        id_ = PersonId(f"v{number:03d}")
        shifts = tuple(WeekTime(day, Slot(450, 930)) for day in range(5))
        drivers[id_] = Floater(id_, id_, 5, shifts, _days(date(2028, 7, 10), 20))
        homes[id_] = (rng.random() * side, rng.random() * side)
    return PairingProblem(
        Day(FIRST.toordinal()),
        Day(LAST.toordinal()),
        minders,
        drivers,
        _ways(homes),
        budget_cents=budget_cents,
        sickness=Sickness(seed, draws=5),
        kinds=frozenset({TeamKind.TANDEM} if tandems else TeamKind),
    )


def _childminder(id_: PersonId, rng: Random) -> Childminder:
    """One of ``domain.md`` B4: children, hours, five weeks of vacation."""
    children = rng.choices((1, 2, 3, 4, 5), (3, 9, 18, 30, 40))[0]
    opens, closes = rng.choice(_HOURS)
    care: list[WeekTime] = []
    for _ in range(children):
        start = max(opens, rng.choice((420, 450, 480, 510)))
        end = min(closes, start + 60 * rng.randint(4, 9))
        days = range(5) if rng.random() < 0.8 else rng.sample(range(5), 3)
        care += [WeekTime(day, Slot(start, end)) for day in days]
    away = _days(date(2028, 7, 3) + timedelta(weeks=rng.randrange(4)), 14)
    for monday in (date(2027, 10, 11), date(2028, 4, 3), date(2027, 12, 20)):
        away |= _days(monday + timedelta(weeks=rng.randrange(2)), 7)
    return Childminder(
        id=id_,
        draw_key=id_,
        permit_places=5,
        open=tuple(WeekTime(day, Slot(opens, closes)) for day in range(5)),
        care=tuple(sorted(care)),
        holdable=int(children < 5),
        held_place_cents=HELD_PLACE_CENTS,
        announced=away,
    )


def _days(first: date, count: int) -> frozenset[Day]:
    return frozenset(Day(first.toordinal() + number) for number in range(count))


def _ways(homes: Homes) -> dict[tuple[PersonId, PersonId], int]:
    """Ways of up to twice the longest one, found cell by cell."""
    cells: dict[tuple[int, int], list[PersonId]] = {}
    for id_, (x, y) in homes.items():
        cells.setdefault((int(x / 2), int(y / 2)), []).append(id_)
    found = {}
    for (column, row), people in cells.items():
        near = [
            other
            for x in (column - 1, column, column + 1)
            for y in (row - 1, row, row + 1)
            for other in cells.get((x, y), ())
        ]
        for one in people:
            for other in near:
                way = dist(homes[one], homes[other])
                if one < other and way <= 2:
                    found[one, other] = round(MINUTES * way)
    return found
