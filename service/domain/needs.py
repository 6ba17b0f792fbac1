"""Care needs: (contract - child's absence - not wanted) within the person's absence.

Needs are derived, never typed. A guardian's word on one absence goes before the
contract's; a refusal counts even where two absences overlap.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from solver.slots import Slot, merged, subtracted


@dataclass(frozen=True, slots=True)
class AbsentTime:
    """A stretch of a day in which the person is away, and the guardian's word on it.

    ``wanted`` is ``None`` where the guardian said nothing about this absence.
    """

    slot: Slot
    wanted: bool | None = None


def needed(
    booked: Sequence[Slot],
    child_absent: Sequence[Slot],
    away: Sequence[AbsentTime],
    *,
    wanted: bool,
) -> tuple[Slot, ...]:
    """What of a day's booked time needs a substitute, disjoint and sorted.

    Parameters
    ----------
    booked, child_absent
        Intervals of one child and one day.
    away
        Absences of the regular person on that day.
    wanted
        What the contract says where the guardian said nothing.
    """
    gone = [t.slot for t in away if t.wanted or (t.wanted is None and wanted)]
    refused = [t.slot for t in away if t.wanted is False]
    there = subtracted(booked, [*child_absent, *refused])
    return shared(there, gone)


def shared(one: Iterable[Slot], other: Iterable[Slot]) -> tuple[Slot, ...]:
    """Minutes that lie in both, disjoint and sorted."""
    others = merged(other)
    return merged(part for a in one for b in others if (part := a.intersection(b)))


def episode_starts(days: Sequence[tuple[date, bool]]) -> dict[date, date]:
    """First day of the run to which each booked day of absence belongs.

    Parameters
    ----------
    days
        Booked days of one child with one person in their order, and whether the
        person is absent then. Days without booking (weekends, holidays) are not
        listed and so break nothing; a booked day with the person there does.
    """
    result: dict[date, date] = {}
    begun: date | None = None
    for day, absent in days:
        if not absent:
            begun = None
            continue
        begun = begun or day
        result[day] = begun
    return result
