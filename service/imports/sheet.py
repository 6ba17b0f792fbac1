"""A sheet as data: its headings, what their cells hold, and where rows are stored."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from service.db.base import Base, TenantTable
from service.imports.values.reader import Reader, plain

Values = dict[str, object]
"""What one row says: field to value; a heading that is missing has no entry."""


@dataclass(frozen=True, slots=True)
class Column:
    """One heading.

    ``field`` names the column of the table (or of a detail); ``repeats`` says that a
    blank cell repeats the one above, as merged cells do; ``refers_to`` names the noun
    whose code the cell holds (``keeps_code``: the code itself is stored, not the id);
    ``default`` is stored for a blank cell.
    """

    heading: str
    field: str
    reader: Reader
    aliases: tuple[str, ...] = ()
    required: bool = False
    repeats: bool = False
    default: object = None
    refers_to: str | None = None
    keeps_code: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The heading and its variants as they are compared."""
        return tuple(plain(name) for name in (self.heading, *self.aliases))


@dataclass(frozen=True, slots=True)
class Detail:
    """Rows that a noun owns as a whole: times of a contract, tags of a child.

    ``field`` holds a tuple of tuples, one per row, in the order of ``columns``.
    ``owner`` maps columns of the detail to fields of the noun (``id`` is its own).
    """

    field: str
    heading: str
    table: type[TenantTable]
    columns: tuple[str, ...]
    owner: tuple[tuple[str, str], ...]
    show: Callable[[tuple[object, ...]], str]


@dataclass(frozen=True, slots=True)
class Noun:
    """What rows of a sheet become.

    ``key`` identifies a row for people; a noun without a table is only a group of
    detail rows. ``code`` is the field other sheets refer to. A stored row whose
    ``closed_by`` is set is left as it is (a withdrawn absence). ``stamps`` are set when
    a row is new: who brought it and when.
    """

    name: str
    title: str
    table: type[TenantTable] | None
    key: tuple[str, ...]
    code: str | None = None
    details: tuple[Detail, ...] = ()
    closed_by: str | None = None
    stamps: tuple[str, ...] = ()


Complete = Callable[[Values], None]


@dataclass(frozen=True)
class Sheet:
    """One sheet: name, headings, and the noun its rows become.

    ``complete`` derives what no single cell says (slots from weekday columns).
    """

    name: str
    noun: Noun
    columns: tuple[Column, ...]
    aliases: tuple[str, ...] = ()
    complete: Complete | None = None

    @cached_property
    def by_heading(self) -> dict[str, Column]:
        """Compared form of every heading and variant to its column."""
        return {name: column for column in self.columns for name in column.names}

    @cached_property
    def by_field(self) -> dict[str, Column]:
        """Field to column."""
        return {column.field: column for column in self.columns}

    @property
    def names(self) -> tuple[str, ...]:
        """The sheet's name and its variants as they are compared."""
        return tuple(plain(name) for name in (self.name, *self.aliases))


def columns_of(table: type[Base]) -> frozenset[str]:
    """Names of a table's columns."""
    return frozenset(table.__table__.columns.keys())
