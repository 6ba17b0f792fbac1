"""``lueckenlos town``."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from service.commands.common.files import told_if_unwritable
from service.commands.common.gathering import gathers
from service.commands.common.kinds import DAY
from service.commands.common.printing import print_json
from service.commands.common.progress import progress_bar
from service.commands.common.words import command as make_command
from service.commands.common.words import json_option, option
from service.i18n import translate as _
from service.towns.announcing import with_announced_year
from service.towns.flu import flu_morning
from service.towns.make import REFERENCE_MONDAY, make_town
from service.towns.workbook import write_csv_folder, write_workbook
from solver.counted import told

HELP = (
    "Erfindet eine glaubhafte Stadt zum Ausprobieren.\n\n"
    "Dieselben Angaben geben auf jedem Rechner dieselbe Stadt. Alle Personen sind"
    " erfunden."
)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """How the town is to be."""

    childminders: int
    seed: int
    land: str
    absent: int
    monday: date
    year: int | None


@make_command(HELP)
@option(
    "--childminders",
    type=int,
    default=95,
    show_default=True,
    help="Wie viele Personen.",
)
@option(
    "--seed", type=int, default=1, show_default=True, help="Andere Zahl, andere Stadt."
)
@option("--land", default="NW", show_default=True, help="Kürzel des Landes.")
@option("--absent", type=int, default=0, help="So viele melden sich am Stichtag krank.")
@option(
    "--monday",
    type=DAY,
    default=REFERENCE_MONDAY.isoformat(),
    show_default=True,
    help="Stichtag, ein Montag.",
)
@option(
    "--year",
    type=click.IntRange(2000, 2100),
    help="Dazu, was für das Kita-Jahr ab diesem August angekündigt ist: Urlaub,"
    " Fortbildung, Kurstage.",
)
@option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="Arbeitsmappe (.xlsx), die geschrieben wird, oder ein Ordner für CSV-Dateien.",
)
@json_option
@gathers(_Wanted)
def command(wanted: _Wanted, out: Path, *, as_json: bool) -> None:
    """Write a workbook or a folder of CSV files; ``import`` reads both."""
    childminders, seed = wanted.childminders, wanted.seed
    with progress_bar(_("Stadt wird erfunden")) as tell:
        town = make_town(childminders, seed, wanted.land, monday=wanted.monday)
        calls = flu_morning(town, wanted.absent, seed) if wanted.absent else ()
        if wanted.year is not None:
            town = with_announced_year(town, wanted.year, calls)
        tell(0.5, _("Stadt wird geschrieben"))
        write = write_workbook if out.suffix.lower() == ".xlsx" else write_csv_folder
        with told_if_unwritable(out):
            write(town, out, calls)
    children = len(town.codes("child"))
    if as_json:
        made = {"path": out, "childminders": childminders, "children": children}
        print_json({**made, "sick_calls": len(calls)})
        return
    said = (
        "{out}: {childminders} Kindertagespflegepersonen, {children} Kinder. Einlesen"
        " mit: lueckenlos import {out}"
    )
    values = {"out": out, "childminders": childminders, "children": children}
    click.echo(told(said, values, _))
