"""``lueckenlos stress``."""

from datetime import date

import click

from service.commands.common.exits import ExitCode
from service.commands.common.kinds import DAY
from service.commands.common.stress_text import stress_lines
from service.commands.common.studying import StudyOptions, study, study_options
from service.commands.common.words import command as make_command
from service.commands.common.words import option
from service.domain.kinds import StudyKind

HELP = (
    "Prüft, wo das Netz der Vertretungen reißt.\n\n"
    "In einer normalen Woche fehlt jede Person einmal, je zwei fehlen zugleich, eine"
    " Grippewelle wird ausgelost. Gezählt werden Kinderstunden ohne Betreuung, je"
    " Gebiet und Person, mit der Regel, die den Engpass macht. Das Bild (--svg) zeigt,"
    " wer wen vertritt und woran am meisten hängt."
)


@make_command(HELP)
@option(
    "--week",
    type=DAY,
    help="Ein Tag der Woche, die als normal gilt; sonst die nächste ohne Feiertag.",
)
@option("--no-pairs", "no_pairs", is_flag=True, help="Ohne die Paare; viel schneller.")
@option(
    "--draws",
    type=click.IntRange(0, 5000),
    help="So viele Wochen der Grippewelle; sonst 1000.",
)
@option("--month", type=click.IntRange(1, 12), help="Monat der Grippewelle; sonst 2.")
@study_options
def command(
    wanted: StudyOptions,
    week: date | None,
    draws: int | None,
    month: int | None,
    *,
    no_pairs: bool,
) -> ExitCode:
    """Ask for a stress test, wait for it, show it."""
    asked = {
        "week": None if week is None else week.isoformat(),
        "pairs": not no_pairs,
        "draws": draws,
        "month": month,
    }
    return study(StudyKind.STRESS, asked, wanted, stress_lines)
