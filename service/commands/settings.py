"""``lueckenlos settings``."""

import click

from service.commands.common.printing import print_json
from service.commands.common.screen import width
from service.commands.common.words import command as make_command
from service.commands.common.words import json_option
from service.i18n import translate as _
from service.settings import IS_SET, NOT_SET, PREFIX, read_settings
from service.settings import table as settings_table
from service.tables_text import Column, table


@make_command(
    "Zeigt alle Einstellungen.\n\nJede wird durch eine Umgebungsvariable gesetzt;"
    " Geheimnisse werden nicht angezeigt."
)
@json_option
def command(*, as_json: bool) -> None:
    """Name, value in use, default and purpose of each setting."""
    shown = dict(read_settings().shown())
    rows = [
        (name, _of_secret(shown[name.removeprefix(PREFIX).lower()]), default, _(text))
        for name, default, text in settings_table()
    ]
    if as_json:
        keys = ("name", "value", "default", "help")
        shown_rows = [dict(zip(keys, row, strict=True)) for row in rows]
        print_json({"settings": shown_rows})
        return
    columns = [
        Column(_("Einstellung")),
        Column(_("Wert"), grows=True),
        Column(_("Vorgabe"), grows=True),
        Column(_("Wozu"), grows=True),
    ]
    click.echo("\n".join(table(columns, rows, width())))


def _of_secret(value: str) -> str:
    """Whether it is set, in words; other values as they are."""
    return _(value) if value in (IS_SET, NOT_SET) else value
