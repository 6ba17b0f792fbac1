"""Which wanted minutes were covered, by whom: each minute of a child counts once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from service.domain.needs import shared
from service.reports.affected import AffectedDay
from service.snapshot.absences import Absences
from solver.slots import Slot, subtracted

#: Ways of cover besides the models: settled by hand with a person, or outside.
ARRANGED = "arranged"
OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Cover:
    """Cover that stands: an assignment, or what was arranged by hand.

    ``way`` is a model, ``ARRANGED`` or ``OUTSIDE``; ``confirmed`` says that somebody
    agreed to it or began it.
    """

    child_id: UUID
    day: date
    slot: Slot
    person_id: UUID | None
    way: str
    confirmed: bool


Covers = Mapping[tuple[UUID, date], Sequence[Cover]]
"""By child and day, in the order in which they count."""


@dataclass(frozen=True, slots=True)
class CoveredPiece:
    """Wanted minutes of a child that one cover took."""

    need: AffectedDay
    slot: Slot
    person_id: UUID | None
    way: str
    confirmed: bool


def covered_pieces(
    affected: Iterable[AffectedDay], covers: Covers, absences: Absences
) -> Iterator[CoveredPiece]:
    """What of the wanted time was covered, disjoint for each child.

    Cover counts only as far as the child needs it. A published substitute who is away
    herself covers nothing then; what was arranged by hand stands until it is released.
    """
    for need in affected:
        left = need.wanted
        for cover in covers.get((need.child_id, need.day), ()):
            taken = shared((cover.slot,), left)
            if cover.person_id is not None and cover.way != ARRANGED:
                away = absences.person_slots(cover.person_id, cover.day)
                taken = subtracted(taken, away)
            for slot in taken:
                yield CoveredPiece(
                    need, slot, cover.person_id, cover.way, cover.confirmed
                )
            left = subtracted(left, taken)
