"""Places that substitutes kept free by agreement, day by day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from service.reports.month import Month
from service.reports.statements import HeldPlaces


@dataclass(frozen=True, slots=True)
class HeldRow:
    """So many places of a person in one cooperation; days inclusive."""

    person_id: UUID
    places: int
    valid_from: date
    valid_until: date | None


def held_places(rows: Iterable[HeldRow], month: Month) -> Mapping[UUID, HeldPlaces]:
    """By person: most places on one day of the month, and places times days.

    Calendar days count, as a flat rate runs through weekends and holidays.
    """
    by_person: dict[UUID, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        for day in month.days:
            if row.valid_from <= day and (
                row.valid_until is None or day <= row.valid_until
            ):
                by_person[row.person_id][day] += row.places
    return {
        person: HeldPlaces(max(days.values()), sum(days.values()))
        for person, days in by_person.items()
    }
