"""``lueckenlos pair``."""

from dataclasses import asdict, dataclass

import click

from service.commands.common.exits import ExitCode
from service.commands.common.gathering import gathers
from service.commands.common.pairing_text import pairing_lines
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


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the kind of study may be told; the fields are its parameters."""

    year: int | None
    tandems_only: bool
    budget_euros: int | None
    held_place_euros: int | None
    free_places_stay: bool
    way_minutes: int | None
    draws: int | None
    together: tuple[str, str] | None
    why: str | None


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
@option("--why", metavar="KÜRZEL", help="Warum diese Person in ihrem Team ist.")
@study_options
@gathers(_Asked)
def command(wanted: StudyOptions, asked: _Asked) -> ExitCode:
    """Ask for a season's teams, wait for them, show them."""
    parameters = {
        **asdict(asked),
        "tandems_only": asked.tandems_only or None,
        "free_places_stay": asked.free_places_stay or None,
        "together": list(asked.together) if asked.together else None,
    }
    return study(StudyKind.PAIRING, parameters, wanted, pairing_lines)
