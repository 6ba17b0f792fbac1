"""Which sheets a file may have: those of a town, or those of a programme.

A tenant takes one kind only. Names of sheets differ between the kinds, so that the
sheets themselves say which kind a file is.
"""

from dataclasses import dataclass
from functools import cached_property

from service.domain.kinds import TenantKind
from service.imports.sheet import Sheet
from service.imports.sheets import PROGRAMME_SHEETS, SHEETS


@dataclass(frozen=True)
class Book:
    """The sheets of one kind of tenant, in the order in which they are stored."""

    title: str
    sheets: tuple[Sheet, ...]

    @cached_property
    def by_name(self) -> dict[str, Sheet]:
        """Compared form of every sheet's name and variant to the sheet."""
        return {name: sheet for sheet in self.sheets for name in sheet.names}


TOWN = Book("Kindertagespflege", SHEETS)
PROGRAMME = Book("Prozessbegleitung von Kitas", PROGRAMME_SHEETS)
BOOKS = (TOWN, PROGRAMME)


def book_of(kind: TenantKind) -> Book:
    """What a tenant takes."""
    return PROGRAMME if kind is TenantKind.PROGRAMME else TOWN


def other_book(name: str, book: Book) -> Book | None:
    """The book of another kind that has a sheet of this name, if any."""
    return next(
        (other for other in BOOKS if other is not book and name in other.by_name), None
    )
