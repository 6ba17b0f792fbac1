"""Days in their order: the end is not before the beginning."""

from datetime import date

from service.imports.checks.scene import Scene
from solver.counted import counted

_SPANS = (
    ("valid_from", "valid_until"),
    ("first_day", "last_day"),
    ("active_from", "active_until"),
    ("issued_on", "expires_on"),
    ("first_day", "expected_return"),
    ("first_month", "last_month"),
)
_OLDEST_CHILD_YEARS = 14
_MONTHS_BEFORE_BIRTH = 12


def check_spans(scene: Scene) -> None:
    """The end of a span, and a month of birth that a child in care can have."""
    for noun in scene.entities:
        for entity in scene.of(noun):
            for first, last in _SPANS:
                start, end = entity.values.get(first), entity.values.get(last)
                if isinstance(start, date) and isinstance(end, date) and end < start:
                    expected = f"Tag ab {start:%d.%m.%Y} (Beginn)"
                    if first == "first_month":
                        expected = f"Monat ab {start:%m.%Y} (Beginn)"
                    scene.fault(entity, last, "dates-order", expected)
    _ages(scene)
    _birth_months(scene)


def _ages(scene: Scene) -> None:
    for noun in ("permit", "personal_limit"):
        for entity in scene.of(noun):
            least = entity.values.get("min_age_months")
            most = entity.values.get("max_age_months")
            if isinstance(least, int) and isinstance(most, int) and most < least:
                expected = f"Höchstalter ab {counted(least, 'Monate')} (Mindestalter)"
                scene.fault(entity, "max_age_months", "ages-order", expected)


def _birth_months(scene: Scene) -> None:
    today = scene.today
    oldest = date(today.year - _OLDEST_CHILD_YEARS, today.month, 1)
    months = today.year * 12 + today.month - 1 + _MONTHS_BEFORE_BIRTH
    latest = date(months // 12, months % 12 + 1, 1)
    for child in scene.of("child"):
        month = child.values.get("birth_month")
        if isinstance(month, date) and not oldest <= month <= latest:
            expected = f"Monat von {oldest:%m.%Y} bis {latest:%m.%Y}"
            scene.fault(child, "birth_month", "birth-month", expected)
