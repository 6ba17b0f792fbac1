"""Kindergartens: hours that fit together, opening in order, open at least sometimes."""

from collections import defaultdict
from datetime import date, timedelta

from service.imports.checks.scene import Scene
from service.imports.entities import Entity, minute_in
from service.imports.values.numbers import german

_YEAR = timedelta(days=365)
_DAY = timedelta(days=1)


def check_kindergartens(scene: Scene) -> None:
    """Each kindergarten, and all closures of each."""
    for kindergarten in scene.of("kindergarten"):
        _hours(scene, kindergarten)
        _opening(scene, kindergarten)
    _closures(scene)


def _hours(scene: Scene, kindergarten: Entity) -> None:
    least = minute_in(kindergarten.values["min_half_hours"])
    wished = minute_in(kindergarten.values["wished_half_hours"])
    if wished < least:
        expected = f"mindestens {german(least / 2)} Stunden (Mindeststunden)"
        scene.fault(kindergarten, "wished_half_hours", "below-minimum", expected)


def _opening(scene: Scene, kindergarten: Entity) -> None:
    opens = kindergarten.values.get("opening_start_minute")
    closes = kindergarten.values.get("opening_end_minute")
    if isinstance(opens, int) and isinstance(closes, int) and closes <= opens:
        expected = "Uhrzeit nach der, zu der die Kita öffnet"
        scene.fault(kindergarten, "opening_end_minute", "interval-order", expected)


def _closures(scene: Scene) -> None:
    """Closures one after the other must not make a whole year."""
    by_owner: dict[object, list[Entity]] = defaultdict(list)
    for closure in scene.of("kindergarten_closure"):
        by_owner[closure.values["kindergarten_id"]].append(closure)
    for closures in by_owner.values():
        closed_from = closed_until = date.min
        for closure in sorted(closures, key=_first):
            first, last = _first(closure), _last(closure)
            if first > closed_until + _DAY or closed_from == date.min:
                closed_from = first
            closed_until = max(closed_until, last)
            if closed_until - closed_from + _DAY >= _YEAR:
                expected = "Schließzeiten, die im Jahr auch offene Tage lassen"
                scene.fault(closure, "last_day", "closed-all-year", expected)
                break


def _first(closure: Entity) -> date:
    day = closure.values["first_day"]
    return day if isinstance(day, date) else date.min


def _last(closure: Entity) -> date:
    day = closure.values["last_day"]
    return day if isinstance(day, date) else date.min
