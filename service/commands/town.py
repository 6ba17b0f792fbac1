"""``lueckenlos town``."""

from datetime import date
from pathlib import Path

import click

from service.commands.common.kinds import DAY
from service.commands.common.words import command as make_command
from service.commands.common.words import option
from service.i18n import translate as _
from service.towns.flu import flu_morning
from service.towns.make import REFERENCE_MONDAY, make_town
from service.towns.workbook import write_workbook

HELP = (
    "Erfindet eine glaubhafte Stadt zum Ausprobieren.\n\n"
    "Dieselben Angaben geben auf jedem Rechner dieselbe Stadt. Alle Personen sind"
    " erfunden."
)


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
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="Arbeitsmappe, die geschrieben wird.",
)
def command(
    childminders: int, seed: int, land: str, absent: int, monday: date, out: Path
) -> None:
    """Write a workbook that ``import`` reads."""
    town = make_town(childminders, seed, land, monday=monday)
    write_workbook(town, out, flu_morning(town, absent, seed) if absent else ())
    children = len(town.codes("child"))
    click.echo(
        _(
            "{out}: {childminders} Kindertagespflegepersonen, {children} Kinder."
            " Einlesen mit: lueckenlos import {out}"
        ).format(out=out, childminders=childminders, children=children)
    )
