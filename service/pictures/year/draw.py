"""Draw a coach's year as SVG: a row per month, a box per day.

A letter says which kindergarten, a frame and a sign say the state, hatching says busy
otherwise: nothing is told by colour alone, and everything once more in words.
"""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from typing import Final

from service.domain.kinds import AppointmentState
from service.hour_words import hour_words
from service.pictures.draw import HATCH
from service.pictures.svg import Told, document, text
from service.pictures.year.scene import House, Mark, Year
from solver.counted import counted

WIDTH: Final = 1160
MARGIN: Final = 28
LEFT: Final = 96
BOX: Final = 33
HEIGHT: Final = 46
WEEKEND: Final = 5
LONGEST_MONTH: Final = 31
FULL_DAY_MINUTES: Final = 8 * 60
COLUMNS: Final = 3
LONGEST_NAME: Final = 23
MONTHS: Final = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)
SIGNS: Final = {
    AppointmentState.PLANNED: "?",
    AppointmentState.CONFIRMED: "",
    AppointmentState.MOVED: "↷",
    AppointmentState.CANCELLED: "✕",
    AppointmentState.HELD: "✓",
}
WORDS: Final = {
    AppointmentState.PLANNED: "geplant",
    AppointmentState.CONFIRMED: "bestätigt",
    AppointmentState.MOVED: "verlegt",
    AppointmentState.CANCELLED: "abgesagt",
    AppointmentState.HELD: "gehalten",
}
STYLE: Final = """
text { font-family: "Fira Sans", "DejaVu Sans", "Segoe UI", Arial, sans-serif;
  font-size: 13px; fill: #1d2733; }
.h1 { font-size: 24px; font-weight: 700; }
.name { font-weight: 600; }
.small { font-size: 10px; fill: #4a5868; }
.mid { text-anchor: middle; }
.day { fill: #ffffff; stroke: #cfd6dd; }
.off { fill: #e9edf1; stroke: #cfd6dd; }
.busy { fill: url(#hatch); }
.mark { fill: #0b6aa8; stroke: #0b6aa8; }
.open { fill: #ffffff; stroke: #0b6aa8; stroke-width: 1.5; stroke-dasharray: 4 2; }
.gone { fill: #ffffff; stroke: #8a96a3; }
.on-mark { fill: #ffffff; font-weight: 700; font-size: 12px; text-anchor: middle; }
.on-open { fill: #0b4a76; font-weight: 700; font-size: 12px; text-anchor: middle; }
"""
_STYLES: Final = {
    AppointmentState.PLANNED: ("open", "on-open"),
    AppointmentState.CANCELLED: ("gone", "on-open"),
}
_STANDING: Final = ("mark", "on-mark")


def draw_year(year: Year) -> str:
    """The picture as a document of its own."""
    parts = [
        text(MARGIN, 50, year.title, "h1"),
        text(MARGIN, 74, f"{year.subtitle}."),
        *_legend(MARGIN, 88),
    ]
    top = 126.0
    parts += [
        text(_x(number) + BOX / 2, top - 6, str(number), "small mid")
        for number in range(1, LONGEST_MONTH + 1)
    ]
    for month in year.months:
        parts += _month(year, month, top)
        top += HEIGHT + 4
    parts += _houses(year.houses, top + 28)
    height = top + 40 + 22 * -(-len(year.houses) // COLUMNS)
    told = Told(f"{year.title}: Begleitungen", (described(year),))
    return document(told, (WIDTH, height), STYLE, HATCH, parts)


def described(year: Year) -> str:
    """The picture in words, every session in the order of the year."""
    names = {house.letter: house.name for house in year.houses}
    told = [
        f"{day:%d.%m.%Y} {_span(mark)} {names[mark.letter]} ({WORDS[mark.state]})"
        for day, marks in sorted(year.marks.items())
        for mark in marks
    ]
    return "; ".join(told) + "." if told else "Kein Termin."


def _month(year: Year, month: date, top: float) -> Iterator[str]:
    """A row: the name, then a box per day."""
    yield text(MARGIN, top + 20, MONTHS[month.month - 1][:9], "name")
    yield text(MARGIN, top + 36, str(month.year), "small")
    for number in range(1, monthrange(month.year, month.month)[1] + 1):
        yield from _day(year, month.replace(day=number), top)


def _day(year: Year, day: date, top: float) -> Iterator[str]:
    """A box: free or not, how much is taken otherwise, and its sessions."""
    x, off = _x(day.day), year.days_off.get(day)
    closed = off is not None or day.weekday() >= WEEKEND
    told = f"<title>{day:%d.%m.%Y}{': ' + escape(off) if off else ''}</title>"
    yield _box(x, top, BOX - 2, HEIGHT, "off" if closed else "day", told)
    busy = min(1.0, year.busy_minutes.get(day, 0) / FULL_DAY_MINUTES)
    if busy:
        yield _box(x, top + HEIGHT * (1 - busy), BOX - 2, HEIGHT * busy, "busy")
    marks = year.marks.get(day, ())
    tall = (HEIGHT - 4) / max(len(marks), 2)
    for number, mark in enumerate(marks):
        yield from _mark(mark, x + 2, top + 2 + number * tall, tall - 2)


def _mark(mark: Mark, x: float, y: float, height: float) -> Iterator[str]:
    """A session: whose, in which state; when, as a hint."""
    box, letters = _STYLES.get(mark.state, _STANDING)
    told = f"<title>{mark.letter} {_span(mark)}, {WORDS[mark.state]}</title>"
    yield _box(x, y, BOX - 6, height, box, told)
    words = mark.letter + SIGNS[mark.state]
    yield text(x + (BOX - 6) / 2, y + height / 2 + 4.5, words, letters)


def _legend(x: float, y: float) -> Iterator[str]:
    for state, word in WORDS.items():
        yield from _mark(Mark("A", 0, 0, state), x, y, 16)
        yield text(x + 34, y + 12, word, "small")
        x += 100
    for style, word in (("busy", "anderweitig belegt"), ("off", "frei oder Programm")):
        yield _box(x, y, BOX - 6, 16, style)
        yield text(x + 34, y + 12, word, "small")
        x += 140


def _houses(houses: Sequence[House], top: float) -> Iterator[str]:
    """Which letter is whose, with sessions and hours, in columns."""
    wide = (WIDTH - 2 * MARGIN) / COLUMNS
    for number, house in enumerate(houses):
        x = MARGIN + wide * (number % COLUMNS)
        y = top + 22 * (number // COLUMNS)
        hours = hour_words(house.minutes)
        name = house.name
        if len(name) > LONGEST_NAME:
            name = name[: LONGEST_NAME - 1].rstrip() + "…"
        sessions = counted(house.sessions, "Termine")
        yield text(x, y, house.letter, "name")
        yield text(x + 26, y, f"{name}: {sessions}, {hours} h")


def _x(number: int) -> float:
    """Where a day of the month begins."""
    return LEFT + MARGIN + (number - 1) * BOX


def _span(mark: Mark) -> str:
    start, end = (
        f"{minute // 60:02d}:{minute % 60:02d}"
        for minute in (mark.start_minute, mark.end_minute)
    )
    return f"{start}–{end}"


def _box(
    x: float, y: float, width: float, height: float, style: str, inside: str = ""
) -> str:
    return (
        f'<rect class="{style}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}"'
        f' height="{height:.1f}">{inside}</rect>'
    )
