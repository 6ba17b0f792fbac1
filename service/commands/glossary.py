"""``lueckenlos glossary``."""

import click

from service.commands.common.printing import print_json
from service.commands.common.screen import width
from service.commands.common.words import command as make_command
from service.commands.common.words import json_option
from service.glossary import glossary
from service.i18n import current_locale
from service.tables_text import Column, table


@make_command("Zeigt die Wörter des Fachs, deutsch und englisch.")
@click.argument("word", metavar="[WORT]", required=False)
@json_option
def command(word: str | None, *, as_json: bool) -> None:
    """Every term, or those in which a word occurs."""
    terms = [
        term
        for term in glossary()
        if word is None
        or word.lower() in f"{term.german} {term.english} {term.identifier}".lower()
    ]
    if as_json:
        print_json({"terms": terms})
        return
    titles = {
        "de": ("Wort", "Englisch", "Bedeutung"),
        "en": ("German", "English", "Meaning"),
    }[current_locale()]
    columns = [Column(titles[0]), Column(titles[1]), Column(titles[2], grows=True)]
    rows = [[term.german, term.english, term.definition] for term in terms]
    click.echo("\n".join(table(columns, rows, width())))
