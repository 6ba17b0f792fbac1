"""``lueckenlos feed year``: a coach's year as a picture."""

from datetime import date
from pathlib import Path

import click

from service.calendars.local_time import local_date
from service.calendars.refresh import zone_of
from service.commands.common.files import write_whole
from service.commands.common.kinds import MONTH
from service.commands.common.lookup import recipient_by_code
from service.commands.common.printing import print_json
from service.commands.common.running import open_office, tenant_option
from service.commands.common.words import command as make_command
from service.commands.common.words import json_option, option
from service.domain.kinds import FeedKind
from service.pictures.year.draw import draw_year
from service.pictures.year.gather import gather_year


@make_command(
    "Zeichnet das Jahr einer Prozessbegleitung als Bild (SVG): Termine, belegte Zeiten,"
    " freie Tage.\n\nKÜRZEL ist das der Liste."
)
@click.argument("code", metavar="KÜRZEL")
@option(
    "--from",
    "first_month",
    type=MONTH,
    help="Erster Monat (MM.JJJJ); sonst der laufende.",
)
@option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("jahr.svg"),
    show_default=True,
    help="Datei, in die gezeichnet wird.",
)
@tenant_option
@json_option
def year(
    code: str,
    first_month: date | None,
    out: Path,
    tenant: str | None,
    *,
    as_json: bool,
) -> None:
    """Twelve months of a coach."""
    office = open_office(tenant)
    store = office.application.store
    with store.read(office.tenant_id) as session:
        coach = recipient_by_code(session, FeedKind.COACH, code)
        today = local_date(store.clock.now(), zone_of(session))
    start = first_month or today
    found = gather_year(store, office.actor, coach.id, date(start.year, start.month, 1))
    write_whole(out, draw_year(found).encode())
    if as_json:
        print_json({"path": out})
    else:
        click.echo(out)
