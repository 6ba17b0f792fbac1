"""Times within a day: both ends or none, and in their order."""

import itertools

from service.imports.checks.scene import Scene
from service.imports.entities import Entity, minute_in

LOCATED = ("place", "child", "coach", "kindergarten", "cluster_member")
"""Nouns with a point on the map."""
_BOTH_ENDS = ("permit", "availability_exception", "child_absence", "course_day")


def check_intervals(scene: Scene) -> None:
    """Ends of intervals, and coordinates that come as a pair."""
    for noun in _BOTH_ENDS:
        for entity in scene.of(noun):
            _pair(scene, entity)
    for entity in scene.of("absence"):
        if entity.values.get("first_day") == entity.values.get("last_day"):
            _order(scene, entity)
    for entity in scene.of("availability"):
        _slots(scene, entity)
    for noun in LOCATED:
        for entity in scene.of(noun):
            _coordinates(scene, entity)


def _pair(scene: Scene, entity: Entity) -> None:
    start, end = entity.values.get("start_minute"), entity.values.get("end_minute")
    if (start is None) != (end is None):
        field = "start_minute" if start is None else "end_minute"
        expected = "beide Uhrzeiten oder keine"
        scene.fault(entity, field, "interval-half", expected)
    else:
        _order(scene, entity)


def _order(scene: Scene, entity: Entity) -> None:
    start, end = entity.values.get("start_minute"), entity.values.get("end_minute")
    if isinstance(start, int) and isinstance(end, int) and end <= start:
        expected = "Uhrzeit nach dem Beginn"
        scene.fault(entity, "end_minute", "interval-order", expected)


def _slots(scene: Scene, entity: Entity) -> None:
    """Intervals of one person: each in order, none over another on a weekday."""
    slots = sorted(entity.details["slots"], key=str)
    if any(minute_in(end) <= minute_in(start) for _, start, end, *_ in slots):
        expected = "Uhrzeit nach dem Beginn"
        scene.fault(entity, "end_minute", "interval-order", expected)
        return
    by_day: dict[object, list[tuple[int, int]]] = {}
    for day, start, end, *_ in slots:
        by_day.setdefault(day, []).append((minute_in(start), minute_in(end)))
    for intervals in by_day.values():
        intervals.sort()
        pairs = itertools.pairwise(intervals)
        if any(after[0] < before[1] for before, after in pairs):
            expected = "Zeiträume ohne Überschneidung am selben Wochentag"
            scene.fault(entity, "start_minute", "interval-overlap", expected)
            return


def _coordinates(scene: Scene, entity: Entity) -> None:
    pair = (entity.values.get("latitude"), entity.values.get("longitude"))
    if pair.count(None) == 1:
        field = "latitude" if pair[0] is None else "longitude"
        expected = "Breiten- und Längengrad, beide oder keiner"
        scene.fault(entity, field, "coordinates-half", expected)
