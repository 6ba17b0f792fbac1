"""``lueckenlos rules``."""

from datetime import date

import click

from service.commands.common.kinds import DAY
from service.commands.common.printing import day_words, print_json
from service.commands.common.running import json_option
from service.commands.common.screen import width
from service.commands.common.words import command as make_command
from service.commands.common.words import option
from service.i18n import translate as _
from service.tables_text import Column, table
from service.use_cases.list_rules import NumberView, RuleView, list_rules

_LEVELS = {
    "federal": "Bund",
    "land": "Land",
    "municipality": "Gemeinde",
    "permit": "Erlaubnis",
}
_BINDINGS = {
    "law": "Gesetz",
    "contract": "Vertrag",
    "practice": "Praxis",
    "wish": "Wunsch",
    "": "",
}

HELP = (
    "Zeigt die Regeln eines Landes mit ihren Quellen.\n\n"
    "Zu jeder Zahl steht, welche Ebene sie festlegt und woher sie stammt. „Bund*“"
    " heißt: die Zahl des Landes ist nicht belegt, es gilt die des Bundes."
)


@make_command(HELP)
@option("--land", default="NW", show_default=True, help="Kürzel des Landes.")
@option("--day", type=DAY, default="heute", help="Tag, an dem sie gelten.")
@json_option
def command(land: str, day: date, *, as_json: bool) -> None:
    """Every rule in the order of its number."""
    catalogue = list_rules(land.upper(), day)
    if as_json:
        print_json(catalogue)
        return
    columns = [
        Column(_("Nr."), right=True),
        Column(_("Regel"), grows=True),
        Column(_("Bindung")),
        Column(_("Ebene")),
        Column(_("Zahl"), grows=True),
        Column(_("Quelle"), grows=True),
    ]
    rows = [line for rule in catalogue.rules for line in _rows(rule)]
    head = _("Regeln in {land} am {day}; {share} % der Zahlen belegt.")
    click.echo(
        head.format(
            land=catalogue.land,
            day=day_words(catalogue.day),
            share=catalogue.sourced_percent,
        )
    )
    click.echo("")
    click.echo("\n".join(table(columns, rows, width())))


def _rows(rule: RuleView) -> list[list[str]]:
    number = "" if rule.number is None else str(rule.number)
    binding = _(_BINDINGS[rule.binding]) if rule.binding else ""
    rows = [[number, rule.title, binding, "", "", rule.source]]
    for value in rule.numbers:
        source = value.source if value.source != rule.source else ""
        rows.append(
            ["", "", "", _level(value), f"{value.name}: {_said(value)}", source]
        )
    return rows


def _level(value: NumberView) -> str:
    level = _(_LEVELS.get(value.level, value.level))
    return level if value.known else f"{level}*"


def _said(number: NumberView) -> str:
    match number.value:
        case bool():
            return _("ja") if number.value else _("nein")
        case int() | str():
            return str(number.value)
        case tuple():
            return ", ".join(number.value)
        case _:
            return ", ".join(f"{key} {value}" for key, value in number.value.items())
