"""Reports in lines for a terminal: coverage, statements, proofs that run out."""

import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from service.commands.common.numbers import duration_words, percent_words
from service.commands.common.printing import day_words
from service.hour_words import hour_words
from service.i18n import translate as _
from service.number_words import euro_words, number_words
from service.reports.real_time import QUARTER_MINUTES
from service.reports.response import ResponseFigures
from service.reports.titles import URGENCY_TITLES
from service.reports.views import (
    CoverageLine,
    CoverageReport,
    ExpiringReport,
    ExpiringView,
    FiguresView,
    StatementReport,
    StatementView,
)
from service.tables_text import Column, table

Row = Sequence[str]
#: Columns from which a line has room for everything.
WIDE_ENOUGH = 96


def coverage_sentence(report: CoverageReport) -> str:
    """The month's figure in one sentence."""
    if not report.total.wanted_minutes:
        return _("{month}: es wurde keine Vertretung gebraucht.").format(
            month=_month(report)
        )
    return _(
        "{month}: {covered} von {wanted} gewünschten Kinderstunden gedeckt ({share})."
    ).format(
        month=_month(report),
        covered=hour_words(report.total.covered_minutes),
        wanted=hour_words(report.total.wanted_minutes),
        share=percent_words(report.total.coverage_percent),
    )


def coverage_lines(report: CoverageReport, width: int) -> list[str]:
    """The month in all, then by area, by agreed model and by way of cover."""
    lines = [
        _("Deckung nach § 23 Abs. 4 SGB VIII"),
        *textwrap.wrap(coverage_sentence(report), width),
        "",
        *_summary(report.total, report.response),
    ]
    for title, rows in (
        (_("Gebiet"), report.by_area),
        (_("vereinbartes Modell"), report.by_model),
    ):
        if rows:
            lines += ["", *_lines(title, rows, width)]
    if report.by_way:
        lines += ["", *_ways(report.by_way, width)]
    note = _(
        "Stunden sind Kinderstunden. Zeilen über weniger als {least} Kinder oder"
        " abwesende Personen sind zusammengefasst."
    ).format(least=report.least_people)
    return [*lines, "", *textwrap.wrap(note, width)]


def _summary(total: FiguresView, response: ResponseFigures) -> list[str]:
    rows = (
        (_("gewünscht"), hour_words(total.wanted_minutes)),
        (_("gedeckt"), hour_words(total.covered_minutes)),
        (_("ungedeckt"), hour_words(total.uncovered_minutes)),
        (_("nicht gewünscht"), hour_words(total.unwanted_minutes)),
        (_("betroffene Kinder"), number_words(total.children)),
        (_("abwesende Personen"), number_words(total.absent_persons)),
        (_("Krankmeldungen mit Bedarf"), number_words(response.calls)),
        (_("davon beantwortet"), number_words(response.answered)),
        (_("davon vor der ersten Betreuung"), number_words(response.in_time)),
        (_("davon am Tag des Bedarfs gemeldet"), number_words(response.same_day)),
        (
            _("Reaktionszeit auf diese, Median"),
            duration_words(response.same_day_median_minutes),
        ),
        (_("Reaktionszeit, Median"), duration_words(response.median_minutes)),
        (_("Reaktionszeit, längste"), duration_words(response.longest_minutes)),
    )
    wide = max(len(title) for title, _value in rows)
    room = max(len(value) for _title, value in rows)
    return [f"  {title:{wide}}  {value:>{room}}" for title, value in rows]


def _lines(title: str, rows: Iterable[CoverageLine], width: int) -> list[str]:
    columns = [
        Column(title, grows=True),
        Column(_("gewünscht"), right=True),
        Column(_("gedeckt"), right=True),
        Column(_("ungedeckt"), right=True),
        Column(_("Deckung"), right=True),
        Column(_("Reaktion"), right=True),
    ]
    return table(columns, [_cells(line) for line in rows], width)


def _cells(line: CoverageLine) -> Row:
    figures = line.figures
    return [
        _(line.title),
        hour_words(figures.wanted_minutes),
        hour_words(figures.covered_minutes),
        hour_words(figures.uncovered_minutes),
        percent_words(figures.coverage_percent),
        duration_words(line.response.median_minutes if line.response else None),
    ]


def _ways(rows: Iterable[CoverageLine], width: int) -> list[str]:
    columns = [
        Column(_("gedeckt durch"), grows=True),
        Column(_("gedeckt"), right=True),
        Column(_("Kinder"), right=True),
    ]
    cells = [
        [
            _(line.title),
            hour_words(line.figures.covered_minutes),
            number_words(line.figures.children),
        ]
        for line in rows
    ]
    return table(columns, cells, width)


def statement_lines(report: StatementReport, width: int) -> list[str]:
    """One line per substitute."""
    title = _("Abrechnung, {month}").format(month=_month(report))
    if not report.statements:
        return [title, _("In diesem Monat ist nichts abzurechnen.")]
    columns = _columns(report, width)
    cells = [[column.cell(each) for column in columns] for each in report.statements]
    note = _(
        "Stunden: Zeit mit mindestens einem Kind in Vertretung, je Tag die angefangene"
        " Viertelstunde. Kinderst. zählt jedes Kind. unbest.: freigegeben, aber nie"
        " beantwortet. Plätze: freigehaltene Plätze."
    )
    heads = [column.head for column in columns]
    lines = table(heads, cells, width)
    return [title, "", *lines, "", *textwrap.wrap(note, width)]


@dataclass(frozen=True, slots=True)
class _Shown:
    """A column of the statements."""

    head: Column
    cell: Callable[[StatementView], str]


def _columns(report: StatementReport, width: int) -> list[_Shown]:
    """The code, then what there is room for; a file and JSON have all of them."""
    named = any(each.name for each in report.statements)
    priced = any(each.cents is not None for each in report.statements)
    wide = width >= WIDE_ENOUGH
    name = _Shown(Column(_("Name"), grows=True), lambda each: each.name or "")
    shown: tuple[tuple[bool, _Shown], ...] = (
        (True, _Shown(Column(_("Kürzel")), lambda each: each.code)),
        (named, name),
        (wide, _number(_("Tage"), lambda each: number_words(each.days))),
        (True, _number(_("Stunden"), lambda each: _quarters(each.quarters))),
        (True, _number(_("Kinderst."), lambda each: _quarters(each.child_quarters))),
        (wide or not named, _number(_("unbest."), _unconfirmed)),
        (priced, _number(_("Betrag"), lambda each: euro_words(each.cents))),
        (
            wide or not named,
            _number(_("Plätze"), lambda each: number_words(each.held_places)),
        ),
        (
            wide and not (named and priced),
            _number(_("Platztage"), lambda each: number_words(each.held_place_days)),
        ),
        (
            True,
            _number(_("Kontaktst."), lambda each: _quarters(each.contact_quarters)),
        ),
    )
    return [column for there, column in shown if there]


def _number(title: str, cell: Callable[[StatementView], str]) -> _Shown:
    return _Shown(Column(title, right=True), cell)


def _unconfirmed(each: StatementView) -> str:
    return hour_words(each.unconfirmed_child_minutes)


def _quarters(quarters: int) -> str:
    return hour_words(quarters * QUARTER_MINUTES)


def expiring_lines(report: ExpiringReport, width: int) -> list[str]:
    """Proofs under headings by urgency."""
    title = _("Ablaufende Nachweise, {day}").format(day=day_words(report.day))
    if not report.warnings:
        nothing = _("In den nächsten 90 Tagen läuft kein Nachweis ab.")
        return [title, nothing]
    columns = [
        Column(_("Kürzel")),
        Column(_("Name"), grows=True),
        Column(_("Nachweis"), grows=True),
        Column(_("gültig bis"), right=True),
        Column(_("Tage"), right=True),
    ]
    rows: list[Row] = []
    for urgency, group in groupby(report.warnings, key=attrgetter("urgency")):
        own = list(group)
        if rows:
            rows.append([])
        rows.append([f"{_(URGENCY_TITLES[urgency])} ({number_words(len(own))})"])
        rows += [_warning(each) for each in own]
    return [title, "", *table(columns, rows, width)]


def _warning(each: ExpiringView) -> Row:
    return [
        each.code,
        each.name,
        _(each.title),
        f"{each.expires_on:%d.%m.%Y}",
        number_words(each.days_left),
    ]


def _month(report: CoverageReport | StatementReport) -> str:
    name, _blank, year = report.title.partition(" ")
    words = f"{_(name)} {year}"
    if not report.provisional:
        return words
    return _("{month} bis {day}").format(
        month=words, day=day_words(report.through, year=False)
    )
