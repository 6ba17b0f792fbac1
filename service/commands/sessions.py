"""``lueckenlos sessions``."""

from datetime import date, datetime
from pathlib import Path
from typing import Final

import click

from service.commands.common.exits import ExitCode
from service.commands.common.files import write_whole
from service.commands.common.finding_dates import finding_dates
from service.commands.common.kinds import DAY, HOURS, MONTH
from service.commands.common.printing import print_json
from service.commands.common.running import open_office, tenant_option
from service.commands.common.screen import width
from service.commands.common.session_text import (
    account_lines,
    moved_text,
    session_lines,
)
from service.commands.common.sessions_meant import (
    accounts_about,
    all_sessions,
    chosen_year,
    day_argument,
    kindergarten_argument,
    of_kindergarten,
    session_meant,
    year_option,
)
from service.commands.common.words import Group, json_option, option
from service.commands.common.words import command as make_command
from service.commands.session_answers import confirm, refuse
from service.commands.session_why import why
from service.domain.kinds import SchedulingKind
from service.i18n import translate as _
from service.reports.sheets_sessions import statement_sheets
from service.reports.workbook import workbook_bytes
from service.use_cases.log_session import LogSession, log_session
from service.use_cases.move_session import MoveSession, move_session
from service.use_cases.read_sessions import read_accounts, read_statement
from solver.counted import told

MINUTES_PER_HOUR: Final = 60


@click.group(
    cls=Group, help="Plant Termine eines Jahres, verlegt sie und führt Stundenkonten."
)
def command() -> None:
    """The group; what happens is in its commands."""


plan = finding_dates(
    SchedulingKind.SESSIONS,
    "Gibt jeder zugesagten Begleitung ihre Termine; was schon im Kalender steht,"
    " bleibt, wo es kann.",
)


@make_command("Zeigt die Termine eines Jahres und die Stundenkonten.")
@click.argument("kindergarten", metavar="[KITA]", required=False)
@year_option
@tenant_option
@json_option
def show(
    kindergarten: str | None, year: int | None, tenant: str | None, *, as_json: bool
) -> ExitCode:
    """Sessions and accounts, of one kindergarten or all."""
    office = open_office(tenant)
    chosen = chosen_year(office, year)
    found = all_sessions(office, chosen)
    accounts = read_accounts(office.application.store, office.actor, chosen)
    if kindergarten is not None:
        found = of_kindergarten(office, found, kindergarten)
        accounts = accounts_about(office, accounts, found, kindergarten)
    if as_json:
        print_json({"year": chosen, "sessions": found, "accounts": accounts})
    else:
        lines = [*session_lines(found, width()), *account_lines(accounts, width())]
        click.echo("\n".join(lines))
    return ExitCode.DONE


@make_command(
    "Verlegt den Termin einer KITA an einem TAG; so wenige andere wie möglich weichen."
)
@kindergarten_argument
@day_argument
@option("--to", "new_day", type=DAY, help="Auf diesen Tag verlegen.")
@tenant_option
@json_option
def move(
    kindergarten: str,
    day: date,
    new_day: date | None,
    tenant: str | None,
    *,
    as_json: bool,
) -> ExitCode:
    """Give a session another day, the best one if none is named."""
    office = open_office(tenant)
    view = session_meant(office, kindergarten, day)
    asked = MoveSession(view.id, new_day, view.version)
    done = move_session(office.application.store, office.actor, asked)
    if as_json:
        print_json(done)
    else:
        click.echo(moved_text(done))
    return ExitCode.DONE


@make_command("Trägt ein, wie viele STUNDEN eine KITA an einem TAG begleitet wurde.")
@kindergarten_argument
@day_argument
@click.argument("hours", metavar="STUNDEN", type=HOURS)
@tenant_option
@json_option
def hold(
    kindergarten: str,
    day: date,
    hours: float,
    tenant: str | None,
    *,
    as_json: bool,
) -> ExitCode:
    """Log the hours a session really took."""
    office = open_office(tenant)
    view = session_meant(office, kindergarten, day)
    minutes = round(hours * MINUTES_PER_HOUR)
    asked = LogSession(view.id, minutes, view.version)
    log_session(office.application.store, office.actor, asked)
    if as_json:
        print_json({"session": view.id, "minutes": minutes})
    else:
        held = {"minutes": minutes, "day": f"{view.day:%d.%m.%Y}"}
        click.echo(told("Eingetragen: {minutes} Minuten am {day}.", held, _))
    return ExitCode.DONE


@make_command("Schreibt die Abrechnung eines Monats als Arbeitsmappe.")
@option(
    "--month",
    type=MONTH,
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
    ("confirm", confirm),
    ("refuse", refuse),
    ("why", why),
    ("hold", hold),
    ("statement", statement),
):
    command.add_command(_command, _name)
