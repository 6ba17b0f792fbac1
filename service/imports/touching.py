"""Whose calendars an import may alter: nothing new is in one, what changed may be."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from uuid import UUID

from service.calendars.window import Window
from service.domain.touched import Touched
from service.imports.difference import Difference
from service.imports.entities import Entity

_ALL_DAYS = frozenset({"person", "place", "child", "guardian"})
"""Nouns whose names and addresses stand in events of any day."""


def touched_by(differences: Iterable[Difference], today: date) -> Touched:
    """Persons, places, children and days to look at again."""
    window = Window(today)
    ids: dict[str, set[UUID]] = {name: set() for name in ("person", "place", "child")}
    days: set[date] = set()
    for difference in differences:
        noun = difference.sheet.noun.name
        if noun == "absence":
            for person, first, last in _absences(difference):
                ids["person"].add(person)
                days.update(_days(max(first, window.first_day), last, window))
        elif noun in _ALL_DAYS and difference.changed:
            days.update(_days(window.first_day, None, window))
            for change in difference.changed:
                if noun == "guardian":
                    ids["child"].update(_children(change.entity))
                elif change.stored.id is not None:
                    ids[noun].add(change.stored.id)
    return Touched(
        person_ids=frozenset(ids["person"]),
        child_ids=frozenset(ids["child"]),
        place_ids=frozenset(ids["place"]),
        days=frozenset(days),
    )


def _absences(
    difference: Difference,
) -> Iterator[tuple[UUID, date, date | None]]:
    """Each span as it will be, and as it was."""
    said = [entity.values for entity in difference.new]
    said += [change.entity.values for change in difference.changed]
    for values in (*said, *(change.stored.values for change in difference.changed)):
        person, first = values.get("person_id"), values.get("first_day")
        last = values.get("last_day")
        if isinstance(person, UUID) and isinstance(first, date):
            yield person, first, last if isinstance(last, date) else None


def _days(first: date, last: date | None, window: Window) -> Iterator[date]:
    end = window.last_day if last is None else min(last, window.last_day)
    for number in range((end - first).days + 1):
        yield first + timedelta(days=number)


def _children(guardian: Entity) -> Iterator[UUID]:
    for item in guardian.details.get("children", frozenset()):
        if isinstance(item[0], UUID):
            yield item[0]
