"""``lueckenlos sessions``."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import click

from service.commands.common.exits import ExitCode
from service.commands.common.files import write_whole
from service.commands.common.lookup_programme import kindergarten_by_code
from service.commands.common.printing import print_json
from service.commands.common.running import (
    Office,
    json_option,
    open_office,
    tenant_option,
)
from service.commands.common.screen import width
from service.commands.common.session_text import (
    account_lines,
    planned_lines,
    session_lines,
)
from service.commands.common.words import command as make_command
from service.commands.common.words import option
from service.domain.page import MAX_PAGE_SIZE, PageRequest
from service.errors import NotFound
from service.i18n import translate as _
from service.reports.sheets_sessions import statement_sheets
from service.reports.workbook import workbook_bytes
from service.use_cases.log_session import LogSession, log_session
from service.use_cases.move_session import MoveSession, move_session
from service.use_cases.plan_sessions import PlanSessions, plan_sessions
from service.use_cases.read_sessions import (
    SessionView,
    list_sessions,
    read_accounts,
    read_statement,
)

HELP = (
    "Plant Termine eines Jahres, verlegt sie und führt Stundenkonten.\n\n"
    "Mit --plan bekommt jede zugesagte Begleitung ihre Termine; was schon im Kalender"
    " steht, bleibt, wo es kann. Mit KITA und --day ist ein Termin gemeint: --move"
    " verlegt ihn (--to auf einen bestimmten Tag), --held trägt gehaltene Stunden ein."
    " --out schreibt die Abrechnung eines Monats als Arbeitsmappe."
)
MINUTES_PER_HOUR: Final = 60
_DAY = click.DateTime(["%Y-%m-%d", "%d.%m.%Y"])
_MONTH = click.DateTime(["%Y-%m"])


@dataclass(frozen=True, slots=True)
class _Meant:
    """A session by its kindergarten and its present day."""

    kindergarten: str
    day: date


@make_command(HELP)
@click.argument("kindergarten", metavar="[KITA]", required=False)
@option("--year", type=int, help="Programmjahr; sonst das nächste Kalenderjahr.")
@option(
    "--from-month",
    "first_month",
    type=click.IntRange(1, 12),
    default=1,
    help="Erster Monat, wenn das Jahr schon läuft.",
)
@option("--plan", "planning", is_flag=True, help="Termine planen und eintragen.")
@option(
    "--time-limit",
    "seconds",
    type=click.FloatRange(min=1),
    default=120.0,
    help="Sekunden, die gerechnet werden darf.",
)
@option("--day", type=_DAY, help="Der Tag des Termins, der gemeint ist.")
@option("--move", is_flag=True, help="Den Termin verlegen.")
@option("--to", "new_day", type=_DAY, help="Auf diesen Tag verlegen.")
@option("--held", type=float, help="So viele Stunden wurden gehalten.")
@option("--month", type=_MONTH, help="Monat der Abrechnung, zum Beispiel 2027-03.")
@option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Arbeitsmappe (.xlsx), die geschrieben wird.",
)
@tenant_option
@json_option
def command(  # noqa: PLR0913 - one argument per option, as click calls it
    kindergarten: str | None,
    year: int | None,
    first_month: int,
    seconds: float,
    tenant: str | None,
    *,
    planning: bool,
    day: date | None,
    move: bool,
    new_day: date | None,
    held: float | None,
    month: date | None,
    out: Path | None,
    as_json: bool,
) -> ExitCode:
    """Plan, show, move, log or state sessions."""
    office = open_office(tenant)
    now = office.application.clock.now().astimezone(office.zone)
    chosen = year or now.year + 1
    if planning:
        asked = PlanSessions(chosen, first_month, seconds)
        return _plan(office, asked, as_json=as_json)
    if out is not None:
        first = _day(month) or now.date()
        return _state(office, first.replace(day=1), out, as_json=as_json)
    if move or held is not None:
        on = _day(day)
        if kindergarten is None or on is None:
            raise click.UsageError(_("Bitte KITA und --day nennen."))
        meant = _Meant(kindergarten, on)
        if held is not None:
            return _log(office, meant, held, as_json=as_json)
        return _move(office, meant, _day(new_day), as_json=as_json)
    return _show(office, chosen, kindergarten, as_json=as_json)


def _day(value: date | None) -> date | None:
    """The day of what click read, which is a moment."""
    return None if value is None else date(value.year, value.month, value.day)


def _plan(office: Office, asked: PlanSessions, *, as_json: bool) -> ExitCode:
    done = plan_sessions(office.application.store, office.actor, asked)
    if as_json:
        print_json(done)
    else:
        click.echo("\n".join(planned_lines(done)))
    return ExitCode.DONE


def _show(
    office: Office, year: int, kindergarten: str | None, *, as_json: bool
) -> ExitCode:
    store = office.application.store
    found = _all(office, year)
    if kindergarten is not None:
        found = _of(office, found, kindergarten)
    accounts = read_accounts(store, office.actor, year)
    if as_json:
        print_json({"year": year, "sessions": found, "accounts": accounts})
    else:
        lines = [*session_lines(found, width()), *account_lines(accounts, width())]
        click.echo("\n".join(lines))
    return ExitCode.DONE


def _all(office: Office, year: int) -> list[SessionView]:
    found: list[SessionView] = []
    number = 1
    while True:
        page = list_sessions(
            office.application.store,
            office.actor,
            year,
            PageRequest(number, MAX_PAGE_SIZE),
        )
        found += page.items
        if len(found) >= page.total or not page.items:
            return found
        number += 1


def _of(
    office: Office, sessions: Sequence[SessionView], code: str
) -> list[SessionView]:
    with office.application.store.read(office.tenant_id) as session:
        name = kindergarten_by_code(session, code).name
    return [view for view in sessions if view.kindergarten == name]


def _meant(office: Office, meant: _Meant) -> SessionView:
    """The session of a kindergarten on a day; a cancelled one only if no other is."""
    found = [
        view
        for view in _of(office, _all(office, meant.day.year), meant.kindergarten)
        if view.day == meant.day
    ]
    if not found:
        raise NotFound(
            f"{meant.kindergarten} hat am {meant.day:%d.%m.%Y} keinen Termin."
        )
    return min(found, key=lambda view: view.state.value == "cancelled")


def _move(
    office: Office, meant: _Meant, new_day: date | None, *, as_json: bool
) -> ExitCode:
    view = _meant(office, meant)
    asked = MoveSession(view.id, new_day, view.version)
    done = move_session(office.application.store, office.actor, asked)
    if as_json:
        print_json(done)
    else:
        said = _("Verlegt auf den {day}; dafür wurden {count} andere verlegt.")
        told = said.format(day=f"{done.day:%d.%m.%Y}", count=done.others_moved)
        click.echo(told)
    return ExitCode.DONE


def _log(office: Office, meant: _Meant, held: float, *, as_json: bool) -> ExitCode:
    view = _meant(office, meant)
    minutes = round(held * MINUTES_PER_HOUR)
    asked = LogSession(view.id, minutes, view.version)
    log_session(office.application.store, office.actor, asked)
    if as_json:
        print_json({"session": view.id, "minutes": minutes})
    else:
        said = _("Eingetragen: {minutes} Minuten am {day}.")
        click.echo(said.format(minutes=minutes, day=f"{view.day:%d.%m.%Y}"))
    return ExitCode.DONE


def _state(office: Office, month: date, out: Path, *, as_json: bool) -> ExitCode:
    store = office.application.store
    views = read_statement(store, office.actor, month)
    accounts = read_accounts(store, office.actor, month.year)
    write_whole(out, workbook_bytes(statement_sheets(month, views, accounts)))
    if as_json:
        print_json({"file": out, "sessions": views})
    else:
        click.echo(_("Geschrieben: {path}").format(path=out))
    return ExitCode.DONE
