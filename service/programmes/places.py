"""Where a programme lies: counties of Thüringen and towns in them, by postcode.

Suhl is left out: with it there would be 22 counties and independent cities, and the
programme's social planners count 21.
"""

from dataclasses import dataclass
from functools import cache
from typing import Final

from service.imports.coordinates import centre_of
from service.towns.geography import Point


@dataclass(frozen=True, slots=True)
class Spot:
    """A real town, or a part of one, with the centre of its postcode area."""

    county: str
    name: str
    postcode: str
    centre: Point


_TOWNS: Final = {
    "Stadt Erfurt": "Erfurt 99084 Erfurt 99089 Erfurt 99091 Erfurt 99096 Erfurt 99099",
    "Stadt Gera": "Gera 07545 Gera 07548 Gera 07551",
    "Stadt Jena": "Jena 07743 Jena 07745 Jena 07747",
    "Stadt Weimar": "Weimar 99423 Weimar 99425",
    "Landkreis Altenburger Land": "Altenburg 04600 Schmölln 04626 Meuselwitz 04610",
    "Landkreis Eichsfeld": ("Heiligenstadt 37308 Leinefelde 37327 Dingelstädt 37351"),
    "Landkreis Gotha": "Gotha 99867 Waltershausen 99880 Ohrdruf 99885",
    "Landkreis Greiz": "Greiz 07973 Zeulenroda 07937 Weida 07570",
    "Landkreis Hildburghausen": (
        "Hildburghausen 98646 Eisfeld 98673 Schleusingen 98553"
    ),
    "Ilm-Kreis": "Arnstadt 99310 Ilmenau 98693",
    "Kyffhäuserkreis": "Sondershausen 99706 Frankenhausen 06567 Artern 06556",
    "Landkreis Nordhausen": "Nordhausen 99734 Ellrich 99755 Bleicherode 99752",
    "Saale-Holzland-Kreis": (
        "Eisenberg 07607 Kahla 07768 Stadtroda 07646 Hermsdorf 07629"
    ),
    "Saale-Orla-Kreis": "Schleiz 07907 Pößneck 07381 Lobenstein 07356",
    "Landkreis Saalfeld-Rudolstadt": (
        "Saalfeld 07318 Rudolstadt 07407 Blankenburg 07422"
    ),
    "Landkreis Schmalkalden-Meiningen": (
        "Meiningen 98617 Schmalkalden 98574 Zella-Mehlis 98544"
    ),
    "Landkreis Sömmerda": "Sömmerda 99610 Kölleda 99625",
    "Landkreis Sonneberg": "Sonneberg 96515 Neuhaus 98724",
    "Unstrut-Hainich-Kreis": "Mühlhausen 99974 Langensalza 99947",
    "Wartburgkreis": "Eisenach 99817 Salzungen 36433 Vacha 36404",
    "Landkreis Weimarer Land": "Apolda 99510 Berka 99438",
}
COUNTIES: Final = tuple(_TOWNS)
_SHARES: Final = {"Stadt Erfurt": 3, "Stadt Jena": 2, "Stadt Gera": 2}
"""How often a county comes where one of the others comes once."""


@cache
def spots() -> tuple[Spot, ...]:
    """All towns, county by county.

    Raises
    ------
    LookupError
        If a postcode is not in the set of coordinates.
    """
    return tuple(
        _spot(county, name, postcode)
        for county, text in _TOWNS.items()
        for name, postcode in zip(text.split()[::2], text.split()[1::2], strict=True)
    )


def _spot(county: str, name: str, postcode: str) -> Spot:
    centre = centre_of(postcode)
    if centre is None:
        raise LookupError(f"{postcode} has no coordinates")
    return Spot(county, name, postcode, centre)


def spots_of(county: str) -> tuple[Spot, ...]:
    """Towns of a county."""
    return tuple(spot for spot in spots() if spot.county == county)


def spread(count: int) -> tuple[str, ...]:
    """A county for each of ``count`` kindergartens, the larger cities more often."""
    turn = [
        county
        for round_number in range(max(_SHARES.values()))
        for county in COUNTIES
        if round_number < _SHARES.get(county, 1)
    ]
    return tuple(sorted(turn[number % len(turn)] for number in range(count)))
