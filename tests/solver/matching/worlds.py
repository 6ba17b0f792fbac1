"""Small random matching problems, and all that may be done in them."""

import random
from collections.abc import Iterator
from copy import copy
from itertools import product

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
from solver.matching.rules import DEFAULT_TIERS
from solver.profile import RuleProfile

YEAR = Month(2027 * 12)
TOPICS = ("team", "familie", "netz")


def the_profile() -> RuleProfile:
    """Every rule with its default numbers, every tier."""
    return RuleProfile("probe", "TH", "1", {}, DEFAULT_TIERS)


def a_world(seed: int) -> MatchingProblem:
    """Three kindergartens, two or three coaches, two counties, all of it tight."""
    rng = random.Random(seed)
    coaches = [CoachId(f"coach{i}") for i in range(rng.randint(2, 3))]
    kindergartens = [KindergartenId(f"kita{i}") for i in range(3)]
    counties = [CountyId("kreis0"), CountyId("kreis1")]
    pairs = list(product(coaches, kindergartens))
    return MatchingProblem(
        {c: _coach(c, rng) for c in coaches},
        {k: _kindergarten(k, (counties, coaches), rng) for k in kindergartens},
        {c: County(c, rng.choice((None, 200_000, 400_000))) for c in counties},
        {
            pair: Way(rng.choice((0, 15, 30, 60)), rng.choice((0, 500, 2000)))
            for pair in pairs
            if rng.random() < 0.95
        },
        conflicts=tuple(
            Conflict(c, k, rng.choice(list(ConflictKind)))
            for c, k in pairs
            if rng.random() < 0.08
        ),
        refused=tuple(
            RefusedPair(c, k, rng.choice(list(RefusalOrigin)))
            for c, k in pairs
            if rng.random() < 0.08
        ),
        fixed=tuple(
            Engagement(kindergartens[0], c, rng.choice((4, 6)))
            for c in coaches
            if rng.random() < 0.1
        ),
        scores={pair: rng.randint(1, 9) for pair in pairs} if seed % 4 == 0 else {},
        use_minutes={pairs[0]: 45} if seed % 5 == 0 else {},
        ways_from=dict(_later_ways(pairs, copy(rng))) if seed % 3 == 0 else {},
    )


def _later_ways(
    pairs: list[Pair], rng: random.Random
) -> Iterator[tuple[Month, dict[Pair, Way]]]:
    """One or two changes of the ways: some with a year, some within it."""
    for month in sorted(rng.sample((0, 1, 6, 11), rng.randint(1, 2))):
        yield (
            Month(YEAR + month),
            {
                pair: Way(rng.choice((0, 20, 40, 90)), rng.choice((0, 700, 3000)))
                for pair in pairs
                if rng.random() < 0.95
            },
        )


def _coach(id_: CoachId, rng: random.Random) -> Coach:
    return Coach(
        id_,
        monthly_minutes=rng.choice((120, 240, 300, 400, 700)),
        fee_cents_per_hour=rng.choice((0, 4000, 7000)),
        max_way_minutes=rng.choice((None, 30, 60)),
        max_kindergartens=rng.choice((None, 1, 1, 2)),
        topics={topic: rng.randint(0, 3) for topic in TOPICS},
        languages=frozenset({"tr"} if rng.random() < 0.7 else ()),
        experience_years=rng.choice((0, 2, 5)),
        stages=frozenset(rng.sample(list(Stage), 2)),
        minutes_by_month={YEAR: 150} if rng.random() < 0.3 else {},
        history_minutes=rng.choice((0, 500, 2000)),
        other_kindergartens={YEAR + 7: 1} if copy(rng).random() < 0.2 else {},
        max_way_by_month={YEAR + 8: 25} if copy(rng).random() > 0.9 else {},
        fee_by_month=dict.fromkeys(range(YEAR + 7, YEAR + 12), 9000)
        if 0.4 < copy(rng).random() < 0.7
        else {},
    )


def _kindergarten(
    id_: KindergartenId,
    others: tuple[list[CountyId], list[CoachId]],
    rng: random.Random,
) -> Kindergarten:
    counties, coaches = others
    least = rng.choice((4, 4, 5))
    first = Month(YEAR + rng.choice((0, 0, 6)))
    return Kindergarten(
        id_,
        rng.choice(counties),
        rng.choice(list(Stage)),
        first,
        Month(YEAR + 11),
        least,
        least + rng.choice((0, 1, 2)),
        visits_per_month=rng.choice((1, 1, 2)),
        topics={t: rng.randint(1, 3) for t in rng.sample(TOPICS, 2)},
        languages=frozenset({"tr"} if rng.random() < 0.2 else ()),
        last_coach=rng.choice((None, *coaches)),
    )


def every_plan(problem: MatchingProblem) -> Iterator[tuple[Engagement, ...]]:
    """Each kindergarten alone, or with any coach and any number of half-hours."""
    choices = [
        [
            None,
            *(
                Engagement(id_, coach, half_hours)
                for coach in problem.coaches
                for half_hours in range(
                    found.min_half_hours, found.wished_half_hours + 1
                )
            ),
        ]
        for id_, found in problem.kindergartens.items()
    ]
    for plan in product(*choices):
        yield tuple(engagement for engagement in plan if engagement is not None)


def _range(kindergarten: Kindergarten) -> range:
    return range(kindergarten.min_half_hours, kindergarten.wished_half_hours + 1)
