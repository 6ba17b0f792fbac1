"""``lueckenlos programme``."""

from dataclasses import dataclass
from pathlib import Path

import click

from service.commands.common.files import told_if_unwritable
from service.commands.common.gathering import gathers
from service.commands.common.printing import print_json
from service.commands.common.progress import progress_bar
from service.commands.common.words import command as make_command
from service.commands.common.words import json_option, option
from service.i18n import translate as _
from service.programmes.make import REFERENCE_YEAR, make_programme
from service.programmes.workbook import write_programme
from solver.counted import told

HELP = (
    "Erfindet ein glaubhaftes Programm zum Ausprobieren.\n\n"
    "Die Orte liegen in Thüringen, Kitas und Personen sind erfunden. Dieselben"
    " Angaben geben auf jedem Rechner dasselbe Programm."
)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """How the programme is to be."""

    kindergartens: int
    coaches: int
    tightness: int
    year: int
    seed: int


@make_command(HELP)
@option("--kindergartens", type=int, default=70, show_default=True, help="Wie viele.")
@option("--coaches", type=int, default=12, show_default=True, help="Wie viele.")
@option(
    "--tightness",
    type=int,
    default=85,
    show_default=True,
    help="Gewünschte Stunden mit Wegen in Prozent aller Stunden der Begleitungen.",
)
@option(
    "--year",
    type=int,
    default=REFERENCE_YEAR,
    show_default=True,
    help="Programmjahr.",
)
@option(
    "--seed",
    type=int,
    default=1,
    show_default=True,
    help="Andere Zahl, anderes Programm.",
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
    kindergartens, coaches, year = wanted.kindergartens, wanted.coaches, wanted.year
    tightness = wanted.tightness
    with progress_bar(_("Programm wird erfunden")) as tell:
        programme = make_programme(
            kindergartens,
            coaches,
            tightness_percent=tightness,
            year=year,
            seed=wanted.seed,
        )
        tell(0.5, _("Programm wird geschrieben"))
        with told_if_unwritable(out):
            write_programme(programme, out)
    if as_json:
        made = {"path": out, "kindergartens": kindergartens, "coaches": coaches}
        print_json({**made, "tightness_percent": tightness, "year": year})
        return
    said = (
        "{out}: {kindergartens} Kitas, {coaches} Prozessbegleitungen, {year}. Einlesen"
        " mit: lueckenlos import {out}"
    )
    values = {"kindergartens": kindergartens, "coaches": coaches, "year": year}
    click.echo(told(said, {"out": out, **values}, _))
