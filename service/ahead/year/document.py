"""What a Kita year leaves behind: its result and facts of the calendar, in codes."""

from collections.abc import Mapping
from dataclasses import dataclass

from solver.documents import from_bytes, to_bytes
from solver.slots import Day
from solver.year.result import YearResult

FORMAT = "lueckenlos-year-result"


@dataclass(frozen=True, slots=True)
class YearDocument:
    """The result, how many are away on which day, closed days, school holidays."""

    result: YearResult
    absent: Mapping[Day, int]
    closed: tuple[Day, ...]
    school_weeks: tuple[Day, ...]
    familiarity_kept: bool
    proofs_renewed: bool


def to_document(document: YearDocument) -> bytes:
    """Canonical bytes."""
    return to_bytes(FORMAT, YearDocument, document)


def from_document(content: bytes) -> YearDocument:
    """Out of its bytes.

    Raises
    ------
    DocumentError
        If it is none, or one of another version.
    """
    return from_bytes(FORMAT, YearDocument, content)
