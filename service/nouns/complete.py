"""What follows from the fields a person set."""

from datetime import datetime
from typing import NoReturn

from sqlalchemy.orm.attributes import get_history

from service.db.tables.children import Child
from service.db.tables.coaches import Coach, CoachMonth
from service.db.tables.kindergartens import Kindergarten
from service.db.tables.people import Person
from service.db.tables.places import Place
from service.db.tables.workshops import ClusterMember
from service.domain.kinds import CoordinatesSource
from service.errors import InputFault, InvalidInput
from service.imports.coordinates import centre_of
from service.imports.sheets.people import sort_key
from service.imports.values.reader import plain

Located = Place | Child | Coach | Kindergarten | ClusterMember


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


def complete_coach(row: Coach, now: datetime) -> None:
    """Sorted alike on every database; home is a point or the postcode's middle."""
    del now
    row.sort_key = sort_key(row.family_name, row.given_name)
    _locate(row)


def complete_coach_month(row: CoachMonth, now: datetime) -> None:
    """A month is kept as its first day."""
    del now
    row.month = row.month.replace(day=1)


def complete_kindergarten(row: Kindergarten, now: datetime) -> None:
    """Sorted alike, a point on the map, months as their first days.

    Raises
    ------
    InvalidInput
        If the hours wished are below the least, or it closes before it opens.
    """
    del now
    row.sort_key = plain(row.name)[:200]
    _locate(row)
    if row.first_month is not None:
        row.first_month = row.first_month.replace(day=1)
    if row.last_month is not None:
        row.last_month = row.last_month.replace(day=1)
    if row.wished_half_hours < row.min_half_hours:
        _refuse("wished_half_hours", "Gewünscht ist weniger als das Mindeste.")
    opens, closes = row.opening_start_minute, row.opening_end_minute
    if opens is not None and closes is not None and closes <= opens:
        _refuse("opening_end_minute", "Die Kita schließt, bevor sie öffnet.")


def complete_cluster_member(row: ClusterMember, now: datetime) -> None:
    """A point on the map: as given, else the middle of the postcode."""
    del now
    _locate(row)


def _refuse(field: str, detail: str) -> NoReturn:
    raise InvalidInput(detail, [InputFault(f"/{field}", detail, "contradiction")])


def _locate(row: Located) -> None:
    given = get_history(row, "latitude").has_changes() or (
        row.coordinates_source is CoordinatesSource.GIVEN
    )
    if given and row.latitude is not None and row.longitude is not None:
        row.coordinates_source = CoordinatesSource.GIVEN
        return
    centre = centre_of(row.postcode or "")
    row.latitude, row.longitude = centre or (None, None)
    row.coordinates_source = None if centre is None else CoordinatesSource.POSTCODE
