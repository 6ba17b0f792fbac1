"""A Kita year as a calendar: weeks across, weekdays down, darker where more is open.

Readable without colour: the darker, the more, and the hours stand in the week's sum and
in each of the darkest days. Closed days are hatched, school holidays have a bar above.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from html import escape

from service.ahead.year.view import DayView, YearView
from service.ahead.year.words import MINUTES_PER_HOUR, percent, shift_sentence
from service.hour_words import hour_words
from service.pictures.svg import Told, document, text

WIDTH = 1480
MARGIN = 40
LEFT = 96
CELL = 25
ROW = 34
TOP = 190
WORKDAYS = ("Mo", "Di", "Mi", "Do", "Fr")
MONTHS = (
    *("Jan.", "Feb.", "März", "April", "Mai", "Juni"),
    *("Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."),
)
#: Fills from nothing open to the most that is open on a day of this year.
SHADES = ("#ffffff", "#fdebd9", "#f8c795", "#e8924a", "#b8541a", "#6b2a08")
#: From this shade on letters are white.
DARK = 3
MOST_SHIFTS = 5
#: From so many hours on no tenths are told.
_WHOLE_FROM = 10

STYLE = """
text { font-family: "Fira Sans", "DejaVu Sans", "Segoe UI", Arial, sans-serif;
  font-size: 13px; fill: #1d2733; }
.h1 { font-size: 24px; font-weight: 700; }
.h2 { font-size: 15px; font-weight: 700; }
.small { font-size: 11px; fill: #333f4d; }
.tiny { font-size: 10px; text-anchor: middle; }
.light { fill: #ffffff; }
.mid { text-anchor: middle; }
.end { text-anchor: end; }
.day { stroke: #9aa7b4; stroke-width: 1; }
.closed { fill: url(#hatch); stroke: #cfd6dd; }
.school { fill: #5b6b7c; }
.bar { fill: #b8541a; }
.whole { fill: #dfe5eb; }
.split { stroke: #1d2733; stroke-width: 2; stroke-dasharray: 4 3; }
"""
HATCH = (
    '<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse"'
    ' patternTransform="rotate(45)"><rect width="6" height="6" fill="#f4f6f8"/>'
    '<line x1="0" y1="0" x2="0" y2="6" stroke="#c3ccd5" stroke-width="1.5"/></pattern>'
)


def draw_year(view: YearView) -> str:
    """The picture as a document of its own."""
    calendar = _Calendar(view)
    parts = [*_head(view), *calendar.parts(), *_legend(calendar.most)]
    parts += _shifts(view)
    height = 590 + 22 * len(view.shifts[:MOST_SHIFTS])
    told = Told(f"Kita-Jahr {_years(view)}", described(view))
    return document(told, (WIDTH, height), STYLE, HATCH, parts)


def described(view: YearView) -> Iterable[str]:
    """The picture in sentences."""
    yield (
        f"Vom {view.first_day:%d.%m.%Y} bis zum {view.last_day:%d.%m.%Y} bleiben"
        f" {hour_words(view.whole.uncovered_minutes)} von"
        f" {hour_words(view.whole.needed_minutes)} Kinderstunden offen."
    )
    worst = sorted(view.weeks, key=lambda w: -w.cover.uncovered_minutes)[:5]
    for week in worst:
        if week.cover.uncovered_minutes:
            yield (
                f"In der Woche vom {week.monday:%d.%m.%Y} sind es"
                f" {hour_words(week.cover.uncovered_minutes)}."
            )


def _years(view: YearView) -> str:
    start = view.last_day.year - 1
    return f"{start}/{view.last_day.year}"


def _head(view: YearView) -> Iterator[str]:
    yield text(MARGIN, 54, f"Das Kita-Jahr {_years(view)} und seine Lücken", "h1")
    whole = view.whole
    yield text(
        MARGIN,
        84,
        f"{hour_words(whole.needed_minutes)} Kinderstunden brauchen Vertretung,"
        f" {percent(whole.covered_permille)} davon sind gedeckt;"
        f" {hour_words(whole.uncovered_minutes)} bleiben offen.",
        "",
    )
    told = "Bekannt sind Urlaub, Fortbildung und Kurstage; Krankheit ist nicht dabei."
    yield text(MARGIN, 106, told, "small")


class _Calendar:
    """Weeks across, weekdays down."""

    def __init__(self, view: YearView) -> None:
        self._view = view
        first = view.first_day
        self._start = first - timedelta(days=first.weekday())
        self._days: Mapping[date, DayView] = {day.day: day for day in view.days}
        self._closed = frozenset(view.closed_days)
        self.most = max((day.uncovered_minutes for day in view.days), default=0)

    def parts(self) -> Iterator[str]:
        """Months, days, sums of weeks."""
        for row, name in enumerate(WORKDAYS):
            yield text(LEFT - 12, TOP + row * ROW + 22, name, "end")
        below = TOP + len(WORKDAYS) * ROW
        yield text(LEFT - 12, below + 24, "offen, h", "end small")
        monday = self._start
        month = 0
        most = max((w.cover.uncovered_minutes for w in self._view.weeks), default=0)
        while monday <= self._view.last_day:
            x = self._x(monday)
            thursday = monday + timedelta(days=3)
            if thursday.month != month:
                month = thursday.month
                # A month of one column only would be written over by the next.
                if (thursday + timedelta(days=7)).month == month:
                    yield text(x, TOP - 34, MONTHS[month - 1], "h2")
            yield text(x + CELL / 2, TOP - 14, f"{monday:%d.}", "tiny")
            if monday in self._view.school_weeks:
                yield (
                    f'<rect class="school" x="{x}" y="{TOP - 8}"'
                    f' width="{CELL}" height="4"/>'
                )
            yield from self._week(monday, x)
            yield from self._sum(monday, x, below, most)
            monday += timedelta(days=7)
        yield from self._splits(below)

    def _x(self, day: date) -> float:
        return LEFT + CELL * ((day - self._start).days // 7)

    def _week(self, monday: date, x: float) -> Iterator[str]:
        for row in range(len(WORKDAYS)):
            day = monday + timedelta(days=row)
            if not self._view.first_day <= day <= self._view.last_day:
                continue
            yield from self._day(day, x, TOP + row * ROW)

    def _day(self, day: date, x: float, y: float) -> Iterator[str]:
        figure = self._days.get(day)
        closed = day in self._closed
        shade = self._shade(0 if figure is None else figure.uncovered_minutes)
        style = 'class="closed"' if closed else f'class="day" fill="{SHADES[shade]}"'
        tip = self._tip(day, figure)
        yield (
            f'<rect {style} x="{x + 1}" y="{y + 1}" width="{CELL - 2}"'
            f' height="{ROW - 2}"><title>{escape(tip)}</title></rect>'
        )
        if figure is not None and shade >= DARK:
            told = _brief(figure.uncovered_minutes)
            yield text(x + CELL / 2, y + ROW / 2 + 4, told, "tiny light")

    def _tip(self, day: date, figure: DayView | None) -> str:
        if day in self._closed:
            return f"{day:%d.%m.%Y}: Feiertag"
        if figure is None:
            return f"{day:%d.%m.%Y}: kein Bedarf"
        return (
            f"{day:%d.%m.%Y}: {hour_words(figure.uncovered_minutes)} von"
            f" {hour_words(figure.needed_minutes)} Kinderstunden offen"
        )

    def _shade(self, minutes: int) -> int:
        """0 for nothing, then five steps, each up to twice the one before."""
        if not minutes:
            return 0
        return next(n for n in range(1, len(SHADES)) if minutes <= _up_to(self.most, n))

    def _sum(self, monday: date, x: float, y: float, most: int) -> Iterator[str]:
        cover = next((w.cover for w in self._view.weeks if w.monday == monday), None)
        if cover is None or not most:
            return
        tall = 84 * cover.uncovered_minutes / most
        yield (
            f'<rect class="bar" x="{x + 4}" y="{y + 36}" width="{CELL - 8}"'
            f' height="{tall:.1f}"/>'
        )
        if cover.uncovered_minutes:
            told = _brief(cover.uncovered_minutes)
            yield text(x + CELL / 2, y + 24, told, "tiny")

    def _splits(self, below: float) -> Iterator[str]:
        """Where other rules begin."""
        for day in self._view.rules_change:
            x = self._x(day)
            yield (
                f'<line class="split" x1="{x}" x2="{x}" y1="{TOP - 50}"'
                f' y2="{below + 30}"/>'
            )


def _up_to(most: int, shade: int) -> float:
    """Minutes up to which a shade goes; the darkest one to the most of the year."""
    return most / (1 << (len(SHADES) - 1 - shade))


def _brief(minutes: float) -> str:
    """Hours without a unit: whole ones from ten on, tenths below."""
    told = minutes / MINUTES_PER_HOUR
    if told >= _WHOLE_FROM:
        return f"{told:.0f}"
    return f"{told:.1f}".removesuffix(".0").replace(".", ",")


def _up_to_words(most: int, shade: int) -> str:
    """What a shade says: ``bis 2,5 h``, below an hour ``bis 24 min``."""
    top = _up_to(most, shade)
    if top < MINUTES_PER_HOUR:
        return f"bis {max(1, top):.0f} min"
    return f"bis {_brief(top)} h"


def _legend(most: int) -> Iterator[str]:
    y = 522
    yield text(MARGIN, y, "Offen am Tag:", "small")
    x = MARGIN + 96.0
    shades = SHADES if most else SHADES[:1]
    for shade, fill in enumerate(shades):
        told = _up_to_words(most, shade) if shade else "nichts"
        yield (
            f'<rect class="day" fill="{fill}" x="{x}" y="{y - 14}" width="20"'
            ' height="18"/>'
        )
        yield text(x + 26, y, told, "small")
        x += 98
    yield f'<rect class="closed" x="{x}" y="{y - 14}" width="20" height="18"/>'
    yield text(x + 26, y, "Feiertag", "small")
    x += 98
    yield f'<rect class="school" x="{x}" y="{y - 7}" width="20" height="4"/>'
    yield text(x + 26, y, "Schulferien", "small")


def _shifts(view: YearView) -> Iterator[str]:
    if not view.shifts:
        return
    yield text(MARGIN, 562, "Was Verschieben brächte", "h2")
    for number, shift in enumerate(view.shifts[:MOST_SHIFTS]):
        yield text(MARGIN, 586 + 22 * number, shift_sentence(shift), "")
