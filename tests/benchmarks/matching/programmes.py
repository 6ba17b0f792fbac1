"""A programme like Thüringen's: kindergartens, coaches, counties; all from the seed.

Counties lie in a rectangle of the Land's size (larger for more of them), kindergartens
around them, coaches in different counties' towns as far as there are enough. The hours
of all coaches together are what the kindergartens wish plus the way to the nearest
coach who may come, divided by the tightness; who has how many of them is uneven.
Counties plan with the mean fee and 0 to 50 % more, so budgets bind in some.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import hypot, sqrt

from solver.matching.index import MatchingIndex
from solver.matching.options import generate
from solver.matching.problem import (
    Coach,
    CoachId,
    Conflict,
    ConflictKind,
    County,
    CountyId,
    Engagement,
    Kindergarten,
    KindergartenId,
    MatchingProblem,
    Month,
    Pair,
    RefusalOrigin,
    RefusedPair,
    Stage,
    Way,
)
from solver.matching.rules import DEFAULT_TIERS, load_rules
from solver.profile import RuleProfile

JANUARY = Month(2027 * 12)
WIDTH_KM, HEIGHT_KM = 160.0, 120.0
#: Roads are longer than the crow flies; minutes for a kilometre of road.
DETOUR, MINUTES_PER_KM = 1.3, 1.0
CENTS_PER_KM = 30
TOPICS = ("team", "familie", "netz", "raum", "sprache", "konzept", "gesundheit")
LANGUAGES = ("tr", "uk", "ar")
Point = tuple[float, float]


@dataclass(frozen=True)
class Size:
    """How many there are, and demand with ways divided by the coaches' hours."""

    kindergartens: int
    coaches: int
    counties: int
    tightness: float


def the_profile() -> RuleProfile:
    """Every rule with its default numbers, every tier."""
    return RuleProfile("programme", "TH", "1", {}, DEFAULT_TIERS)


def programme(size: Size, seed: int) -> MatchingProblem:
    """The programme of a seed."""
    numbers = (size.kindergartens, size.coaches, size.counties, seed)
    rng = random.Random(f"programme/{numbers}")
    wide = sqrt(size.counties / 21)
    places = [
        (rng.uniform(0, WIDTH_KM * wide), rng.uniform(0, HEIGHT_KM * wide))
        for _ in range(size.counties)
    ]
    towns = rng.sample(places, min(size.coaches, len(places)))
    counties = [CountyId(f"kreis{n}") for n in range(size.counties)]
    homes: dict[CoachId, Point] = {}
    coaches: dict[CoachId, Coach] = {}
    for number in range(size.coaches):
        id_ = CoachId(f"coach{number:02}")
        homes[id_] = _near(towns[number % len(towns)], 8.0, rng)
        coaches[id_] = _coach(id_, rng)
    kindergartens: dict[KindergartenId, Kindergarten] = {}
    points: dict[KindergartenId, Point] = {}
    for number in range(size.kindergartens):
        kita = KindergartenId(f"kita{number:03}")
        where = rng.randrange(len(counties))
        points[kita] = _near(places[where], 12.0, rng)
        kindergartens[kita] = _kindergarten(kita, counties[where], rng)
    ways = {
        (coach, kita): _way(home, point)
        for coach, home in homes.items()
        for kita, point in points.items()
    }
    _with_last_coaches(kindergartens, coaches, ways, rng)
    pairs = list(ways)
    problem = MatchingProblem(
        coaches,
        kindergartens,
        {id_: County(id_) for id_ in counties},
        ways,
        conflicts=tuple(
            Conflict(c, k, rng.choice(list(ConflictKind)))
            for c, k in rng.sample(pairs, len(pairs) * 3 // 100)
        ),
        refused=tuple(
            RefusedPair(c, k, rng.choice(list(RefusalOrigin)))
            for c, k in rng.sample(pairs, len(pairs) * 2 // 100)
        ),
    )
    return _with_room(problem, size.tightness, rng)


def _near(place: Point, spread_km: float, rng: random.Random) -> Point:
    return rng.gauss(place[0], spread_km), rng.gauss(place[1], spread_km)


def _way(home: Point, point: Point) -> Way:
    km = DETOUR * hypot(home[0] - point[0], home[1] - point[1])
    minutes = 5 * max(1, round(MINUTES_PER_KM * km / 5))
    return Way(minutes, 2 * round(km) * CENTS_PER_KM)


def _coach(id_: CoachId, rng: random.Random) -> Coach:
    return Coach(
        id_,
        monthly_minutes=0,
        fee_cents_per_hour=rng.choice((5000, 6000, 6000, 7000, 8000)),
        max_way_minutes=rng.choice((75, 90, 120)),
        topics={topic: rng.randint(1, 3) for topic in rng.sample(TOPICS, 5)},
        languages=frozenset(name for name in LANGUAGES if rng.random() < 0.5),
        experience_years=rng.choice((1, 3, 5, 8)),
        stages=frozenset(rng.sample(list(Stage), 3)),
    )


def _kindergarten(
    id_: KindergartenId, county: CountyId, rng: random.Random
) -> Kindergarten:
    least = rng.choice((4, 4, 4, 5, 6))
    return Kindergarten(
        id_,
        county,
        rng.choices(list(Stage), (1, 3, 3, 2, 1))[0],
        Month(JANUARY + rng.choice((0,) * 9 + (7,))),
        Month(JANUARY + 11),
        least,
        least + rng.choice((0, 1, 2, 2, 3, 4)),
        visits_per_month=rng.choice((1, 1, 1, 2)),
        topics={topic: rng.randint(1, 3) for topic in rng.sample(TOPICS, 3)},
        languages=frozenset({rng.choice(LANGUAGES)} if rng.random() < 0.05 else ()),
    )


def _with_last_coaches(
    kindergartens: dict[KindergartenId, Kindergarten],
    coaches: Mapping[CoachId, Coach],
    ways: Mapping[Pair, Way],
    rng: random.Random,
) -> None:
    """Half of them had a coach last year: one of the four nearest."""
    for id_, kindergarten in list(kindergartens.items()):
        if kindergarten.stage is not Stage.INTERESTED and rng.random() < 0.5:
            nearest = sorted(coaches, key=lambda c: (ways[c, id_].minutes, c))[:4]
            last = rng.choice(nearest)
            kindergartens[id_] = replace(kindergarten, last_coach=last)


def _with_room(
    problem: MatchingProblem, tightness: float, rng: random.Random
) -> MatchingProblem:
    """Coaches' hours and counties' budgets, by what is wished for."""
    index = MatchingIndex(problem)
    ample = {c: replace(v, monthly_minutes=10**6) for c, v in problem.coaches.items()}
    roomy = MatchingIndex(replace(problem, coaches=ample))
    wished: dict[KindergartenId, Engagement] = {}
    for option in generate(roomy, load_rules(the_profile())).options:
        most = problem.kindergartens[option.kindergarten].wished_half_hours
        full = replace(option, half_hours=most)
        best = wished.get(option.kindergarten)
        if best is None or index.monthly_minutes(full) < index.monthly_minutes(best):
            wished[option.kindergarten] = full
    demand = sum(index.monthly_minutes(e) for e in wished.values())
    weights = {coach: rng.uniform(0.5, 1.5) for coach in problem.coaches}
    unit = demand / tightness / sum(weights.values())
    coaches = {
        id_: replace(
            coach,
            monthly_minutes=15 * round(unit * weights[id_] / 15),
            history_minutes=15 * round(unit * weights[id_] * rng.uniform(0, 3) / 15),
        )
        for id_, coach in problem.coaches.items()
    }
    fees = [coach.fee_cents_per_hour for coach in problem.coaches.values()]
    mean = 2 * round(sum(fees) / len(fees) / 2)
    paid = {c: replace(v, fee_cents_per_hour=mean) for c, v in problem.coaches.items()}
    usual = MatchingIndex(replace(problem, coaches=paid))
    costs = usual.cents_of(wished.values())
    counties = {
        id_: County(id_, 1000 * round(costs.get(id_, 0) * rng.uniform(1.0, 1.5) / 1000))
        for id_ in problem.counties
    }
    return replace(problem, coaches=coaches, counties=counties)
