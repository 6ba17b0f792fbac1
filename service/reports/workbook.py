"""Sheets written as .xlsx, row by row; no text in them can become a formula."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from service.hour_words import hour_words
from service.i18n import translate

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_HEAD_ROWS_BEFORE = 1
_HEAD_POINTS = 45
"""Room for three lines of heading."""
_LONGEST_SHEET_NAME = 31
_NOTHING = timedelta()

Value = str | int | float | date | timedelta | None


class Form(Enum):
    """How the cells of a column are written; the value is Excel's number format."""

    TEXT = "@"
    COUNT = "#,##0"
    HOURS = "[h]:mm"
    PERCENT = '0.0" %"'
    DAY = "dd.mm.yyyy"
    MINUTES = '#,##0" min"'
    EUROS = '#,##0.00" €"'


@dataclass(frozen=True, slots=True)
class Cell:
    """A value written otherwise than its column."""

    value: Value
    form: Form


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, how its cells are written, and how wide it is [characters]."""

    heading: str
    form: Form = Form.TEXT
    width: int = 14


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with a sentence above it; ``total`` is a last row of its own."""

    name: str
    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value | Cell]]
    total: Sequence[Value] = ()


@dataclass(frozen=True, slots=True)
class Notes:
    """A sheet of sentences."""

    name: str
    lines: Sequence[str] = field(default_factory=tuple)


def workbook_bytes(sheets: Sequence[Sheet | Notes]) -> bytes:
    """The sheets as a file.

    Rows go to disk as they come, so a long month needs no more memory than a short one.
    Text is always stored as text, marked so that it stays text when a person edits it.
    """
    target = BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"title": translate("Bericht"), "author": "Lückenlos"})
        styles = _Styles(book)
        for sheet in sheets:
            page = book.add_worksheet(sheet.name[:_LONGEST_SHEET_NAME])
            if isinstance(sheet, Notes):
                _write_notes(page, sheet, styles)
            else:
                _write_table(page, sheet, styles)
    return target.getvalue()


class _Styles:
    """Formats of one book, each made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.title: Format = book.add_format({"bold": True, "font_size": 13})
        self.note: Format = book.add_format({"text_wrap": True, "valign": "top"})
        self.heading: Format = book.add_format(
            {
                "bold": True,
                "bottom": 1,
                "text_wrap": True,
                "valign": "bottom",
                "bg_color": "#E8EEF4",
            }
        )
        self.heading_of_number: Format = book.add_format(
            {
                "bold": True,
                "bottom": 1,
                "text_wrap": True,
                "valign": "bottom",
                "align": "right",
                "bg_color": "#E8EEF4",
            }
        )
        self.plain = {form: _format(book, form, {}) for form in Form}
        bold = {"bold": True, "top": 1}
        self.total = {form: _format(book, form, bold) for form in Form}
        for style in (*self.plain.values(), *self.total.values()):
            style.set_valign("top")


def _format(
    book: xlsxwriter.Workbook, form: Form, more: dict[str, bool | int]
) -> Format:
    style: Format = book.add_format({"num_format": form.value, **more})
    if form is Form.TEXT:
        style.set_quote_prefix()
    return style


def _write_notes(page: Worksheet, notes: Notes, styles: _Styles) -> None:
    page.set_column(0, 0, 110)
    page.hide_gridlines(2)
    for number, line in enumerate(notes.lines):
        page.write_string(number, 0, line, styles.note)


def _write_table(page: Worksheet, sheet: Sheet, styles: _Styles) -> None:
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, column.width)
    _set_up_print(page, sheet)
    page.write_string(0, 0, sheet.title, styles.title)
    head = _HEAD_ROWS_BEFORE
    page.set_row(head, _HEAD_POINTS)
    for at, column in enumerate(sheet.columns):
        is_text = column.form is Form.TEXT
        style = styles.heading if is_text else styles.heading_of_number
        page.write_string(head, at, column.heading, style)
    number = head
    for number, row in enumerate(sheet.rows, start=head + 1):
        _write_row(page, number, row, sheet.columns, styles.plain)
    if number > head:
        page.autofilter(head, 0, number, len(sheet.columns) - 1)
    if sheet.total:
        _write_row(page, number + 1, sheet.total, sheet.columns, styles.total)


def _set_up_print(page: Worksheet, sheet: Sheet) -> None:
    """On one page's width, the heading on each page."""
    page.freeze_panes(_HEAD_ROWS_BEFORE + 1, 1)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(_HEAD_ROWS_BEFORE)
    page.set_footer(f"&L{sheet.name}&R&P / &N")


def _write_row(
    page: Worksheet,
    number: int,
    row: Sequence[Value | Cell],
    columns: Sequence[Column],
    styles: dict[Form, Format],
) -> None:
    for at, (given, column) in enumerate(zip(row, columns, strict=True)):
        cell = given if isinstance(given, Cell) else Cell(given, column.form)
        style = styles[cell.form]
        match cell.value:
            case None:
                page.write_blank(number, at, None, style)
            case str():
                page.write_string(number, at, cell.value, styles[Form.TEXT])
            case timedelta() if cell.value < _NOTHING:
                # Excel writes no time below nothing; as a text it can be read.
                minutes = cell.value // timedelta(minutes=1)
                page.write_string(number, at, hour_words(minutes), style)
            case date() | timedelta():
                page.write_datetime(number, at, cell.value, style)
            case _:
                page.write_number(number, at, cell.value, style)
