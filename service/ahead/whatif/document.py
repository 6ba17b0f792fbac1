"""What a ranking of changes leaves behind: its result, and where its spots are."""

from dataclasses import dataclass

from service.ahead.whatif.parameters import WhatIfParameters
from solver.documents import from_bytes, to_bytes
from solver.substitution.problem import PlaceId
from solver.whatif.problem import SpotId
from solver.whatif.result import WhatIfResult

FORMAT = "lueckenlos-whatif-result"


@dataclass(frozen=True, slots=True)
class SpotRow:
    """Where a spot is: at a place, in the middle of a district, in a cell of a grid.

    ``place`` is the place itself or the one that is nearest, ``district`` an area's id
    in hexadecimals, ``cell`` a letter from west to east and a number from north on.
    """

    id: SpotId
    place: PlaceId
    district: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class WhatIfDocument:
    """The result, the spots, and what was asked."""

    result: WhatIfResult
    spots: tuple[SpotRow, ...]
    asked: WhatIfParameters


def to_document(document: WhatIfDocument) -> bytes:
    """Canonical bytes."""
    return to_bytes(FORMAT, WhatIfDocument, document)


def from_document(content: bytes) -> WhatIfDocument:
    """Out of its bytes.

    Raises
    ------
    DocumentError
        If it is none, or one of another version.
    """
    return from_bytes(FORMAT, WhatIfDocument, content)
