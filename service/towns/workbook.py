"""A town as sheets in memory, as a workbook, as a folder of CSV files."""

from collections.abc import Iterable
from pathlib import Path

from service.imports import written
from service.imports.raw import RawSheet
from service.imports.sheets import SHEETS
from service.towns.flu import SickCall
from service.towns.town import Town
from solver.counted import counted


def town_sheets(town: Town, calls: Iterable[SickCall] = ()) -> tuple[RawSheet, ...]:
    """All sheets with rows in them, as an import reads them."""
    rows = dict(town.rows)
    rows["absence"] = (*rows["absence"], *(call.as_row() for call in calls))
    return written.filled_sheets(SHEETS, rows)


def write_workbook(town: Town, path: Path, calls: Iterable[SickCall] = ()) -> None:
    """Write a town as .xlsx; the same town gives the same bytes."""
    written.write_workbook(_written(town, calls), path)


def write_csv_folder(town: Town, folder: Path, calls: Iterable[SickCall] = ()) -> None:
    """Write a town as a folder of CSV files, formulas defused."""
    written.write_csv_folder(_written(town, calls), folder)


def _written(town: Town, calls: Iterable[SickCall]) -> written.Written:
    remarks = (
        "Erfundener Ort zum Ausprobieren: keine dieser Personen gibt es.",
        (
            f"{counted(town.childminders, 'Kindertagespflegepersonen')},"
            f" Land {town.land}, Startwert {town.seed}, Stand {town.monday:%d.%m.%Y}."
        ),
        "Jedes Blatt ist eine Tabelle; die Kürzel verbinden sie.",
    )
    return written.Written(town_sheets(town, calls), remarks, town.monday)
