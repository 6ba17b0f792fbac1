"""How a command ends: a number a script can rely on, a sentence for people."""

import json
import traceback
from dataclasses import asdict
from difflib import get_close_matches
from enum import IntEnum
from typing import Any

import click

from service.commands.common.bad_values import why_refused
from service.errors import (
    Busy,
    Conflict,
    ImportRefused,
    InputFault,
    InvalidInput,
    NotFound,
    NotPermitted,
    RuleBreach,
    ServiceError,
    SignInRequired,
    TooLarge,
    WrongSchema,
)
from service.i18n import current_locale, translate_sentence
from service.i18n import translate as _

MOST_SHOWN = 60


class ExitCode(IntEnum):
    """What the number says."""

    DONE = 0
    FAULT = 1
    USAGE = 2
    REFUSED = 3
    CONFLICT = 4
    NOT_PERMITTED = 5
    GAPS = 6
    NOT_FOUND = 7
    BUSY = 8
    NOT_SET_UP = 9
    INTERRUPTED = 130


_CODES: tuple[tuple[type[ServiceError], ExitCode], ...] = (
    (InvalidInput, ExitCode.REFUSED),
    (ImportRefused, ExitCode.REFUSED),
    (TooLarge, ExitCode.REFUSED),
    (Conflict, ExitCode.CONFLICT),
    (RuleBreach, ExitCode.CONFLICT),
    (NotPermitted, ExitCode.NOT_PERMITTED),
    (SignInRequired, ExitCode.NOT_PERMITTED),
    (NotFound, ExitCode.NOT_FOUND),
    (Busy, ExitCode.BUSY),
    (WrongSchema, ExitCode.NOT_SET_UP),
)

EPILOG = (
    "Endet mit 0: getan, 1: Fehler des Programms, 2: falsch aufgerufen, 3: Eingabe"
    " abgelehnt, 4: Konflikt oder von der Prüfung abgelehnt, 5: nicht erlaubt,"
    " 6: Plan hat Lücken (nur mit --strict), 7: nicht gefunden, 8: gerade beschäftigt,"
    " 9: nicht eingerichtet, 130: abgebrochen."
)


def code_of(error: ServiceError) -> ExitCode:
    """The number for an error."""
    for kind, code in _CODES:
        if isinstance(error, kind):
            return code
    return ExitCode.FAULT


def say_service_error(error: ServiceError, *, as_json: bool) -> ExitCode:
    """Tell what could not be done and what to do."""
    code = code_of(error)
    if as_json:
        click.echo(json.dumps(_as_json(error, code), ensure_ascii=False))
        return code
    click.echo(_("Nicht möglich") + f": {translate_sentence(str(error))}", err=True)
    details = _details(error)
    for line in details[:MOST_SHOWN]:
        click.echo(f"  {translate_sentence(line)}", err=True)
    if len(details) > MOST_SHOWN:
        rest = len(details) - MOST_SHOWN
        click.echo("  " + _("… und {count} weitere").format(count=rest), err=True)
    return code


def say_usage_error(error: click.UsageError) -> ExitCode:
    """Tell how the command is called."""
    if error.ctx is not None:
        click.echo(error.ctx.get_usage(), err=True)
    click.echo(_usage_sentence(error), err=True)
    if error.ctx is not None:
        hint = _("Hilfe: {command} --help").format(command=error.ctx.command_path)
        click.echo(hint, err=True)
    return ExitCode.USAGE


def say_fault(error: Exception) -> ExitCode:
    """A fault of the program: the whole of it, for whoever mends it."""
    traceback.print_exception(error)
    click.echo(_("Das ist ein Fehler im Programm; bitte melden Sie ihn."), err=True)
    return ExitCode.FAULT


def _details(error: ServiceError) -> list[str]:
    match error:
        case ImportRefused():
            return [
                f"{fault.sheet} {fault.row or ''} {fault.column}: „{fault.value}“ – "
                f"{_('erwartet')}: {translate_sentence(fault.expected)}"
                for fault in error.faults
                if fault.sheet or fault.expected != str(error)
            ]
        case InvalidInput():
            return [
                _placed(fault) for fault in error.faults if fault.detail != str(error)
            ]
        case Conflict():
            return [translate_sentence(each) for each in error.difference]
        case RuleBreach():
            return [finding.text for finding in error.findings]
        case _:
            return []


def _placed(fault: InputFault) -> str:
    """A fault of a document begins with its place there."""
    if fault.code != "document":
        return fault.detail
    return f"{fault.pointer or '/'}: {translate_sentence(fault.detail)}"


def _as_json(error: ServiceError, code: ExitCode) -> dict[str, Any]:
    document: dict[str, Any] = {
        "error": type(error).__name__,
        "code": int(code),
        "message": translate_sentence(str(error)),
    }
    if isinstance(error, (ImportRefused, InvalidInput)):
        document["faults"] = [asdict(fault) for fault in error.faults]
    elif isinstance(error, Conflict):
        document["difference"] = list(error.difference)
    elif isinstance(error, RuleBreach):
        document["findings"] = [asdict(finding) for finding in error.findings]
    return document


def _usage_sentence(error: click.UsageError) -> str:
    if current_locale() != "de":
        return _with_english_names(error)
    match error:
        case click.NoSuchCommand():
            sentence = f"Den Befehl „{error.command_name}“ gibt es nicht."
            known = error.ctx.command if error.ctx else None
            if error.ctx and isinstance(known, click.Group):
                near = get_close_matches(
                    error.command_name, known.list_commands(error.ctx)
                )
                sentence += _maybe(near)
        case click.NoSuchOption():
            sentence = f"Die Option „{error.option_name}“ gibt es nicht."
            sentence += _maybe(error.possibilities or [])
        case click.MissingParameter():
            sentence = f"Es fehlt {_name(error)}."
        case click.BadParameter():
            sentence = f"{_name(error)} passt nicht: {why_refused(error)}"
        case click.BadOptionUsage():
            sentence = f"Die Option „{error.option_name}“ braucht einen Wert."
        case _:
            sentence = error.message
    return sentence


def _with_english_names(error: click.UsageError) -> str:
    """Click's own sentence; the names of arguments in it are German in the source."""
    said = error.format_message()
    named = error.param if isinstance(error, click.BadParameter) else None
    if named is not None and named.metavar:
        said = said.replace(named.metavar, _(named.metavar))
    return said


def _maybe(near: list[str]) -> str:
    names = ", ".join(sorted(near))
    return f" Gemeint ist vielleicht: {names}" if names else ""


def _name(error: click.BadParameter) -> str:
    hint = error.param_hint or (
        error.param.get_error_hint(error.ctx) if error.param and error.ctx else ""
    )
    return " / ".join(hint) if isinstance(hint, (list, tuple)) else str(hint)
