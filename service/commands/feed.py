"""``lueckenlos feed``: calendars to subscribe to, and as files."""

from pathlib import Path
from uuid import UUID

import click

from service.calendars.addresses import ways_to_subscribe
from service.calendars.refresh import raise_sequences
from service.commands.common.files import told_if_unwritable, write_whole
from service.commands.common.lookup import recipient_by_code
from service.commands.common.printing import day_words, print_json
from service.commands.common.running import open_application, open_office, tenant_option
from service.commands.common.screen import width
from service.commands.common.words import Group, json_option, option
from service.commands.common.words import command as make_command
from service.commands.year_picture import year
from service.domain.kinds import FeedKind
from service.domain.page import PageRequest
from service.i18n import translate as _
from service.tables_text import Column, table
from service.use_cases.export_feed import export_feeds
from service.use_cases.list_feeds import list_feeds
from service.use_cases.revoke_feed import revoke_feed
from service.use_cases.subscribe_feed import subscribe_feed

KINDS = {
    "person": FeedKind.PERSON,
    "ort": FeedKind.PLACE,
    "familie": FeedKind.GUARDIAN,
    "gebiet": FeedKind.AREA,
    "begleitung": FeedKind.COACH,
    "kita": FeedKind.KINDERGARTEN,
    "landkreis": FeedKind.COUNTY,
    "konsultation": FeedKind.HOST,
    "verbund": FeedKind.CLUSTER,
}
_NAMES = {kind: name for name, kind in KINDS.items()}
MOST_LISTED = 500


@click.group(cls=Group, help="Richtet Kalender ein, zeigt und widerruft sie.")
def command() -> None:
    """The group; what happens is in its commands."""


@make_command(
    "Richtet einen Kalender ein und zeigt seine geheime Adresse, einmal.\n\n"
    "WESSEN ist person, ort, familie, gebiet; in einem Programm begleitung, kita,"
    " landkreis, konsultation oder verbund. KÜRZEL ist das der Liste, bei konsultation"
    " das der Kita, bei gebiet und landkreis der Name oder „alle“, bei verbund der"
    " Name."
)
@click.argument("kind", metavar="WESSEN", type=click.Choice(list(KINDS)))
@click.argument("code", metavar="KÜRZEL")
@option("--label", default="Kalender", show_default=True, help="Name zum Wiederfinden.")
@tenant_option
@json_option
def subscribe(
    kind: str, code: str, label: str, tenant: str | None, *, as_json: bool
) -> None:
    """A new secret address."""
    office = open_office(tenant)
    store = office.application.store
    with store.read(office.tenant_id) as session:
        recipient = recipient_by_code(session, KINDS[kind], code)
    view, path = subscribe_feed(
        store, office.actor, recipient.kind, recipient.id, label
    )
    base = office.application.settings.base_url
    address, ways = base.rstrip("/") + path, ways_to_subscribe(base, path)
    if as_json:
        print_json({"id": view.id, "address": address, "ways": ways})
        return
    click.echo(address)
    for way in ways:
        click.echo(f"{way.program}: {_(way.steps)}\n  {way.address}", err=True)
    click.echo(
        _("Diese Adresse ist geheim und wird nicht noch einmal gezeigt."), err=True
    )


@make_command("Zeigt, welche Kalender eingerichtet sind, ohne ihre Adressen.")
@tenant_option
@json_option
def list_all(tenant: str | None, *, as_json: bool) -> None:
    """Every subscription, the newest first."""
    office = open_office(tenant)
    page = list_feeds(
        office.application.store, office.actor, PageRequest(size=MOST_LISTED)
    )
    if as_json:
        print_json({"total": page.total, "items": page.items})
        return
    columns = [
        Column(_("Kennung")),
        Column(_("Wessen")),
        Column(_("Name"), grows=True),
        Column(_("Zuletzt gelesen")),
        Column(_("Stand")),
    ]
    rows = [
        [
            str(view.id),
            _NAMES[view.kind],
            view.label,
            day_words(view.last_used_on) if view.last_used_on else _("nie"),
            _("widerrufen") if view.revoked_at else _("gilt"),
        ]
        for view in page.items
    ]
    click.echo("\n".join(table(columns, rows, width())))


@make_command("Widerruft einen Kalender; seine Adresse antwortet sofort nicht mehr.")
@click.argument("feed_id", metavar="KENNUNG", type=click.UUID)
@tenant_option
@json_option
def revoke(feed_id: UUID, tenant: str | None, *, as_json: bool) -> None:
    """The address is dead from now on."""
    office = open_office(tenant)
    revoke_feed(office.application.store, office.actor, feed_id)
    if as_json:
        print_json({"id": feed_id})
        return
    click.echo(_("Der Kalender ist widerrufen."))


@make_command(
    "Schreibt Kalender als Dateien.\n\nWESSEN und KÜRZEL wie bei subscribe; mehrere"
    " Kürzel geben mehrere Dateien."
)
@click.argument("kind", metavar="WESSEN", type=click.Choice(list(KINDS)))
@click.argument("codes", metavar="KÜRZEL …", nargs=-1, required=True)
@option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="Ordner, in den geschrieben wird.",
)
@tenant_option
@json_option
def export(
    kind: str, codes: tuple[str, ...], out: Path, tenant: str | None, *, as_json: bool
) -> None:
    """One file per recipient."""
    office = open_office(tenant)
    store = office.application.store
    with store.read(office.tenant_id) as session:
        recipients = [recipient_by_code(session, KINDS[kind], code) for code in codes]
    feeds = export_feeds(store, office.actor, recipients)
    with told_if_unwritable(out):
        out.mkdir(parents=True, exist_ok=True)
    for name, body in feeds:
        write_whole(out / name, body)
    paths = [out / name for name, _body in feeds]
    if as_json:
        print_json({"paths": paths})
    else:
        click.echo("\n".join(map(str, paths)))


@make_command(
    "Nach dem Einspielen einer Sicherung: hebt alle Kalender über den Stand, den"
    " Kalenderprogramme vorher gelesen haben.\n\nSonst halten sie das Eingespielte für"
    " älter als das, was sie zeigen, und übernehmen es nicht. Gilt für alle Träger."
)
@json_option
def restored(*, as_json: bool) -> None:
    """Every event is newer than all that readers may have seen."""
    count = raise_sequences(open_application().store)
    if as_json:
        print_json({"feeds": count})
        return
    click.echo(_("Neu geschriebene Kalender: {count}.").format(count=count))


for _name, _command in (
    ("subscribe", subscribe),
    ("list", list_all),
    ("revoke", revoke),
    ("export", export),
    ("restored", restored),
    ("year", year),
):
    command.add_command(_command, _name)
