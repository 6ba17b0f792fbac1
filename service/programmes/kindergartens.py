"""Kindergartens at real towns: stage, hours, topics, closures, who consults."""

from datetime import date
from random import Random
from typing import Final

from service.programmes.frame import TOPICS
from service.programmes.places import spots_of, spread
from service.programmes.programme import Draft, House
from service.towns.geography import scattered
from service.towns.names import STREETS

_STARTS: Final = tuple(
    """
    Apfel Bach Bären Berg Blumen Brunnen Burg Eulen Feld Fuchs Garten Hasel Igel
    Kastanien Kirsch Kobold Linden Löwen Mühlen Regenbogen Schloss Sonnen Sternen
    Tannen Wald Wiesen Wirbel Wolken Zauber Zwergen
    """.split()  # noqa: SIM905  a stock of words, as that of names is written
)
_ENDS: Final = ("bande", "haus", "insel", "kinder", "nest", "schatz", "wichtel")
_STAGES: Final = (
    ("interested", 8),
    ("start", 20),
    ("building", 30),
    ("established", 32),
    ("consultation", 10),
)
_WISHED_HALF_HOURS: Final = {
    "interested": 8,
    "start": 9,
    "building": 7,
    "established": 5,
    "consultation": 4,
}
_LEAST_HALF_HOURS: Final = 4
_MOST_HALF_HOURS: Final = 10
_SUMMER: Final = ((7, 12), (7, 19), (7, 26), (8, 2))
"""Mondays in the summer holidays on which a closure of two weeks may begin."""
_LANGUAGE_PERCENT: Final = 6
_ANY_DAY_PERCENT: Final = 50
_LANGUAGES: Final = ("ar", "uk", "ru", "tr")


def add_kindergartens(draft: Draft) -> None:
    """Invent them, each in the county it is drawn for."""
    random = draft.stream("kindergartens")
    names = _names(random, draft.kindergartens)
    for number, county in enumerate(spread(draft.kindergartens)):
        spot = random.choice(spots_of(county))
        stage = random.choices(
            [name for name, _ in _STAGES], [share for _, share in _STAGES]
        )[0]
        wished = _WISHED_HALF_HOURS[stage] + random.choice((-1, 0, 0, 1, 2))
        needs = random.sample(sorted(TOPICS), random.randint(2, 4))
        draft.houses.append(
            House(
                code=f"K-{number + 1:03d}",
                name=f"Kita {names[number]}",
                spot=spot,
                point=scattered(random, spot.centre, 0.8),
                stage=stage,
                wished_half_hours=min(max(wished, _LEAST_HALF_HOURS), _MOST_HALF_HOURS),
                topics={topic: random.randint(1, 3) for topic in needs},
                languages=(random.choice(_LANGUAGES),)
                if random.randrange(100) < _LANGUAGE_PERCENT
                else (),
            )
        )
    _hosts(draft)


def write_kindergartens(draft: Draft) -> None:
    """Their rows, once it is known who accompanied them last."""
    random = draft.stream("houses")
    for house in draft.houses:
        opens = random.choice((6 * 60, 6 * 60 + 30, 7 * 60))
        draft.rows["kindergarten"].append(
            {
                "code": house.code,
                "name": house.name,
                "institution": _institution(random, house),
                "area_id": house.spot.county,
                "street": f"{random.choice(STREETS)} {random.randrange(1, 60)}",
                "postcode": house.spot.postcode,
                "latitude": house.point[0],
                "longitude": house.point[1],
                "city": house.spot.name,
                "stage": house.stage,
                "min_half_hours": _LEAST_HALF_HOURS,
                "wished_half_hours": house.wished_half_hours,
                "visits_per_month": 1,
                "opening_start_minute": opens,
                "opening_end_minute": random.choice((16 * 60, 16 * 60 + 30, 17 * 60)),
                "preferred_weekdays": _weekdays(random),
                "last_coach_id": house.last_coach or None,
                "languages": house.languages or None,
                "email": f"{house.code.lower()}@kita.example",
            }
        )
        _needs(draft, house)
        _closures(draft, random, house)


def _names(random: Random, count: int) -> list[str]:
    """Names, each once; a number tells apart those that have to come again."""
    names = [start + end for start in _STARTS for end in _ENDS]
    random.shuffle(names)
    turns = ["", *(f" {turn}" for turn in range(2, 2 + count // len(names)))]
    return [names[i % len(names)] + turns[i // len(names)] for i in range(count)]


def _institution(random: Random, house: House) -> str:
    return random.choice(
        (
            f"Stadt {house.spot.name}",
            f"Elternverein {house.spot.name} e. V.",
            "Trägerverbund Mitte gGmbH",
        )
    )


def _weekdays(random: Random) -> int:
    """None preferred, or one or two days as a bit mask."""
    if random.randrange(100) < _ANY_DAY_PERCENT:
        return 0
    return sum(1 << day for day in random.sample(range(5), random.randint(1, 2)))


def _needs(draft: Draft, house: House) -> None:
    for topic, weight in sorted(house.topics.items()):
        draft.rows["kindergarten_topic"].append(
            {"kindergarten_id": house.code, "topic": topic, "weight": weight}
        )


def _closures(draft: Draft, random: Random, house: House) -> None:
    month, day = random.choice(_SUMMER)
    begins = date(draft.year, month, day)
    begins = begins.fromordinal(begins.toordinal() - begins.weekday())
    for first, last in (
        (begins, begins.fromordinal(begins.toordinal() + 11)),
        (date(draft.year, 12, 24), date(draft.year, 12, 31)),
    ):
        draft.rows["kindergarten_closure"].append(
            {"kindergarten_id": house.code, "first_day": first, "last_day": last}
        )


def _hosts(draft: Draft) -> None:
    random = draft.stream("hosts")
    for house in draft.houses:
        if house.stage == "consultation":
            draft.rows["consultation_host"].append(
                {
                    "kindergarten_id": house.code,
                    "visits_per_month": random.randint(1, 3),
                    "weekdays": 0b1111,
                    "topics": tuple(sorted(house.topics)),
                }
            )
