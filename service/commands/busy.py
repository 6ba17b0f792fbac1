"""``lueckenlos busy``: calendars of others, read for the times somebody is busy."""

from pathlib import Path
from uuid import UUID

import click

from service.busy.limits import LIMITS
from service.busy.owners import BusyOwner, OwnerKind
from service.busy.sources import BusySourceView
from service.commands.common.lookup import recipient_by_code
from service.commands.common.printing import day_words, print_json
from service.commands.common.running import open_office, tenant_option
from service.commands.common.screen import width
from service.commands.common.words import Group, json_option, option
from service.commands.common.words import command as make_command
from service.domain.kinds import FeedKind
from service.domain.page import PageRequest
from service.i18n import translate as _
from service.tables_text import Column, table
from service.use_cases.give_calendar import (
    give_calendar,
    remove_calendar,
    replace_calendar,
)
from service.use_cases.list_calendars import list_calendars
from solver.counted import told

OWNERS = {"begleitung": OwnerKind.COACH, "kita": OwnerKind.KINDERGARTEN}
_NAMES = {kind: name for name, kind in OWNERS.items()}
MOST_LISTED = 500
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group(cls=Group, help="Hinterlegt Kalender, deren belegte Zeiten gelten.")
def command() -> None:
    """The group; what happens is in its commands."""


@make_command(
    "Hinterlegt einen Kalender (.ics): behalten werden nur die belegten Zeiten.\n\n"
    "WESSEN ist begleitung oder kita; KÜRZEL das der Liste."
)
@click.argument("kind", metavar="WESSEN", type=click.Choice(list(OWNERS)))
@click.argument("code", metavar="KÜRZEL")
@click.argument("file", metavar="DATEI", type=_FILE)
@option("--name", default="Kalender", show_default=True, help="Name zum Wiederfinden.")
@tenant_option
@json_option
def give(
    kind: str, code: str, file: Path, name: str, tenant: str | None, *, as_json: bool
) -> None:
    """A calendar of a coach or a kindergarten."""
    office = open_office(tenant)
    store = office.application.store
    with store.read(office.tenant_id) as session:
        found = recipient_by_code(session, FeedKind(OWNERS[kind].value), code)
    owner = BusyOwner(OWNERS[kind], found.id)
    _say(give_calendar(store, office.actor, owner, name, _bytes(file)), as_json=as_json)


@make_command("Hinterlegt einen Kalender neu; die früheren Zeiten gelten nicht mehr.")
@click.argument("calendar_id", metavar="KENNUNG", type=click.UUID)
@click.argument("file", metavar="DATEI", type=_FILE)
@tenant_option
@json_option
def replace(
    calendar_id: UUID, file: Path, tenant: str | None, *, as_json: bool
) -> None:
    """The same calendar with other times."""
    office = open_office(tenant)
    store = office.application.store
    view = replace_calendar(store, office.actor, calendar_id, _bytes(file))
    _say(view, as_json=as_json)


@make_command("Zeigt, welche Kalender hinterlegt sind; nicht, was in ihnen steht.")
@tenant_option
@json_option
def list_all(tenant: str | None, *, as_json: bool) -> None:
    """Every calendar that was given."""
    office = open_office(tenant)
    page = list_calendars(
        office.application.store, office.actor, PageRequest(size=MOST_LISTED)
    )
    if as_json:
        print_json({"total": page.total, "items": page.items})
        return
    columns = [
        Column(_("Kennung")),
        Column(_("Wessen")),
        Column(_("Name"), grows=True),
        Column(_("Gelesen am")),
        Column(_("Reicht bis")),
        Column(_("Belegte Zeiten")),
    ]
    rows = [
        [
            str(view.id),
            _NAMES[view.owner_kind],
            view.name,
            day_words(view.last_read_at.date()),
            day_words(view.reaches_until),
            str(view.busy_spans),
        ]
        for view in page.items
    ]
    click.echo("\n".join(table(columns, rows, width())))


@make_command("Entfernt einen hinterlegten Kalender mit seinen Zeiten.")
@click.argument("calendar_id", metavar="KENNUNG", type=click.UUID)
@tenant_option
@json_option
def remove(calendar_id: UUID, tenant: str | None, *, as_json: bool) -> None:
    """Nothing of it is kept."""
    office = open_office(tenant)
    remove_calendar(office.application.store, office.actor, calendar_id)
    if as_json:
        print_json({"id": calendar_id})
        return
    click.echo(_("Der Kalender ist entfernt."))


def _bytes(file: Path) -> bytes:
    """A file, or a little more of it than is read: enough to refuse it."""
    with file.open("rb") as opened:
        return opened.read(LIMITS.file_bytes + 1)


def _say(view: BusySourceView, *, as_json: bool) -> None:
    if as_json:
        print_json(view)
        return
    click.echo(view.id)
    values = {"count": view.busy_spans, "day": day_words(view.reaches_until)}
    said = "{count} belegte Zeiten gelten ab jetzt (bis {day})."
    click.echo(told(said, values, _), err=True)


for _name, _command in (
    ("give", give),
    ("replace", replace),
    ("list", list_all),
    ("remove", remove),
):
    command.add_command(_command, _name)
