"""``lueckenlos migrate``."""

import click

from service.commands.common.printing import print_json
from service.commands.common.words import command as make_command
from service.commands.common.words import json_option
from service.db.engine import make_engine
from service.db.migrate import head_revision, upgrade
from service.i18n import translate as _
from service.settings import read_settings


@make_command("Hebt die Datenbank auf den Stand dieses Programms.")
@json_option
def command(*, as_json: bool) -> None:
    """All steps at once or none; a newer database is refused."""
    engine = make_engine(read_settings().database_url)
    upgrade(engine)
    engine.dispose()
    if as_json:
        print_json({"schema": head_revision()})
        return
    click.echo(_("Die Datenbank ist auf dem Stand dieses Programms."))
