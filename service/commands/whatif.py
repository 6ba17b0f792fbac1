"""``lueckenlos whatif``."""

from datetime import date

import click

from service.commands.common.exits import ExitCode
from service.commands.common.kinds import DAY
from service.commands.common.studying import StudyOptions, study, study_options
from service.commands.common.whatif_text import whatif_lines
from service.commands.common.words import command as make_command
from service.commands.common.words import option
from service.domain.kinds import StudyKind

HELP = (
    "Vergleicht, welche Maßnahme dem Netz der Vertretungen am meisten hilft.\n\n"
    "Versucht werden eine Vertretungskraft mehr, ein Freihalteplatz, ein Stützpunkt,"
    " ein Platz mehr in einer Erlaubnis, eine Qualifizierung und ein weiterer Weg. Jede"
    " genannte Maßnahme ist nachgerechnet: gedeckte Kinderstunden im Jahr und Kosten je"
    " Stunde. Hilft keine, steht das da."
)


@make_command(HELP)
@option(
    "--week",
    type=DAY,
    help="Ein Tag der Woche, die als normal gilt; sonst die nächste ohne Feiertag.",
)
@option(
    "--by",
    "order",
    type=click.Choice(["hours", "cost"]),
    default="hours",
    help="Ordnen nach gedeckten Stunden oder nach Kosten je Stunde.",
)
@option(
    "--draws",
    type=click.IntRange(0, 5000),
    help="So viele Wochen der Grippewelle; sonst 50.",
)
@option(
    "--hours",
    "floater_hours",
    type=click.IntRange(1, 40),
    multiple=True,
    help="Wochenstunden einer versuchten Stelle; mehrmals möglich, sonst 20 und 30.",
)
@option(
    "--hour-cost",
    "hour_cents",
    type=click.IntRange(0),
    metavar="CENT",
    help="Arbeitgeberkosten einer Arbeitsstunde; sonst 2600.",
)
@study_options
def command(
    wanted: StudyOptions,
    week: date | None,
    order: str,
    draws: int | None,
    floater_hours: tuple[int, ...],
    hour_cents: int | None,
) -> ExitCode:
    """Ask for a ranking, wait for it, show it."""
    asked = {
        "week": None if week is None else week.isoformat(),
        "order": order,
        "draws": draws,
        "floater_hours": list(floater_hours) or None,
        "employed_cents_per_hour": hour_cents,
    }
    return study(StudyKind.WHATIF, asked, wanted, whatif_lines)
