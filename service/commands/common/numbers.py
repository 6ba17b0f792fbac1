"""Shares and durations as people of each language write them."""

from service.i18n import translate as _
from service.number_words import NOTHING, money_words, number_words
from solver.words import unit_words

MINUTES_PER_HOUR = 60


def percent_words(percent: float | None) -> str:
    """``98,7 %``; a dash where there is nothing to be a part of."""
    return NOTHING if percent is None else f"{number_words(percent, 1)} %"


def duration_words(minutes: int | None) -> str:
    """``10 min``, ``2 h 05 min``; a dash where there was none."""
    if minutes is None:
        return NOTHING
    hours, rest = divmod(minutes, MINUTES_PER_HOUR)
    return f"{number_words(hours)} h {rest:02d} min" if hours else f"{rest} min"


def value_said(value: int, unit: str) -> str:
    """A tier's value; what is counted in cents is told in euros."""
    return money_words(value) if unit == "cents" else number_words(value)


def amount_said(value: int, unit: str) -> str:
    """A tier's value with what it counts: ``1.440 Kinderminuten``."""
    return f"{value_said(value, unit)} {unit_words(unit, value, _)}"
