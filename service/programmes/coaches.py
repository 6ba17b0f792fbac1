"""Coaches spread over the land, with as many hours as the tightness leaves them."""

from datetime import date
from math import ceil
from random import Random
from statistics import mean
from typing import Final

from service.domain.kinds import TravelMode
from service.matching.ways import Roads
from service.profiles.matching_rules import Trips
from service.programmes.frame import BANDS, TOPICS
from service.programmes.places import Spot, spots
from service.programmes.programme import Draft, Guide, House
from service.towns.geography import kilometres, scattered
from service.towns.naming import Naming
from service.travel import Point as MapPoint

_QUARTER: Final = 15
_NEAREST: Final = 3
_LANGUAGES: Final = (
    ("ar",),
    ("ru", "uk"),
    ("tr",),
    ("ru",),
    ("ar", "en"),
    ("tr", "uk"),
)
_STAGES: Final = ("interested", "start", "building", "established", "consultation")
_LEAST_YEARS_FOR_START: Final = 4
_AUGUST: Final = 8
_OTHER_MONTH_PERCENT: Final = 25


def add_coaches(draft: Draft) -> None:
    """Invent coaches; needs the kindergartens, whose hours they share."""
    random = draft.stream("coaches")
    homes = _homes(random, draft.coaches)
    for number, spot in enumerate(homes):
        years = random.randint(1, 24)
        band = tuple(BANDS)[min(len(BANDS) - 1, years // 6)]
        known = random.sample(sorted(TOPICS), random.randint(4, 6))
        draft.guides.append(
            Guide(
                code=f"P-{number + 1:02d}",
                spot=spot,
                home=scattered(random, spot.centre, 1.5),
                experience_years=years,
                band=band,
                fee_cents_per_hour=BANDS[band],
                topics={topic: random.randint(1, 3) for topic in known},
                languages=_LANGUAGES[number % len(_LANGUAGES)],
                radius_km=random.choice((60, 70, 80, 90)),
            )
        )
    _share_hours(draft)


def write_coaches(draft: Draft) -> None:
    """Their rows, topics, times and months that differ."""
    random = draft.stream("guides")
    naming = Naming(draft.stream("names"))
    for guide in draft.guides:
        given, family = naming.person(men_percent=25)
        draft.rows["coach"].append(
            {
                "code": guide.code,
                "given_name": given,
                "family_name": family,
                "postcode": guide.spot.postcode,
                "latitude": guide.home[0],
                "longitude": guide.home[1],
                "city": guide.spot.name,
                "travel_mode": "car",
                "radius_km": guide.radius_km,
                "monthly_minutes": guide.monthly_minutes,
                "fee_band_id": guide.band,
                "experience_years": guide.experience_years,
                "stages": _stages(guide),
                "languages": guide.languages or None,
                "max_kindergartens": random.choice((None, None, 8, 9)),
                "email": f"{guide.code.lower()}@begleitung.example",
                "active_from": date(draft.year - guide.experience_years, 1, 1),
            }
        )
        for topic, level in sorted(guide.topics.items()):
            draft.rows["coach_topic"].append(
                {"coach_id": guide.code, "topic": topic, "level": level}
            )
        _times(draft, random, guide)


def _stages(guide: Guide) -> tuple[str, ...]:
    """Who has been there for some years has seen kindergartens start."""
    begins = 0 if guide.experience_years >= _LEAST_YEARS_FOR_START else 2
    return _STAGES[begins:]


def _times(draft: Draft, random: Random, guide: Guide) -> None:
    days = sorted(random.sample(range(5), random.randint(3, 5)))
    windows = {f"weekday_{day}": ((8 * 60, 17 * 60),) for day in days}
    draft.rows["coach_window"].append({"coach_id": guide.code, **windows})
    if random.randrange(100) < _OTHER_MONTH_PERCENT:
        draft.rows["coach_month"].append(
            {
                "coach_id": guide.code,
                "month": date(draft.year, _AUGUST, 1),
                "minutes": _quarters(guide.monthly_minutes / 2),
            }
        )


def _homes(random: Random, count: int) -> list[Spot]:
    """Towns far from one another: each next one is the farthest from all before."""
    left = list(spots())
    chosen = [left.pop(random.randrange(len(left)))]
    while len(chosen) < count:
        if not left:
            left = list(spots())
        farthest = max(
            left,
            key=lambda spot: (
                min(kilometres(spot.centre, other.centre) for other in chosen),
                spot.postcode,
            ),
        )
        left.remove(farthest)
        chosen.append(farthest)
    return chosen


def minutes_between(guide: Guide, house: House) -> int:
    """One way [min], as a plan will count it."""
    trips = Trips()
    pair = (MapPoint(*guide.home), MapPoint(*house.point))
    [minutes] = Roads(trips).times.minutes(TravelMode.CAR, [pair])
    return (minutes or 0) + trips.extra_minutes


def _share_hours(draft: Draft) -> None:
    """Demand over tightness is what all coaches have; half of it by what is near."""
    near = {guide.code: 0.0 for guide in draft.guides}
    total = 0.0
    for house in draft.houses:
        ways = sorted(
            (minutes_between(guide, house), guide.code) for guide in draft.guides
        )[:_NEAREST]
        minutes = house.wished_half_hours * 30 + 2 * mean(way for way, _ in ways)
        total += minutes
        for _, code in ways:
            near[code] += minutes / len(ways)
    wanted = total * 100 / draft.tightness_percent
    for guide in draft.guides:
        share = near[guide.code] / total / 2 + 1 / len(draft.guides) / 2
        guide.monthly_minutes = _quarters(wanted * share)


def _quarters(minutes: float) -> int:
    return _QUARTER * ceil(minutes / _QUARTER)
