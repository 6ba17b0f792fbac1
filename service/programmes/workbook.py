"""A programme as sheets in memory, as a workbook, as a folder of CSV files."""

from datetime import date
from pathlib import Path

from service.imports import written
from service.imports.raw import RawSheet
from service.imports.sheets import PROGRAMME_SHEETS
from service.programmes.programme import Programme
from solver.counted import counted

_REMARKS = (
    "Erfundenes Programm zum Ausprobieren: die Orte gibt es, die Kitas und die"
    " Personen nicht."
)


def programme_sheets(programme: Programme) -> tuple[RawSheet, ...]:
    """All sheets with rows in them, as an import reads them."""
    return written.filled_sheets(PROGRAMME_SHEETS, programme.rows)


def write_programme(programme: Programme, path: Path) -> None:
    """Write an .xlsx, or a folder of CSV files where the name has no such ending."""
    remarks = (
        _REMARKS,
        (
            f"{counted(programme.kindergartens, 'Kitas')},"
            f" {counted(programme.coaches, 'Prozessbegleitungen')},"
            f" Jahr {programme.year}, Auslastung"
            f" {programme.tightness_percent} %, Startwert {programme.seed}."
        ),
        "Jedes Blatt ist eine Tabelle; die Kürzel verbinden sie.",
    )
    day = date(programme.year - 1, 11, 16)
    sheets = programme_sheets(programme)
    written.write_either(written.Written(sheets, remarks, day), path)
