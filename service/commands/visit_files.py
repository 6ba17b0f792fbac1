"""``lueckenlos visits export``."""

from datetime import datetime, timedelta
from pathlib import Path

import click

from service.commands.common.exits import ExitCode
from service.commands.common.files import write_whole
from service.commands.common.running import open_office, tenant_option
from service.commands.common.words import command as make_command
from service.commands.common.words import option
from service.errors import InvalidInput
from service.i18n import translate as _
from service.ports import local_day
from service.use_cases.export_visits import (
    ExportVisits,
    export_visits_picture,
    export_visits_workbook,
)
from service.use_cases.plan_visits import MOST_WEEKS

_FILE = click.Path(path_type=Path, dir_okay=False)


@make_command(
    "Schreibt die Besuche der nächsten Wochen in Dateien: eine Arbeitsmappe für den"
    " Ausschuss, ein Bild."
)
@option(
    "--weeks",
    type=click.IntRange(1, MOST_WEEKS),
    default=6,
    help="So viele Wochen ab heute.",
)
@option(
    "--from",
    "first",
    type=click.DateTime(["%Y-%m-%d", "%d.%m.%Y"]),
    help="Erster Tag; sonst heute.",
)
@option("--svg", metavar="DATEI", type=_FILE, help="Kalender der Besuche als Bild.")
@option("--xlsx", metavar="DATEI", type=_FILE, help="Arbeitsmappe für den Ausschuss.")
@option(
    "--names",
    is_flag=True,
    help="Auch in Dateien Namen nennen; sonst stehen dort Kürzel.",
)
@tenant_option
def export(
    weeks: int,
    first: datetime | None,
    svg: Path | None,
    xlsx: Path | None,
    tenant: str | None,
    *,
    names: bool,
) -> ExitCode:
    """Write the visits of some weeks to files."""
    if svg is None and xlsx is None:
        raise InvalidInput(_("Bitte --svg DATEI, --xlsx DATEI oder beides angeben."))
    office = open_office(tenant)
    store, actor = office.application.store, office.actor
    begins = first.date() if first else local_day(store.clock, office.zone.key)
    asked = ExportVisits(begins, begins + timedelta(days=7 * weeks - 1), names)
    for path, made in ((svg, export_visits_picture), (xlsx, export_visits_workbook)):
        if path is not None:
            write_whole(path, made(store, actor, asked))
            click.echo(_("Geschrieben: {path}").format(path=path))
    return ExitCode.DONE
