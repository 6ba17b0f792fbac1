"""``lueckenlos sessions``."""

from collections.abc import Sequence
from datetime import date, datetime
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
from service.commands.common.words import Group, option
from service.commands.common.words import command as make_command
from service.domain.kinds import AppointmentState
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

MINUTES_PER_HOUR: Final = 60
_DAY = click.DateTime(["%Y-%m-%d", "%d.%m.%Y"])
_MONTH = click.DateTime(["%Y-%m"])
_year_option = option(
    "--year", type=int, help="Programmjahr; sonst das nächste Kalenderjahr."
)
_kindergarten = click.argument("kindergarten", metavar="KITA")
_day_meant = click.argument("day", metavar="TAG", type=_DAY)


@click.group(
    cls=Group, help="Plant Termine eines Jahres, verlegt sie und führt Stundenkonten."
)
def command() -> None:
    """The group; what happens is in its commands."""


@make_command(
    "Gibt jeder zugesagten Begleitung ihre Termine; was schon im Kalender steht,"
    " bleibt, wo es kann."
)
@_year_option
@option(
    "--from-month",
    "first_month",
    type=click.IntRange(1, 12),
    default=1,
    help="Erster Monat, wenn das Jahr schon läuft.",
)
@option(
    "--time-limit",
    "seconds",
    type=click.FloatRange(min=1),
    default=120.0,
    help="Sekunden, die gerechnet werden darf.",
)
@tenant_option
@json_option
def plan(
    year: int | None,
    first_month: int,
    seconds: float,
    tenant: str | None,
    *,
    as_json: bool,
) -> ExitCode:
    """Plan and write down the sessions of a year."""
    office = open_office(tenant)
    asked = PlanSessions(_chosen(office, year), first_month, seconds)
    done = plan_sessions(office.application.store, office.actor, asked)
    if as_json:
        print_json(done)
    else:
        click.echo("\n".join(planned_lines(done)))
    return ExitCode.DONE


@make_command("Zeigt die Termine eines Jahres und die Stundenkonten.")
@click.argument("kindergarten", metavar="[KITA]", required=False)
@_year_option
@tenant_option
@json_option
def show(
    kindergarten: str | None, year: int | None, tenant: str | None, *, as_json: bool
) -> ExitCode:
    """Sessions and accounts, of one kindergarten or all."""
    office = open_office(tenant)
    chosen = _chosen(office, year)
    found = _all(office, chosen)
    if kindergarten is not None:
        found = _of(office, found, kindergarten)
    accounts = read_accounts(office.application.store, office.actor, chosen)
    if as_json:
        print_json({"year": chosen, "sessions": found, "accounts": accounts})
    else:
        lines = [*session_lines(found, width()), *account_lines(accounts, width())]
        click.echo("\n".join(lines))
    return ExitCode.DONE


@make_command(
    "Verlegt den Termin einer KITA an einem TAG; so wenige andere wie möglich weichen."
)
@_kindergarten
@_day_meant
@option("--to", "new_day", type=_DAY, help="Auf diesen Tag verlegen.")
@tenant_option
@json_option
def move(
    kindergarten: str,
    day: datetime,
    new_day: datetime | None,
    tenant: str | None,
    *,
    as_json: bool,
) -> ExitCode:
    """Give a session another day, the best one if none is named."""
    office = open_office(tenant)
    view = _meant(office, kindergarten, day.date())
    asked = MoveSession(view.id, new_day.date() if new_day else None, view.version)
    done = move_session(office.application.store, office.actor, asked)
    if as_json:
        print_json(done)
    else:
        said = _("Verlegt auf den {day}; dafür wurden {count} andere verlegt.")
        told = said.format(day=f"{done.day:%d.%m.%Y}", count=done.others_moved)
        click.echo(told)
    return ExitCode.DONE


@make_command("Trägt ein, wie viele STUNDEN eine KITA an einem TAG begleitet wurde.")
@_kindergarten
@_day_meant
@click.argument("hours", metavar="STUNDEN", type=float)
@tenant_option
@json_option
def hold(
    kindergarten: str,
    day: datetime,
    hours: float,
    tenant: str | None,
    *,
    as_json: bool,
) -> ExitCode:
    """Log the hours a session really took."""
    office = open_office(tenant)
    view = _meant(office, kindergarten, day.date())
    minutes = round(hours * MINUTES_PER_HOUR)
    asked = LogSession(view.id, minutes, view.version)
    log_session(office.application.store, office.actor, asked)
    if as_json:
        print_json({"session": view.id, "minutes": minutes})
    else:
        said = _("Eingetragen: {minutes} Minuten am {day}.")
        click.echo(said.format(minutes=minutes, day=f"{view.day:%d.%m.%Y}"))
    return ExitCode.DONE


@make_command("Schreibt die Abrechnung eines Monats als Arbeitsmappe.")
@option(
    "--month",
    type=_MONTH,
    required=True,
    help="Monat der Abrechnung, zum Beispiel 2027-03.",
)
@option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Arbeitsmappe (.xlsx), die geschrieben wird.",
)
@tenant_option
@json_option
def statement(
    month: datetime, out: Path, tenant: str | None, *, as_json: bool
) -> ExitCode:
    """Held sessions of a month, and the accounts of its year."""
    office = open_office(tenant)
    store, first = office.application.store, month.date()
    views = read_statement(store, office.actor, first)
    accounts = read_accounts(store, office.actor, first.year)
    write_whole(out, workbook_bytes(statement_sheets(first, views, accounts)))
    if as_json:
        print_json({"file": out, "sessions": views})
    else:
        click.echo(_("Geschrieben: {path}").format(path=out))
    return ExitCode.DONE


for _name, _command in (
    ("plan", plan),
    ("show", show),
    ("move", move),
    ("hold", hold),
    ("statement", statement),
):
    command.add_command(_command, _name)


def _chosen(office: Office, year: int | None) -> int:
    """The year named, or the next one."""
    return year or office.application.clock.now().astimezone(office.zone).year + 1


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
        wanted = kindergarten_by_code(session, code).id
    return [view for view in sessions if view.kindergarten_id == wanted]


def _meant(office: Office, kindergarten: str, day: date) -> SessionView:
    """The session of a kindergarten on a day; a cancelled one only if no other is."""
    views = _of(office, _all(office, day.year), kindergarten)
    found = [view for view in views if view.day == day]
    if not found:
        raise NotFound(f"{kindergarten} hat am {day:%d.%m.%Y} keinen Termin.")
    return min(found, key=lambda view: view.state is AppointmentState.CANCELLED)
