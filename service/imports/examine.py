"""A file against the stored state: all faults, and what it would change."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from service.imports.books import TOWN, Book, other_book
from service.imports.checks import CHECKS, NOTICES, Scene
from service.imports.difference import Difference, compare
from service.imports.entities import Entity, make_entities
from service.imports.faults import Faults
from service.imports.raw import RawSheet
from service.imports.references import References
from service.imports.rows import ReadSheet, read_sheet
from service.imports.settling import settle_fees
from service.imports.stored import Key, load_stored
from service.imports.values.choices import suggestion
from service.imports.values.reader import is_blank, plain

_REMARKS = frozenset({"hinweise", "notizen", "liesmich", "legende", "anleitung"})


@dataclass(slots=True)
class Reading:
    """A file as far as it can be read without knowing what is stored."""

    sheets: tuple[ReadSheet, ...]
    faults: Faults

    @property
    def row_count(self) -> int:
        """Rows with something in them, headings apart."""
        return sum(len(read.rows) for read in self.sheets)


@dataclass(slots=True)
class Examined:
    """What came out; ``differences`` are in the order in which to store."""

    row_count: int
    faults: Faults
    notices: Faults
    differences: tuple[Difference, ...]


def read_sheets(raws: Iterable[RawSheet], book: Book = TOWN) -> Reading:
    """Recognise the sheets of a book and read their cells; all faults are collected."""
    faults = Faults()
    chosen: dict[str, tuple[RawSheet, int]] = {}
    for raw in raws:
        sheet = book.by_name.get(_plain_name(raw))
        if sheet is None:
            _unknown_sheet(raw, book, faults)
        elif sheet.name in chosen:
            first = chosen[sheet.name][0].name
            expected = f"jedes Blatt nur einmal; „{first}“ enthält dasselbe"
            faults.add("duplicate-sheet", expected, sheet=raw.name, value=raw.name)
        else:
            chosen[sheet.name] = (raw, book.sheets.index(sheet))
    if not chosen and not faults.count:
        names = ", ".join(sheet.name for sheet in book.sheets)
        faults.add("no-sheets", f"mindestens ein Blatt: {names}")
    ordered = sorted(chosen.values(), key=lambda item: item[1])
    return Reading(
        tuple(read_sheet(raw, book.sheets[index], faults) for raw, index in ordered),
        faults,
    )


def _plain_name(raw: RawSheet) -> str:
    """A sheet's name as it is compared; numbers in front only keep an order."""
    return plain(raw.name.lstrip("0123456789_ -."))


def _unknown_sheet(raw: RawSheet, book: Book, faults: Faults) -> None:
    if plain(raw.name) in _REMARKS or raw.name.startswith("_"):
        return
    if all(is_blank(cell) for row in raw.rows for cell in row):
        return  # a spreadsheet's own empty „Tabelle1“
    other = other_book(_plain_name(raw), book)
    if other is not None:
        expected = (
            f"ein Blatt zur {book.title}; dieses Blatt gehört zur {other.title}, die"
            " dieser Träger nicht plant"
        )
        faults.add("other-kind", expected, sheet=raw.name, value=raw.name)
        return
    known = {plain(sheet.name): sheet.name for sheet in book.sheets}
    names = ", ".join(known.values())
    expected = f"eines der Blätter {names}" + suggestion(raw.name, known)
    faults.add("unknown-sheet", expected, sheet=raw.name, value=raw.name)


def examine(session: Session, reading: Reading, today: date) -> Examined:
    """Compare a reading with the state of the session's tenant.

    The reading is used up: its codes become ids.
    """
    faults, notices = reading.faults, Faults()
    stored = load_stored(session, (read.sheet for read in reading.sheets))
    references = References(stored, reading.sheets)
    entities: dict[str, dict[Key, Entity]] = {}
    for read in reading.sheets:
        references.resolve(read, faults)
    for read in reading.sheets:
        name = read.sheet.noun.name
        entities[name] = make_entities(read, references, faults)
    settle_fees(session, entities)
    sheets = {read.sheet.noun.name: read.sheet for read in reading.sheets}
    faulty = {
        read.sheet.noun.name: tuple(row for row in read.rows if row.faulty)
        for read in reading.sheets
    }
    scene = Scene(sheets, entities, faulty, references, today, faults, notices)
    for check in CHECKS:
        check(scene)
    if not faults.count:  # half a file gives wrong hints
        for check in NOTICES:
            check(scene)
    differences = tuple(
        compare(sheet, entities[name], stored.rows[name], references)
        for name, sheet in sheets.items()
    )
    return Examined(reading.row_count, faults, notices, differences)
