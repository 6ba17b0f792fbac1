"""Evidence for the youth office and statements for payment, as JSON and as .xlsx."""

from collections.abc import Sequence
from typing import Any

from flask import Response
from flask.views import MethodView

from api.auth import actor, needs, store
from api.smorest import Resource
from api.v1.files import ATTACHED, BYTES, attached
from api.v1.schemas.reports import (
    CoverageSchema,
    ExpiringReportSchema,
    Flag,
    MonthQuery,
    StatementQuery,
    StatementsSchema,
)
from service.access import Action
from service.reports.sheets_coverage import coverage_sheets
from service.reports.sheets_credentials import credential_sheets
from service.reports.sheets_statements import statement_sheets
from service.reports.views import CoverageReport, ExpiringReport, StatementReport
from service.reports.workbook import XLSX, Notes, Sheet, workbook_bytes
from service.use_cases.read_coverage import read_coverage
from service.use_cases.read_expiring_credentials import read_expiring_credentials
from service.use_cases.read_statements import read_statements

reports = Resource(
    "reports", __name__, url_prefix="/api/v1/reports", description="Nachweise"
)


@reports.route("/coverage", endpoint="Coverage")
class Coverage(MethodView):
    """The coverage of a month."""

    @needs(Action.READ_COVERAGE)
    @reports.arguments(MonthQuery, location="query")
    @reports.response(200, CoverageSchema)
    def get(self, query: dict[str, Any]) -> CoverageReport:
        """Deckung eines Monats nach § 23 Abs. 4 SGB VIII, ohne Namen."""
        return read_coverage(store(), actor(), query["month"])


@reports.route("/coverage.xlsx", endpoint="CoverageWorkbook")
class CoverageWorkbook(MethodView):
    """The coverage of a month, to hand on."""

    @needs(Action.READ_COVERAGE)
    @reports.arguments(MonthQuery, location="query")
    @reports.response(200, BYTES, content_type=XLSX, headers=ATTACHED)
    def get(self, query: dict[str, Any]) -> Response:
        """Deckung eines Monats als Arbeitsmappe, ohne Namen."""
        report = read_coverage(store(), actor(), query["month"])
        return _attached(f"deckung-{report.month}", coverage_sheets(report))


@reports.route("/statements", endpoint="Statements")
class Statements(MethodView):
    """What substitutes are to be paid for."""

    @needs(Action.READ_STATEMENTS)
    @reports.arguments(StatementQuery, location="query")
    @reports.response(200, StatementsSchema)
    def get(self, query: dict[str, Any]) -> StatementReport:
        """Abrechnung eines Monats: Stunden, Freihalteplätze, Kontakte."""
        return _statements(query)


@reports.route("/statements.xlsx", endpoint="StatementsWorkbook")
class StatementsWorkbook(MethodView):
    """What substitutes are to be paid for, to hand on."""

    @needs(Action.READ_STATEMENTS)
    @reports.arguments(StatementQuery, location="query")
    @reports.response(200, BYTES, content_type=XLSX, headers=ATTACHED)
    def get(self, query: dict[str, Any]) -> Response:
        """Abrechnung eines Monats als Arbeitsmappe."""
        report = _statements(query)
        return _attached(f"abrechnung-{report.month}", statement_sheets(report))


@reports.route("/credentials", endpoint="Credentials")
class Credentials(MethodView):
    """Proofs that run out."""

    @needs(Action.READ_PROOFS)
    @reports.response(200, ExpiringReportSchema)
    def get(self) -> ExpiringReport:
        """Nachweise, die abgelaufen sind oder in 30, 60, 90 Tagen ablaufen."""
        return read_expiring_credentials(store(), actor())


@reports.route("/credentials.xlsx", endpoint="CredentialsWorkbook")
class CredentialsWorkbook(MethodView):
    """Proofs that run out, to hand on."""

    @needs(Action.READ_PROOFS)
    @reports.response(200, BYTES, content_type=XLSX, headers=ATTACHED)
    def get(self) -> Response:
        """Ablaufende Nachweise als Arbeitsmappe, ohne Namen."""
        report = read_expiring_credentials(store(), actor())
        return _attached(f"nachweise-{report.day:%Y-%m-%d}", credential_sheets(report))


def _statements(query: dict[str, Any]) -> StatementReport:
    named = query["names"] is Flag.TRUE
    return read_statements(store(), actor(), query["month"], names=named)


def _attached(name: str, sheets: Sequence[Sheet | Notes]) -> Response:
    return attached(workbook_bytes(sheets), f"{name}.xlsx", XLSX)
