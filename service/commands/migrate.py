"""``lueckenlos migrate``."""

import click

from service.commands.common.words import command as make_command
from service.db.engine import make_engine
from service.db.migrate import upgrade
from service.i18n import translate as _
from service.settings import read_settings


@make_command("Hebt die Datenbank auf den Stand dieses Programms.")
def command() -> None:
    """All steps at once or none; a newer database is refused."""
    engine = make_engine(read_settings().database_url)
    upgrade(engine)
    engine.dispose()
    click.echo(_("Die Datenbank ist auf dem Stand dieses Programms."))
