"""Last year's engagements, conflicts of interest, refusals, and what counties pay."""

from collections import defaultdict
from datetime import date
from typing import Final

from service.profiles.matching_rules import Trips
from service.programmes.coaches import minutes_between
from service.programmes.places import COUNTIES
from service.programmes.programme import Draft, Guide, House
from service.towns.geography import kilometres

_NEW: Final = frozenset({"interested", "start"})
_MONTHS: Final = 12
_HUNDRED_EUROS: Final = 10_000
_REACH: Final = 4
_KEPT_PERCENT: Final = 75
_NEAREST_PERCENT: Final = 70
_CONFLICT_PERCENT: Final = 60


def add_relations(draft: Draft) -> None:
    """Who accompanied whom, who may not, who would rather not, budgets."""
    _last_year(draft)
    _conflicts(draft)
    _refusals(draft)
    _budgets(draft)


def _nearest(draft: Draft, house: House) -> list[Guide]:
    ordered = sorted(draft.guides, key=lambda g: (minutes_between(g, house), g.code))
    return ordered[:_REACH]


def _last_year(draft: Draft) -> None:
    """Three of four kindergartens past the start had one of the nearest coaches.

    Nobody had more hours than she has now.
    """
    random = draft.stream("last year")
    left = {guide.code: guide.monthly_minutes for guide in draft.guides}
    for house in draft.houses:
        if house.stage in _NEW or random.randrange(100) >= _KEPT_PERCENT:
            continue
        able = [
            guide
            for guide in _nearest(draft, house)
            if left[guide.code] >= _minutes(guide, house) and _suits(guide, house)
        ]
        if not able:
            continue
        guide = (
            able[0] if random.randrange(100) < _NEAREST_PERCENT else random.choice(able)
        )
        left[guide.code] -= _minutes(guide, house)
        house.last_coach = guide.code
        draft.rows["engagement"].append(
            {
                "coach_id": guide.code,
                "kindergarten_id": house.code,
                "first_month": date(draft.year - 1, 1, 1),
                "last_month": date(draft.year - 1, 12, 1),
                "half_hours": house.wished_half_hours,
                "visits_per_month": 1,
                "fee_cents_per_hour": guide.fee_cents_per_hour,
                "state": "accepted",
            }
        )


def _suits(guide: Guide, house: House) -> bool:
    """Near enough, half of the topics known, the language spoken."""
    known = sum(w for topic, w in house.topics.items() if topic in guide.topics)
    return (
        kilometres(guide.home, house.point) <= guide.radius_km
        and 2 * known >= sum(house.topics.values())
        and set(house.languages) <= set(guide.languages)
    )


def _minutes(guide: Guide, house: House) -> int:
    return house.wished_half_hours * 30 + 2 * minutes_between(guide, house)


def _conflicts(draft: Draft) -> None:
    """Some coaches are counsellors or employed at kindergartens near them."""
    random = draft.stream("conflicts")
    for guide in draft.guides:
        if random.randrange(100) >= _CONFLICT_PERCENT:
            continue
        near = sorted(draft.houses, key=lambda h: (minutes_between(guide, h), h.code))
        others = [house for house in near[:6] if house.last_coach != guide.code]
        if others:
            draft.rows["coach_conflict"].append(
                {
                    "coach_id": guide.code,
                    "kindergarten_id": random.choice(others).code,
                    "kind": random.choice(("counsellor", "employed")),
                }
            )


def _refusals(draft: Draft) -> None:
    """One kindergarten in fifteen does not want somebody near, or the reverse."""
    random = draft.stream("refusals")
    for house in draft.houses:
        if random.randrange(15) == 0:
            near = _nearest(draft, house)
            others = [guide for guide in near if guide.code != house.last_coach]
            draft.rows["pair_refusal"].append(
                {
                    "coach_id": random.choice(others or near).code,
                    "kindergarten_id": house.code,
                    "origin": random.choice(("kindergarten", "coach", "coordinator")),
                }
            )


def _budgets(draft: Draft) -> None:
    """About what the wishes cost at the nearest coaches' fees; rarely too little."""
    random = draft.stream("budgets")
    trips = Trips()
    needed: dict[str, float] = defaultdict(float)
    for house in draft.houses:
        near = _nearest(draft, house)
        fee = sum(guide.fee_cents_per_hour for guide in near) / len(near)
        road = kilometres(near[0].home, house.point) * trips.detour_percent / 100
        visit = 2 * road * trips.cents_per_km
        needed[house.spot.county] += _MONTHS * (
            fee * house.wished_half_hours / 2 + visit
        )
    for county in COUNTIES:
        factor = random.choice((0.85, 1.05, 1.1, 1.2, 1.2, 1.3, 1.4))
        hundreds = 1 + int(needed[county] * factor / _HUNDRED_EUROS)
        draft.rows["county_budget"].append(
            {
                "area_id": county,
                "year": draft.year,
                "budget_cents": hundreds * _HUNDRED_EUROS,
            }
        )
