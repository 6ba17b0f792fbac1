"""``lueckenlos absence``: report, extend, withdraw, list."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import click
from sqlalchemy import select

from service.access import Action, visible
from service.commands.common.gathering import gathers
from service.commands.common.kinds import DAY, MINUTE
from service.commands.common.lookup import absence_by_id, person_by_code
from service.commands.common.printing import (
    clock_words,
    day_words,
    print_json,
    short_ids,
)
from service.commands.common.running import Office, open_office, tenant_option
from service.commands.common.screen import width
from service.commands.common.words import Group, json_option, option
from service.commands.common.words import command as make_command
from service.db.tables.absences import Absence
from service.db.tables.people import Person
from service.db.validity import lasts
from service.domain.kinds import AbsenceClass
from service.i18n import translate as _
from service.tables_text import Column, table
from service.use_cases.change_absence import (
    ChangeAbsence,
    extend_absence,
    withdraw_absence,
)
from service.use_cases.report_absence import ReportAbsence, report_absence

CLASSES = {
    "kurzfristig": AbsenceClass.SHORT_NOTICE,
    "geplant": AbsenceClass.PLANNED,
    "fortbildung": AbsenceClass.TRAINING,
    "sonstige": AbsenceClass.OTHER,
}


@click.group(
    cls=Group,
    help="Meldet, verlängert, beendet und zeigt Abwesenheiten.\n\nNach dem Grund wird"
    " nie gefragt.",
)
def command() -> None:
    """The group; what happens is in its commands."""


@dataclass(frozen=True, slots=True)
class _Reported:
    """Who is away, from when to when."""

    person: str
    first_day: date
    last_day: date | None
    back: date | None
    start_minute: int | None
    kind: str


@make_command(
    "Meldet jemanden abwesend.\n\nPERSON ist das Kürzel oder der Name. Ohne --to"
    " ist das Ende offen."
)
@click.argument("person", metavar="PERSON")
@option("--from", "first_day", type=DAY, default="heute", help="Erster Tag.")
@option("--to", "last_day", type=DAY, help="Letzter Tag; ohne: offenes Ende.")
@option("--back", type=DAY, help="Voraussichtlich zurück am.")
@option("--at", "start_minute", type=MINUTE, help="Erst ab dieser Uhrzeit.")
@option(
    "--kind",
    type=click.Choice(list(CLASSES)),
    default="kurzfristig",
    show_default=True,
    help="Art, nie der Grund.",
)
@tenant_option
@json_option
@gathers(_Reported)
def report(reported: _Reported, tenant: str | None, *, as_json: bool) -> None:
    """Somebody is away."""
    office = open_office(tenant)
    store = office.application.store
    with store.read(office.tenant_id) as session:
        person_id = person_by_code(session, reported.person).id
    absence = ReportAbsence(
        person_id,
        reported.first_day,
        reported.last_day,
        reported.back,
        start_minute=reported.start_minute,
        absence_class=CLASSES[reported.kind],
    )
    absence_id = report_absence(store, office.actor, absence)
    if as_json:
        print_json({"id": absence_id})
    else:
        click.echo(_("Gemeldet: {absence}").format(absence=absence_id))


@make_command("Setzt das Ende einer Abwesenheit neu, später oder früher.")
@click.argument("absence", metavar="ABWESENHEIT")
@option("--to", "last_day", type=DAY, help="Letzter Tag; ohne: offenes Ende.")
@option("--back", type=DAY, help="Voraussichtlich zurück am.")
@tenant_option
@json_option
def extend(
    absence: str,
    last_day: date | None,
    back: date | None,
    tenant: str | None,
    *,
    as_json: bool,
) -> None:
    """The absence has a new end."""
    office = open_office(tenant)
    with office.application.store.read(office.tenant_id) as session:
        absence_id = absence_by_id(session, absence)
    change = ChangeAbsence(absence_id, last_day, back)
    extend_absence(office.application.store, office.actor, change)
    if as_json:
        print_json({"id": absence_id})
        return
    click.echo(_("Das Ende ist geändert."))


@make_command("Nimmt eine Abwesenheit zurück, die nicht stimmt.")
@click.argument("absence", metavar="ABWESENHEIT")
@tenant_option
@json_option
def withdraw(absence: str, tenant: str | None, *, as_json: bool) -> None:
    """The absence counts no longer."""
    office = open_office(tenant)
    with office.application.store.read(office.tenant_id) as session:
        absence_id = absence_by_id(session, absence)
    withdraw_absence(office.application.store, office.actor, absence_id)
    if as_json:
        print_json({"id": absence_id})
        return
    click.echo(_("Die Abwesenheit ist zurückgenommen."))


@make_command("Zeigt, wer an einem Tag oder danach abwesend ist.")
@option("--from", "first_day", type=DAY, default="heute", help="Ab diesem Tag.")
@tenant_option
@json_option
def list_all(first_day: date, tenant: str | None, *, as_json: bool) -> None:
    """Absences that have not ended by then, the earliest first."""
    office = open_office(tenant)
    rows = _away(office, first_day)
    if as_json:
        print_json({"absences": rows})
        return
    columns = [
        Column(_("Person")),
        Column(_("Name"), grows=True),
        Column(_("von")),
        Column(_("bis"), grows=True),
        Column(_("Kennung")),
    ]
    short = short_ids([row.id for row in rows])
    lines = [
        [row.person, row.name, _begin(row), _end(row), short[row.id]] for row in rows
    ]
    click.echo("\n".join(table(columns, lines, width())))


@dataclass(frozen=True, slots=True)
class _Away:
    """An absence with the name of who is away."""

    id: UUID
    person: str
    name: str
    first_day: date
    last_day: date | None
    expected_return: date | None
    start_minute: int | None


def _away(office: Office, first_day: date) -> list[_Away]:
    query = (
        visible(office.actor, Absence, Action.READ_ABSENCES)
        .where(
            Absence.withdrawn_at.is_(None),
            lasts(Absence.last_day, first_day),
        )
        .order_by(Absence.first_day, Absence.id)
    )
    with office.application.store.read(office.tenant_id) as session:
        absences = session.scalars(query).all()
        ids = {row.person_id for row in absences}
        known = session.scalars(select(Person).where(Person.id.in_(ids)))
        persons = {person.id: person for person in known}
    return [
        _Away(
            row.id,
            persons[row.person_id].code,
            f"{persons[row.person_id].given_name} {persons[row.person_id].family_name}",
            row.first_day,
            row.last_day,
            row.expected_return,
            row.start_minute,
        )
        for row in absences
    ]


def _begin(row: _Away) -> str:
    minute = "" if row.start_minute is None else " " + clock_words(row.start_minute)
    return day_words(row.first_day) + minute


def _end(row: _Away) -> str:
    if row.last_day is not None:
        return day_words(row.last_day)
    if row.expected_return is None:
        return _("offen")
    return _("offen, zurück etwa {day}").format(day=day_words(row.expected_return))


for _name, _command in (
    ("report", report),
    ("extend", extend),
    ("withdraw", withdraw),
    ("list", list_all),
):
    command.add_command(_command, _name)
