"""A bar per change as SVG: what each covers in a year, and what an hour of it costs.

The dark part of a bar is covered when one person is away, the hatched part in waves;
the figures stand beside it, so nothing hangs on colour.
"""

import textwrap
from collections.abc import Iterable
from html import escape

from service.ahead.whatif.view import ChangeView, WhatIfView
from service.ahead.whatif.words import hours, verdict
from service.number_words import euro_words
from service.pictures.svg import Told, document, text
from service.studies.naming import CODES_ONLY

WIDTH = 1180
MARGIN = 36
LEFT = 500
RIGHT = 250
ROW = 64
LETTERS = 62

STYLE = """
text { font-family: "Fira Sans", "DejaVu Sans", "Segoe UI", Arial, sans-serif;
  font-size: 13px; fill: #1d2733; }
.h1 { font-size: 24px; font-weight: 700; }
.small { font-size: 11.5px; fill: #333f4d; }
.bold { font-weight: 700; }
.end { text-anchor: end; }
.single { fill: #1d4e74; }
.wave { fill: url(#hatch); stroke: #1d4e74; }
.line { stroke: #cfd6dd; }
"""
HATCH = (
    '<pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse"'
    ' patternTransform="rotate(45)"><rect width="7" height="7" fill="#ffffff"/>'
    '<line x1="0" y1="0" x2="0" y2="7" stroke="#1d4e74" stroke-width="2.5"/></pattern>'
)


def draw_bars(view: WhatIfView) -> str:
    """The picture as a document of its own."""
    parts = list(_head(view))
    top = 176.0
    longest = max((c.covered.year_minutes for c in view.changes), default=0)
    for change in view.changes:
        parts += _row(change, top, longest, view)
        top += ROW
    height = top + 24
    told = Told("Was dem Netz hilft", described(view))
    return document(told, (WIDTH, height), STYLE, HATCH, parts)


def described(view: WhatIfView) -> Iterable[str]:
    """The picture in sentences."""
    yield verdict(view)
    for change in view.changes:
        yield (
            f"{change.rank}. {change.sentence}: {hours(change.covered.year_minutes)}"
            f" Kinderstunden im Jahr, {_price(change)}."
        )


def _head(view: WhatIfView) -> Iterable[str]:
    yield text(MARGIN, 54, "Was dem Netz hilft", "h1")
    said = f"{verdict(view)} {CODES_ONLY}" if view.codes_only else verdict(view)
    for at, line in enumerate(textwrap.wrap(said, 150)):
        yield text(MARGIN, 82 + 18 * at, line, "")
    if not view.changes:
        return
    yield f'<rect class="single" x="{LEFT}" y="128" width="34" height="14"/>'
    yield text(LEFT + 42, 140, "wenn eine Person fehlt", "small")
    yield f'<rect class="wave" x="{LEFT + 200}" y="128" width="34" height="14"/>'
    yield text(LEFT + 242, 140, "in der Grippewelle", "small")
    yield text(WIDTH - MARGIN, 128, "gedeckte Kinderstunden im Jahr", "small end")
    yield text(WIDTH - MARGIN, 144, "Kosten je gedeckter Kinderstunde", "small end")


def _row(
    change: ChangeView, top: float, longest: int, view: WhatIfView
) -> Iterable[str]:
    yield _line(top - 12)
    lines = textwrap.wrap(f"{change.rank}. {change.sentence}", LETTERS)
    for at, line in enumerate(lines[:3]):
        told = f"{line} …" if at == 2 and len(lines) > 3 else line  # noqa: PLR2004 - three lines have room
        yield text(MARGIN, top + 8 + 15 * at, told, "small" if at else "")
    room = WIDTH - MARGIN - RIGHT - LEFT
    whole = room * change.covered.year_minutes / longest
    dark = whole * _single_share(change, view)
    yield f"<g><title>{escape(change.sentence)}</title>"
    yield _bar("single", LEFT, top, dark)
    yield _bar("wave", LEFT + dark, top, whole - dark)
    yield "</g>"
    told = f"{hours(change.covered.year_minutes)} h"
    yield text(WIDTH - MARGIN, top + 10, told, "bold end")
    yield text(WIDTH - MARGIN, top + 28, _price(change), "small end")


def _single_share(change: ChangeView, view: WhatIfView) -> float:
    """Part of the year that single absences make; the rest is the wave's."""
    covered, asked = change.covered, view.asked
    if not covered.year_minutes:
        return 0.0
    wave = covered.wave_minutes * asked.wave_weeks / max(1, view.drawn_weeks)
    return min(1.0, max(0.0, 1 - wave / covered.year_minutes))


def _price(change: ChangeView) -> str:
    if change.cents_per_hour is None:
        return "–"
    return f"{euro_words(change.cents_per_hour)} je Stunde"


def _bar(style: str, x: float, y: float, width: float) -> str:
    room = max(0.0, width)
    return (
        f'<rect class="{style}" x="{x:.1f}" y="{y - 2:.1f}" width="{room:.1f}"'
        ' height="28"/>'
    )


def _line(y: float) -> str:
    return (
        f'<line class="line" x1="{MARGIN}" x2="{WIDTH - MARGIN}" y1="{y:.1f}"'
        f' y2="{y:.1f}"/>'
    )
