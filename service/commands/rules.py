"""``lueckenlos rules``."""

from dataclasses import replace
from datetime import date
from itertools import groupby
from operator import attrgetter

import click

from service.commands.common.kinds import DAY
from service.commands.common.lookup import area_by_name
from service.commands.common.printing import day_words, print_json
from service.commands.common.running import open_office
from service.commands.common.screen import width
from service.commands.common.words import command as make_command
from service.commands.common.words import json_option, option
from service.errors import InvalidInput
from service.i18n import translate as _
from service.profiles.catalogues import CARE, PROBLEMS, Problem
from service.profiles.told_numbers import NumberView
from service.tables_text import Column, table
from service.use_cases.list_rules import (
    OverrideView,
    RuleCatalogue,
    RuleView,
    list_rules,
)
from service.use_cases.tenant_rules import DEFAULT_LAND, RulesAsked, tenant_rules

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
    "Zu jeder Zahl steht, welche Ebene sie festlegt und woher sie stammt. Mit --tenant"
    " zählen die eigenen Zahlen des Trägers mit, mit --area die eines Gebiets."
)


@make_command(HELP)
@option("--land", help="Kürzel des Landes; sonst das des Trägers oder NW.")
@option("--day", type=DAY, default="heute", help="Tag, an dem sie gelten.")
@option("--tenant", metavar="NAME", help="Träger, dessen eigene Zahlen mitzählen.")
@option("--area", metavar="NAME", help="Gebiet des Trägers, zum Beispiel die Gemeinde.")
@option(
    "--of",
    "problem",
    type=click.Choice([problem.value for problem in Problem]),
    help="Wovon: Vertretung (substitution), Begleitungen (matching), Termine"
    " (sessions), Konsultationsbesuche (consultations) oder QE-Werkstätten"
    " (workshops); sonst alles, was der Träger plant.",
)
@json_option
def command(
    land: str | None,
    day: date,
    tenant: str | None,
    area: str | None,
    problem: str | None,
    *,
    as_json: bool,
) -> None:
    """Every rule in the order of its number."""
    asked = RulesAsked(
        land.upper() if land else None,
        day,
        problem=Problem(problem) if problem else None,
    )
    catalogue = _asked(asked, day, tenant, area)
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
    click.echo(_head(catalogue))
    click.echo("")
    for subject, rules in groupby(catalogue.rules, key=attrgetter("problem")):
        rows = [line for rule in rules for line in _rows(rule)]
        click.echo(_(PROBLEMS[subject].title))
        click.echo("\n".join(table(columns, rows, width())))
        click.echo("")
    click.echo(
        _(
            "unbekannt: Das Land darf diese Zahl selbst festlegen; seine eigene ist"
            " hier nicht belegt. Belegt heißt: bekannt und mit Gesetz, Satzung oder"
            " Fundstelle. Wo „gelesen“ fehlt, ist der Tag nicht vermerkt."
        )
    )
    if catalogue.overrides:
        click.echo("")
        click.echo("\n".join(_own_numbers(catalogue.overrides)))


def _asked(
    asked: RulesAsked, day: date, tenant: str | None, area: str | None
) -> RuleCatalogue:
    """Without a tenant no database is needed."""
    if tenant is None:
        if area is not None:
            raise InvalidInput("Ein Gebiet gehört einem Träger; bitte --tenant nennen.")
        problems = (asked.problem,) if asked.problem else CARE
        return list_rules(asked.land or DEFAULT_LAND, day, problems=problems)
    office = open_office(tenant)
    store = office.application.store
    if area is not None:
        with store.read(office.tenant_id) as session:
            asked = replace(asked, area_id=area_by_name(session, area))
    return tenant_rules(store, office.actor, asked)


def _head(catalogue: RuleCatalogue) -> str:
    place = catalogue.land_name
    if catalogue.municipality:
        place = f"{catalogue.municipality} ({place})"
    return _(
        "{place}: Regeln am {day}; {sourced} von {count} Zahlen belegt ({share} %)."
    ).format(
        place=place,
        day=day_words(catalogue.day),
        sourced=catalogue.sourced_count,
        count=catalogue.number_count,
        share=catalogue.sourced_percent,
    )


def _rows(rule: RuleView) -> list[list[str]]:
    number = "" if rule.number is None else str(rule.number)
    binding = _(_BINDINGS[rule.binding]) if rule.binding else ""
    rows = [[number, rule.title, binding, "", rule.remark, rule.source]]
    for value in rule.numbers:
        source = value.source if value.source != rule.source else ""
        rows.append(["", "", "", _(_LEVELS[value.level]), _said(value), source])
    return rows


def _said(number: NumberView) -> str:
    remark = f" ({number.remark})" if number.remark else ""
    return f"{number.title}: {number.text}{remark}"


def _own_numbers(overrides: tuple[OverrideView, ...]) -> list[str]:
    """All numbers the tenant sets itself, with their days."""
    columns = [
        Column(_("Eigene Zahl von")),
        Column(_("Zahl"), grows=True),
        Column(_("gilt ab")),
        Column(_("gilt bis")),
        Column(_("Quelle"), grows=True),
    ]
    rows = [
        [
            own.municipality or _("ganzer Träger"),
            f"{own.title}: {own.text}",
            f"{own.valid_from:%d.%m.%Y}",
            f"{own.valid_until:%d.%m.%Y}" if own.valid_until else "",
            own.source,
        ]
        for own in overrides
    ]
    return table(columns, rows, width())
