"""``lueckenlos visits export``."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import click

from service.commands.common.exits import ExitCode
from service.commands.common.files import write_whole
from service.commands.common.gathering import gathers
from service.commands.common.kinds import DAY
from service.commands.common.printing import print_json
from service.commands.common.running import open_office, tenant_option
from service.commands.common.words import command as make_command
from service.commands.common.words import json_option, option
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


@dataclass(frozen=True, slots=True)
class _Files:
    """Where the picture and the workbook are written, and whether they tell names."""

    svg: Path | None
    xlsx: Path | None
    names: bool


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
    type=DAY,
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
@json_option
@gathers(_Files)
def export(
    files: _Files,
    weeks: int,
    first: date | None,
    tenant: str | None,
    *,
    as_json: bool,
) -> ExitCode:
    """Write the visits of some weeks to files."""
    if files.svg is None and files.xlsx is None:
        raise InvalidInput(_("Bitte --svg DATEI, --xlsx DATEI oder beides angeben."))
    office = open_office(tenant)
    store, actor = office.application.store, office.actor
    begins = first or local_day(store.clock, office.zone.key)
    asked = ExportVisits(begins, begins + timedelta(days=7 * weeks - 1), files.names)
    made = {files.svg: export_visits_picture, files.xlsx: export_visits_workbook}
    paths = [path for path in made if path is not None]
    for path in paths:
        write_whole(path, made[path](store, actor, asked))
    if as_json:
        print_json({"paths": paths})
        return ExitCode.DONE
    for path in paths:
        click.echo(_("Geschrieben: {path}").format(path=path))
    return ExitCode.DONE
