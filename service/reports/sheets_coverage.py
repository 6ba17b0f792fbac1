"""The coverage of a month as sheets: nobody is named in them."""

from collections.abc import Iterator, Sequence

from service.reports.response import ResponseFigures
from service.reports.sheet_words import (
    MINUTES_PER_HOUR,
    hours,
    made_words,
    month_words,
)
from service.reports.views import CoverageLine, CoverageReport, FiguresView
from service.reports.workbook import Cell, Column, Form, Notes, Sheet, Value

_FIGURES = (
    Column("gewünscht (Kinderstunden)", Form.HOURS, 19),
    Column("gedeckt (Kinderstunden)", Form.HOURS, 19),
    Column("ungedeckt (Kinderstunden)", Form.HOURS, 19),
    Column("Deckung", Form.PERCENT, 11),
    Column("nicht gewünscht (Kinderstunden)", Form.HOURS, 19),
    Column("Kinder", Form.COUNT, 10),
    Column("abwesende Personen", Form.COUNT, 13),
    Column("Kindertage", Form.COUNT, 13),
)
_RESPONSE = (
    Column("Krankmeldungen", Form.COUNT, 18),
    Column("beantwortet", Form.COUNT, 14),
    Column("rechtzeitig", Form.COUNT, 13),
    Column("Reaktionszeit, Median", Form.MINUTES, 16),
    Column("Reaktionszeit, längste", Form.MINUTES, 16),
)


def coverage_sheets(report: CoverageReport) -> Sequence[Sheet | Notes]:
    """Figures in all, by area, by agreed model, by way of cover, and what they mean."""
    head = f"{report.tenant}, {month_words(report)}"
    figures = _figures(report.total)
    return (
        Sheet(
            "Deckung",
            f"Deckung nach § 23 Abs. 4 SGB VIII: {head}",
            (Column("Angabe", width=44), Column("Wert", Form.COUNT, 14)),
            list(_summary(report)),
        ),
        Sheet(
            "Gebiete",
            f"Deckung nach Gebieten: {head}",
            (Column("Gebiet", width=34), *_FIGURES, *_RESPONSE),
            [_answered_row(line) for line in report.by_area],
            ("gesamt", *figures, *_response(report.response)),
        ),
        Sheet(
            "Modelle",
            f"Deckung nach vereinbartem Modell: {head}",
            (Column("Modell der abwesenden Person", width=34), *_FIGURES, *_RESPONSE),
            [_answered_row(line) for line in report.by_model],
            ("gesamt", *figures, *_response(report.response)),
        ),
        Sheet(
            "Gedeckt durch",
            f"Gedeckte Stunden nach Art der Vertretung: {head}",
            (
                Column("gedeckt durch", width=34),
                Column("gedeckt (Kinderstunden)", Form.HOURS, 19),
                Column("Kinder", Form.COUNT, 10),
                Column("Kindertage", Form.COUNT, 13),
            ),
            [_way_row(line) for line in report.by_way],
        ),
        Notes("Hinweise", _notes(report)),
    )


def _summary(report: CoverageReport) -> Iterator[Sequence[Value | Cell]]:
    total, response = report.total, report.response
    yield "gewünschte Kinderstunden", Cell(hours(total.wanted_minutes), Form.HOURS)
    yield "gedeckte Kinderstunden", Cell(hours(total.covered_minutes), Form.HOURS)
    yield "ungedeckte Kinderstunden", Cell(hours(total.uncovered_minutes), Form.HOURS)
    yield "Deckung", Cell(total.coverage_percent, Form.PERCENT)
    yield (
        "nicht gewünschte Kinderstunden",
        Cell(hours(total.unwanted_minutes), Form.HOURS),
    )
    yield "betroffene Kinder", total.children
    yield "abwesende Personen", total.absent_persons
    yield "Kindertage mit gewünschter Vertretung", total.child_days
    yield "Krankmeldungen mit Bedarf", response.calls
    yield "davon durch eine Freigabe beantwortet", response.answered
    yield "davon vor Beginn der ersten Betreuung", response.in_time
    yield "davon am Tag des Bedarfs gemeldet", response.same_day
    same_day = Cell(response.same_day_median_minutes, Form.MINUTES)
    yield "Reaktionszeit auf diese, Median", same_day
    yield "Reaktionszeit, Median", Cell(response.median_minutes, Form.MINUTES)
    yield "Reaktionszeit, längste", Cell(response.longest_minutes, Form.MINUTES)


def _figures(figures: FiguresView) -> tuple[Value, ...]:
    return (
        hours(figures.wanted_minutes),
        hours(figures.covered_minutes),
        hours(figures.uncovered_minutes),
        figures.coverage_percent,
        hours(figures.unwanted_minutes),
        figures.children,
        figures.absent_persons,
        figures.child_days,
    )


def _response(response: ResponseFigures) -> tuple[Value, ...]:
    return (
        response.calls,
        response.answered,
        response.in_time,
        response.median_minutes,
        response.longest_minutes,
    )


def _answered_row(line: CoverageLine) -> tuple[Value, ...]:
    response = line.response or ResponseFigures()
    return line.title, *_figures(line.figures), *_response(response)


def _way_row(line: CoverageLine) -> tuple[Value, ...]:
    figures = line.figures
    covered = hours(figures.covered_minutes)
    return line.title, covered, figures.children, figures.child_days


def _notes(report: CoverageReport) -> tuple[str, ...]:
    return (
        made_words(report),
        (
            f"Eine Kinderstunde sind {MINUTES_PER_HOUR} Minuten gebuchter"
            " Betreuung eines Kindes, dessen Kindertagespflegeperson abwesend war."
            " In den Nächten der Zeitumstellung zählen die wirklichen Minuten."
        ),
        (
            "Gewünscht ist, was nicht wegfällt, weil das Kind selbst fehlte, und"
            " wofür die Sorgeberechtigten Vertretung wollten. Gedeckt ist, was"
            " freigegeben und nicht abgesagt oder zurückgezogen ist oder von Hand"
            " vereinbart wurde; jede Minute eines Kindes zählt einmal."
        ),
        "Das Gebiet ist das des Ortes, an dem das Kind sonst betreut wird.",
        (
            "Eine Krankmeldung zählt in dem Monat, in dem für sie zuerst"
            " Vertretung gewünscht war. Beantwortet ist sie mit der ersten"
            " Freigabe, deren Plan von ihr wusste; angekündigte Abwesenheiten"
            " zählen hier nicht."
        ),
        (
            f"Zeilen über weniger als {report.least_people} Kinder oder abwesende"
            " Personen sind zusammengefasst, damit keine Zahl von einzelnen"
            " Menschen handelt. Die Summe wird nie zurückgehalten."
        ),
    )
