"""``lueckenlos pair``."""

from typing import Any

import click

from service.commands.common.exits import ExitCode
from service.commands.common.pairing_text import pairing_lines
from service.commands.common.running import open_office
from service.commands.common.studying import StudyOptions, study, study_options
from service.commands.common.words import command as make_command
from service.commands.common.words import option
from service.domain.kinds import StudyKind

HELP = (
    "Schlägt vor, wer nächstes Jahr mit wem ein Team bildet.\n\n"
    "Tandems, Trios, Verbünde mit Freihalteplätzen und Personen um eine"
    " Vertretungskraft: so, dass von gemeldeten Abwesenheiten und ausgelosten"
    " Krankheitstagen so wenige Kinderstunden wie möglich ohne Vertretung bleiben."
    " Das Bild (--svg) zeigt die Teams auf der Karte."
)


@make_command(HELP)
@option("--year", type=click.IntRange(2000, 2200), help="Beginn des Kita-Jahres.")
@option("--tandems", "tandems_only", is_flag=True, help="Nur Tandems bilden.")
@option(
    "--budget",
    "budget_euros",
    type=click.IntRange(0),
    metavar="EURO",
    help="Jahresbudget für Freihalteplätze; sonst das hinterlegte.",
)
@option(
    "--held-place",
    "held_place_euros",
    type=click.IntRange(0),
    metavar="EURO",
    help="Was ein Freihalteplatz im Jahr kostet; sonst wie hinterlegt oder 3600.",
)
@option(
    "--free-places-stay",
    is_flag=True,
    help="Heute freie Plätze bleiben auch ohne Bezahlung frei.",
)
@option(
    "--way", "way_minutes", type=click.IntRange(1, 60), help="Längster Weg im Team."
)
@option("--draws", type=click.IntRange(1, 50), help="Ausgeloste Jahre; sonst 5.")
@option(
    "--why-not",
    "together",
    nargs=2,
    metavar="KÜRZEL KÜRZEL",
    help="Warum diese beiden nicht in einem Team sind.",
)
@study_options
def command(  # noqa: PLR0913 - an option each
    together: tuple[str, str] | None,
    *,
    tandems_only: bool,
    free_places_stay: bool,
    year: int | None,
    budget_euros: int | None,
    held_place_euros: int | None,
    way_minutes: int | None,
    draws: int | None,
    **options: Any,  # noqa: ANN401 - the options of every study, checked by their class
) -> ExitCode:
    """Ask for a season's teams, wait for them, show them."""
    wanted = StudyOptions(**options)
    asked = {
        "year": year,
        "tandems_only": tandems_only or None,
        "budget_euros": budget_euros,
        "held_place_euros": held_place_euros,
        "free_places_stay": free_places_stay or None,
        "way_minutes": way_minutes,
        "draws": draws,
        "together": list(together) if together else None,
    }
    parameters = {name: value for name, value in asked.items() if value is not None}
    office = open_office(wanted.tenant)
    return study(office, StudyKind.PAIRING, parameters, wanted, pairing_lines)
