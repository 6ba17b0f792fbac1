"""Spans of one person or child that must not lie over one another."""

import itertools
from collections import defaultdict
from datetime import date

from service.imports.checks.scene import Scene
from service.imports.entities import Entity

_SPANS = (
    ("permit", "person_id", "valid_from", "valid_until", "permit-overlap"),
    ("absence", "person_id", "first_day", "last_day", "absence-overlap"),
    ("child_absence", "child_id", "first_day", "last_day", "absence-overlap"),
    (
        "kindergarten_closure",
        "kindergarten_id",
        "first_day",
        "last_day",
        "closure-overlap",
    ),
)


def check_overlaps(scene: Scene) -> None:
    """Permits, absences and closures of the same owner do not overlap."""
    for noun, owner, first, last, code in _SPANS:
        by_owner: dict[object, list[Entity]] = defaultdict(list)
        for entity in scene.of(noun):
            by_owner[entity.values[owner]].append(entity)
        for entities in by_owner.values():
            _overlaps(scene, entities, (first, last), code)


def _overlaps(
    scene: Scene, entities: list[Entity], span: tuple[str, str], code: str
) -> None:
    first, last = span
    entities.sort(key=lambda entity: str(entity.values[first]))
    for before, after in itertools.pairwise(entities):
        end, start = before.values.get(last), after.values[first]
        if end is None or (
            isinstance(end, date) and isinstance(start, date) and start <= end
        ):
            row = before.rows[0].number
            expected = f"Zeitraum, der sich nicht mit Zeile {row} überschneidet"
            scene.fault(after, first, code, expected)
