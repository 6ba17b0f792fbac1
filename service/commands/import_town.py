"""``lueckenlos import``."""

from pathlib import Path

import click

from service.commands.common.exits import ExitCode
from service.commands.common.printing import print_json
from service.commands.common.progress import progress_bar
from service.commands.common.running import open_office, tenant_option
from service.commands.common.screen import width
from service.commands.common.words import command as make_command
from service.commands.common.words import json_option, option
from service.i18n import translate as _
from service.i18n import translate_sentence
from service.imports.report import ImportReport
from service.imports.runs import READING
from service.tables_text import Column, table
from service.use_cases.check_import import check_import
from service.use_cases.store_import import store_import

MOST_FAULTS = 100

HELP = (
    "Liest eine Stadt oder ein Programm aus Excel oder CSV ein.\n\n"
    "QUELLE ist eine Arbeitsmappe, eine CSV-Datei oder ein Ordner mit CSV-Dateien."
    " Zuerst wird nur geprüft und gezeigt, was sich ändern würde; erst --store"
    " speichert, alles oder nichts."
)


@make_command(HELP)
@click.argument(
    "source", metavar="QUELLE", type=click.Path(exists=True, path_type=Path)
)
@option("--store", "store_it", is_flag=True, help="Speichern, nicht nur prüfen.")
@tenant_option
@json_option
def command(
    source: Path, tenant: str | None, *, store_it: bool, as_json: bool
) -> ExitCode:
    """Check a file, and store it if asked to."""
    office = open_office(tenant)
    store = office.application.store
    use_case = store_import if store_it else check_import
    with progress_bar(READING) as tell:
        report = use_case(store, office.actor, source, source.name, progress=tell)
    if as_json:
        print_json(report.as_json())
    else:
        click.echo("\n".join(_lines(report)))
        if report.is_sound and report.changes_something and not store_it:
            click.echo(_("Gespeichert wird mit --store."))
    return ExitCode.DONE if report.is_sound else ExitCode.REFUSED


def _lines(report: ImportReport) -> list[str]:
    lines = [translate_sentence(report.summary)]
    if report.faults:
        lines += ["", *_faults(report)]
    changes = [
        [
            item.title,
            str(len(item.new)),
            str(len(item.changed)),
            str(item.unchanged),
            str(len(item.missing)),
        ]
        for item in report.differences
    ]
    if changes:
        titles = (_("Blatt"), _("neu"), _("geändert"), _("gleich"), _("fehlt hier"))
        columns = [
            Column(titles[0]),
            *(Column(title, right=True) for title in titles[1:]),
        ]
        lines += ["", *table(columns, changes, width())]
    if report.notices:
        lines += ["", _("Hinweise:")]
        lines += [
            f"  {fault.sheet} {fault.row or ''} {fault.column} „{fault.value}“:"
            f" {translate_sentence(fault.expected)}"
            for fault in report.notices
        ]
    return lines


def _faults(report: ImportReport) -> list[str]:
    columns = [
        Column(_("Blatt")),
        Column(_("Zeile"), right=True),
        Column(_("Spalte")),
        Column(_("Wert"), grows=True),
        Column(_("Erwartet"), grows=True),
    ]
    rows = [
        [
            fault.sheet,
            str(fault.row or ""),
            fault.column,
            fault.value,
            translate_sentence(fault.expected),
        ]
        for fault in report.faults[:MOST_FAULTS]
    ]
    lines = table(columns, rows, width())
    rest = report.fault_count - len(rows)
    if rest > 0:
        lines.append(_("… und {count} weitere").format(count=rest))
    return lines
