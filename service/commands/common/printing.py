"""What commands print: JSON for machines, days and times as people write them."""

import json
import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext, redirect_stdout
from datetime import date
from uuid import UUID

import click

from service.i18n import current_locale
from service.plain_json import plain

SHORTEST_ID = 8
_WEEKDAYS = {
    "de": ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}


def print_json(document: object) -> None:
    """One document on stdout."""
    click.echo(json.dumps(plain(document), ensure_ascii=False, indent=2))


def lines_beside(*, as_json: bool) -> AbstractContextManager[object]:
    """Where a command tells a story: beside the document that stdout is left to."""
    return redirect_stdout(sys.stderr) if as_json else nullcontext()


def short_ids(ids: Iterable[UUID]) -> dict[UUID, str]:
    """As much of each id as tells it from the others; eight signs at least."""
    words = sorted(str(each) for each in ids)
    length = SHORTEST_ID
    while len({word[:length] for word in words}) < len(set(words)):
        length += 1
    return {UUID(word): word[:length] for word in words}


def day_words(day: date, *, year: bool = True) -> str:
    """``Mo 02.11.2026``."""
    weekday = _WEEKDAYS[current_locale()][day.weekday()]
    return f"{weekday} {day:%d.%m.%Y}" if year else f"{weekday} {day:%d.%m.}"


def weekday_words(day: date) -> str:
    """``Mo``."""
    return _WEEKDAYS[current_locale()][day.weekday()]


def span_words(start_minute: int, end_minute: int) -> str:
    """``07:30–14:00``."""
    return f"{clock_words(start_minute)}–{clock_words(end_minute)}"


def clock_words(minute: int) -> str:
    """``07:30``."""
    return f"{minute // 60:02d}:{minute % 60:02d}"
