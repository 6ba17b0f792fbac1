"""The command ``lueckenlos``: a list of commands, each loaded when it is called."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import cast

import click

from service.commands.common.exits import (
    EPILOG,
    ExitCode,
    say_fault,
    say_service_error,
    say_usage_error,
)
from service.commands.common.words import Command, Group, option
from service.errors import ServiceError
from service.i18n import translate as _
from service.i18n import use_locale

#: Name, module and what it is for, in the order of the help page. A command's module
#: is loaded when the command is called: no other start-up pays for it.
COMMANDS: tuple[tuple[str, str, str], ...] = (
    ("demo", "demo", "Spielt die Hauptsache vor: Krankmeldungen, Plan, Kalender."),
    ("init", "init", "Richtet Datenbank, Träger und erste Anmeldung ein."),
    (
        "import",
        "import_town",
        "Liest eine Stadt oder ein Programm aus Excel oder CSV ein.",
    ),
    ("town", "town", "Erfindet eine glaubhafte Stadt zum Ausprobieren."),
    ("programme", "programme", "Erfindet ein glaubhaftes Programm zum Ausprobieren."),
    ("absence", "absence", "Meldet, verlängert, beendet und zeigt Abwesenheiten."),
    ("plan", "plan", "Plant Vertretungen und zeigt, wer wohin geht und warum."),
    (
        "match",
        "match",
        "Plant, wer welche Kita begleitet, und zeigt, warum.",
    ),
    (
        "agree",
        "agree",
        "Zeigt Begleitungen, nimmt Antworten auf und legt ein Paar von Hand fest.",
    ),
    (
        "sessions",
        "sessions",
        "Plant Termine eines Jahres, verlegt sie und führt Stundenkonten.",
    ),
    (
        "consultations",
        "consultations",
        "Plant Besuche bei Konsultationseinrichtungen und verlegt sie.",
    ),
    (
        "visits",
        "visits",
        "Plant Kontaktbesuche, verlegt sie und trägt gehaltene ein.",
    ),
    ("stress", "stress", "Prüft, wo das Netz der Vertretungen reißt."),
    (
        "whatif",
        "whatif",
        "Vergleicht, welche Maßnahme dem Netz der Vertretungen am meisten hilft.",
    ),
    ("pair", "pair", "Schlägt vor, wer nächstes Jahr mit wem ein Team bildet."),
    ("year", "year", "Plant ein Kita-Jahr mit allem, was angekündigt ist."),
    (
        "workshops",
        "workshops",
        "Plant Werkstattreihen von Verbünden mit ihren Treffen und Tagungen.",
    ),
    (
        "explain",
        "explain",
        "Erklärt, warum jemand ein Kind vertritt oder eine Kita begleitet, oder nicht.",
    ),
    (
        "solve",
        "solve",
        "Löst eine Aufgabe aus einer Datei, ohne Datenbank und ohne Namen.",
    ),
    ("audit", "audit", "Prüft einen Plan gegen seine Aufgabe, ohne zu rechnen."),
    ("schema", "schema", "Zeigt die Form der Dokumente von solve als JSON Schema."),
    ("publish", "publish", "Gibt einen Vorschlag frei."),
    ("withdraw", "withdraw", "Nimmt eine Freigabe zurück."),
    ("report", "report", "Belegt einen Monat: Deckung, Abrechnung, Nachweise."),
    ("feed", "feed", "Richtet Kalender ein, zeigt und widerruft sie."),
    ("busy", "busy", "Hinterlegt Kalender, deren belegte Zeiten gelten."),
    ("rules", "rules", "Zeigt die Regeln eines Landes mit ihren Quellen."),
    ("glossary", "glossary", "Zeigt die Wörter des Fachs, deutsch und englisch."),
    ("settings", "settings", "Zeigt alle Einstellungen."),
    ("serve", "serve", "Startet den Dienst mit eingebautem Rechenprozess."),
    ("worker", "worker", "Rechnet Aufträge, ohne Anfragen zu bedienen."),
    ("migrate", "migrate", "Hebt die Datenbank auf den Stand dieses Programms."),
    ("doctor", "doctor", "Prüft, ob der Datenbestand in sich stimmt."),
)


class LazyGroup(Group):
    """Knows its commands by name and loads the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the help page."""
        del ctx
        return [name for name, _module, _purpose in COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command."""
        del ctx
        for name, module, _purpose in COMMANDS:
            if name == cmd_name:
                loaded = import_module(f"service.commands.{module}")
                return cast("Command", loaded.command)
        return None

    def format_commands(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """List them without loading one."""
        del ctx
        with formatter.section(_("Befehle")):
            formatter.write_dl([(name, _(text)) for name, _module, text in COMMANDS])


@click.group(
    cls=LazyGroup,
    help="Lückenlos plant Vertretungen in der Kindertagespflege, mit einer Begründung"
    " für jede Wahl und jede Lücke.",
    epilog=EPILOG,
)
@option(
    "--lang",
    type=click.Choice(["de", "en"]),
    expose_value=False,
    help="Sprache; sonst die der Umgebung, sonst Deutsch. Geschriebene Dateien sind"
    " deutsch.",
)
def lueckenlos() -> None:
    """The group; what happens is in the commands."""


def main() -> None:
    """Entry point of the installed command."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command line and answer with its exit code."""
    use_locale(_language(arguments, os.environ))
    try:
        ended = lueckenlos.main(
            list(arguments), prog_name="lueckenlos", standalone_mode=False
        )
    except KeyboardInterrupt:
        return _say(click.Abort(), as_json=False)
    except Exception as error:  # noqa: BLE001 - the last stop: it is told in full
        # Python wraps a Ctrl-C while a class of a library is being made.
        if isinstance(error.__cause__, KeyboardInterrupt):
            error = click.Abort()
        return _say(error, as_json="--json" in arguments)
    return ended if isinstance(ended, int) else ExitCode.DONE


def _say(error: Exception, *, as_json: bool) -> int:
    match error:
        case click.exceptions.NoArgsIsHelpError():
            click.echo(error.ctx.get_help() if error.ctx else "")
            code = ExitCode.USAGE
        case click.UsageError():
            code = say_usage_error(error)
        case click.ClickException():
            click.echo(error.format_message(), err=True)
            code = ExitCode.FAULT
        case click.Abort():
            click.echo(_("Abgebrochen."), err=True)
            code = ExitCode.INTERRUPTED
        case ServiceError():
            code = say_service_error(error, as_json=as_json)
        case _:
            code = say_fault(error)
    return code


def _language(arguments: Sequence[str], environment: "os._Environ[str]") -> str:
    """``--lang``, the setting, the locale of the terminal; else German."""
    for at, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
        if argument == "--lang" and at + 1 < len(arguments):
            return arguments[at + 1]
    for name in ("LUECKENLOS_LOCALE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "")
        if value:
            return "en" if value.startswith("en") else "de"
    return "de"
