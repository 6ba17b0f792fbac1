"""What follows from the fields a person set."""

from datetime import datetime

from sqlalchemy.orm.attributes import get_history

from service.db.tables.children import Child
from service.db.tables.people import Person
from service.db.tables.places import Place
from service.domain.kinds import CoordinatesSource
from service.imports.coordinates import centre_of
from service.imports.sheets.people import sort_key


def complete_person(row: Person, now: datetime) -> None:
    """Sorted alike on every database."""
    del now
    row.sort_key = sort_key(row.family_name, row.given_name)


def complete_place(row: Place, now: datetime) -> None:
    """A point on the map: as given, else the middle of the postcode."""
    del now
    _locate(row)


def complete_child(row: Child, now: datetime) -> None:
    """Only the month of birth is kept; home is a point or the postcode's middle."""
    del now
    row.birth_month = row.birth_month.replace(day=1)
    _locate(row)


def _locate(row: Place | Child) -> None:
    given = get_history(row, "latitude").has_changes() or (
        row.coordinates_source is CoordinatesSource.GIVEN
    )
    if given and row.latitude is not None and row.longitude is not None:
        row.coordinates_source = CoordinatesSource.GIVEN
        return
    centre = centre_of(row.postcode or "")
    row.latitude, row.longitude = centre or (None, None)
    row.coordinates_source = None if centre is None else CoordinatesSource.POSTCODE
