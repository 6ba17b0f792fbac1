"""Proofs that run out, as a sheet."""

from collections.abc import Sequence

from service.reports.titles import URGENCY_TITLES
from service.reports.views import ExpiringReport
from service.reports.workbook import Column, Form, Sheet, Value


def credential_sheets(report: ExpiringReport) -> Sequence[Sheet]:
    """One row per proof, the most urgent first."""
    rows: list[tuple[Value, ...]] = [
        (
            each.code,
            each.title,
            each.expires_on,
            each.days_left,
            URGENCY_TITLES[each.urgency],
        )
        for each in report.warnings
    ]
    return (
        Sheet(
            "Nachweise",
            f"Ablaufende Nachweise: {report.tenant}, {report.day:%d.%m.%Y}",
            (
                Column("Kürzel", width=12),
                Column("Nachweis", width=44),
                Column("gültig bis", Form.DAY, 13),
                Column("Tage", Form.COUNT, 9),
                Column("Warnung", width=16),
            ),
            rows,
        ),
    )
