"""Days and months of facts as people read them; several months as one fact.

A fact is a number or a text: months in a row are written from the first to the last.
As a number a month is year * 12 + month - 1.
"""

from collections.abc import Iterable
from datetime import date

_FROM_TO, _AND = "/", ","
_MONTHS_PER_YEAR = 12


def month_spans(months: Iterable[int]) -> str:
    """``2027-01/2027-03,2027-06``: stretches of months in a row."""
    stretches: list[list[int]] = []
    for month in sorted(months):
        if stretches and month == stretches[-1][-1] + 1:
            stretches[-1].append(month)
        else:
            stretches.append([month])
    return _AND.join(
        _FROM_TO.join(dict.fromkeys((_iso(run[0]), _iso(run[-1])))) for run in stretches
    )


def span_words(spans: str) -> str:
    """The same for people: ``01/2027–03/2027, 06/2027``."""
    stretches = (run.split(_FROM_TO) for run in spans.split(_AND))
    return ", ".join("–".join(map(_said, run)) for run in stretches)


def date_words(iso: str) -> str:
    """A day: ``30.11.2026``."""
    return date.fromisoformat(iso).strftime("%d.%m.%Y")


def _iso(month: int) -> str:
    return f"{month // _MONTHS_PER_YEAR:04d}-{month % _MONTHS_PER_YEAR + 1:02d}"


def _said(iso: str) -> str:
    year, _, month = iso.partition("-")
    return f"{month}/{year}"
