"""``lueckenlos report``."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import click

from service.commands.common.files import write_whole
from service.commands.common.printing import print_json
from service.commands.common.report_text import (
    coverage_lines,
    expiring_lines,
    statement_lines,
)
from service.commands.common.running import Office, open_office, tenant_option
from service.commands.common.screen import width
from service.commands.common.words import command as make_command
from service.commands.common.words import json_option, option
from service.i18n import translate as _
from service.ports import local_day
from service.reports.sheets_coverage import coverage_sheets
from service.reports.sheets_credentials import credential_sheets
from service.reports.sheets_statements import statement_sheets
from service.reports.views import CoverageReport, ExpiringReport, StatementReport
from service.reports.workbook import Notes, Sheet, workbook_bytes
from service.use_cases.read_coverage import read_coverage
from service.use_cases.read_expiring_credentials import read_expiring_credentials
from service.use_cases.read_statements import read_statements

HELP = (
    "Belegt einen Monat: Deckung, Abrechnung, Nachweise.\n\n"
    "Gezählt wird, was freigegeben oder von Hand vereinbart ist. Die Deckung nennt"
    " niemanden, die Abrechnung nur Kürzel; Namen stehen dabei mit --names. Ein"
    " laufender Monat zählt bis heute."
)
COVERAGE, STATEMENTS, CREDENTIALS = "deckung", "abrechnung", "nachweise"
PARTS = (COVERAGE, STATEMENTS, CREDENTIALS)
SUFFIX = ".xlsx"


@make_command(HELP)
@option("--month", metavar="MONAT", help="Zum Beispiel 2026-11; sonst der vorige.")
@option(
    "--part",
    "parts",
    type=click.Choice(PARTS),
    multiple=True,
    help="Nur dieser Teil; mehrfach möglich.",
)
@option("--names", is_flag=True, help="In der Abrechnung auch Namen nennen.")
@option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Arbeitsmappe (.xlsx), die geschrieben wird.",
)
@tenant_option
@json_option
def command(
    *,
    month: str | None,
    parts: tuple[str, ...],
    names: bool,
    out: Path | None,
    tenant: str | None,
    as_json: bool,
) -> None:
    """Show a month, or write it."""
    if out is not None and out.suffix.lower() != SUFFIX:
        refusal = _("„{path}“ endet nicht auf .xlsx.").format(path=out)
        raise click.BadParameter(refusal, param_hint="--out")
    office = open_office(tenant)
    asked = _Asked(month or _last_month(office), parts or PARTS, names=names)
    told = _told(office, asked)
    if out is not None:
        write_whole(out, workbook_bytes([s for part in told for s in part.sheets()]))
    if as_json:
        print_json({part.key: part.report for part in told} | {"file": out})
    elif out is not None:
        click.echo(_("Geschrieben: {path}").format(path=out))
    else:
        lines = (part.lines(width()) for part in told)
        click.echo("\n\n\n".join("\n".join(part) for part in lines))


@dataclass(frozen=True, slots=True)
class _Asked:
    """Which month, which parts of it."""

    month: str
    parts: tuple[str, ...]
    names: bool


@dataclass(frozen=True, slots=True)
class _Part:
    """A report, how it reads on a terminal and what it is in a workbook."""

    key: str
    report: CoverageReport | StatementReport | ExpiringReport
    lines: Callable[[int], Sequence[str]]
    sheets: Callable[[], Sequence[Sheet | Notes]]


def _told(office: Office, asked: _Asked) -> list[_Part]:
    makers = {
        COVERAGE: _coverage,
        STATEMENTS: _statements,
        CREDENTIALS: _credentials,
    }
    return [makers[part](office, asked) for part in PARTS if part in asked.parts]


def _coverage(office: Office, asked: _Asked) -> _Part:
    report = read_coverage(office.application.store, office.actor, asked.month)
    return _Part(
        "coverage",
        report,
        lambda columns: coverage_lines(report, columns),
        lambda: coverage_sheets(report),
    )


def _statements(office: Office, asked: _Asked) -> _Part:
    store = office.application.store
    report = read_statements(store, office.actor, asked.month, names=asked.names)
    return _Part(
        "statements",
        report,
        lambda columns: statement_lines(report, columns),
        lambda: statement_sheets(report),
    )


def _credentials(office: Office, asked: _Asked) -> _Part:
    del asked  # proofs run out from today on, whatever month is asked for
    report = read_expiring_credentials(office.application.store, office.actor)
    return _Part(
        "credentials",
        report,
        lambda columns: expiring_lines(report, columns),
        lambda: credential_sheets(report),
    )


def _last_month(office: Office) -> str:
    today = local_day(office.application.clock, office.zone.key)
    return f"{today.replace(day=1) - timedelta(days=1):%Y-%m}"
