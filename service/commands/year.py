"""``lueckenlos year``."""

import click

from service.commands.common.exits import ExitCode
from service.commands.common.studying import StudyOptions, study, study_options
from service.commands.common.words import command as make_command
from service.commands.common.words import option
from service.commands.common.year_text import year_lines
from service.domain.kinds import StudyKind

HELP = (
    "Plant ein Kita-Jahr mit allem, was angekündigt ist.\n\n"
    "Urlaub, Fortbildung und Kurstage eines Jahres auf einmal: was gedeckt ist, was"
    " offen bleibt, wo die fehlen, die vertreten sollten, und welche Urlaubswoche,"
    " eine Woche verschoben, am meisten hülfe. Das Bild (--svg) ist ein Kalender der"
    " offenen Kinderstunden."
)


@make_command(HELP)
@option(
    "--year",
    type=click.IntRange(2000, 2100),
    help="Das Jahr, in dem das Kita-Jahr beginnt; sonst das laufende.",
)
@option(
    "--fading",
    is_flag=True,
    help="Vertrautheit verblasst ohne Kontakt; sonst gilt sie als gepflegt.",
)
@option(
    "--expiring",
    is_flag=True,
    help="Nachweise laufen ab; sonst gelten sie als verlängert.",
)
@study_options
def command(
    wanted: StudyOptions,
    year: int | None,
    *,
    fading: bool,
    expiring: bool,
) -> ExitCode:
    """Ask for a Kita year, wait for it, show it."""
    asked = {
        "year": year,
        "keep_familiarity": not fading,
        "renew_proofs": not expiring,
    }
    return study(StudyKind.YEAR, asked, wanted, year_lines)
