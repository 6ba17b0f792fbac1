"""Contact visits as a calendar: a row per pair, a column per day, a sign per visit.

Readable without colour: what a visit is says its form, and beside each row stands how
many children are familiar before and after.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from html import escape

from service.ahead.visits.overview import PairView, VisitMark, VisitsOverview
from service.ahead.visits.words import STATES, span, summary
from service.calendars.local_time import wall_clock
from service.domain.kinds import AppointmentState
from service.pictures.svg import FONT, Told, document, text

MARGIN = 36.0
LEFT = 420.0
RIGHT = 270.0
CELL = 20.0
ROW = 26.0
TOP = 236.0
#: Letters for which there is room beside a row.
MOST_LETTERS = 24
#: Signs of children for which there is room; the numbers count all.
MOST_CHILDREN = 12
_DAYS = "MDMDFSS"
_SATURDAY = 5
#: A first day after it has no room for its date beside that of the next Monday.
_ROOMY = 4
_STATE = AppointmentState

STYLE = f"""
text {{ font-family: {FONT}; font-size: 13px; fill: #1d2733; }}
.h1 {{ font-size: 24px; font-weight: 700; }}
.h2 {{ font-size: 13px; font-weight: 700; }}
.small {{ font-size: 11px; fill: #333f4d; }}
.tiny {{ font-size: 10px; text-anchor: middle; fill: #333f4d; }}
.mid {{ text-anchor: middle; }}
.end {{ text-anchor: end; }}
.bold {{ font-weight: 700; }}
.line {{ stroke: #e3e8ed; }}
.week {{ stroke: #7d8b99; }}
.free {{ fill: #f1f4f6; }}
.away {{ fill: url(#hatch); }}
.planned {{ fill: #ffffff; stroke: #0b4f7d; stroke-width: 2; }}
.moved {{ fill: #ffffff; stroke: #0b4f7d; stroke-width: 2; stroke-dasharray: 3 2; }}
.done {{ fill: #0b4f7d; stroke: #0b4f7d; stroke-width: 2; }}
.hook {{ fill: none; stroke: #ffffff; stroke-width: 2; }}
.clash {{ fill: none; stroke: #b3400e; stroke-width: 2.5; }}
.known {{ fill: #0b4f7d; }}
.will {{ fill: #ffffff; stroke: #0b4f7d; stroke-width: 1.5; }}
.fades {{ fill: #ffffff; stroke: #b3400e; stroke-width: 1.5; }}
.cross {{ fill: none; stroke: #b3400e; stroke-width: 1.5; }}
.never {{ fill: #ffffff; stroke: #b9c3cd; stroke-width: 1; }}
"""
HATCH = (
    '<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse"'
    ' patternTransform="rotate(45)"><rect width="6" height="6" fill="#ffffff"/>'
    '<line x1="0" y1="0" x2="0" y2="6" stroke="#9aa7b4" stroke-width="2"/></pattern>'
)


#: Around a visit that cannot take place.
_CLASH = '<rect class="clash" x="-10" y="-10" width="20" height="20" rx="3"/>'


def draw_visits(view: VisitsOverview) -> str:
    """The picture as a document of its own."""
    chart = _Chart(view)
    width = max(LEFT + chart.width + RIGHT + MARGIN, 1180.0)
    told = Told(f"Kontaktbesuche vom {span(view)}", described(view))
    parts = (*_head(view), *chart.parts())
    return document(told, (width, chart.bottom + 24), STYLE, HATCH, parts)


def described(view: VisitsOverview) -> Iterator[str]:
    """The picture in sentences."""
    yield from summary(view)
    for pair in view.pairs:
        if not pair.visits:
            yield f"{pair.visitor} hat bei {pair.host} keinen Besuch."


def _head(view: VisitsOverview) -> Iterator[str]:
    yield text(MARGIN, 54, "Wer wen besucht, damit kein Kind vor Fremden steht", "h1")
    for row, line in enumerate((f"Vom {span(view)}.", *summary(view))):
        yield text(MARGIN, 82 + 18 * row, line)
    x = MARGIN
    for picture, words in _legend():
        yield f'<g transform="translate({x + 10:.1f} 164)">{picture}</g>'
        yield text(x + 26, 168, words, "small")
        x += 42 + 6.2 * len(words)


def _legend() -> tuple[tuple[str, str], ...]:
    box = 'x="-9" y="-9" width="18" height="18"'
    return (
        (_sign(_STATE.PLANNED), "geplant"),
        (_sign(_STATE.MOVED), "verlegt"),
        (_sign(_STATE.CONFIRMED), "bestätigt"),
        (_sign(_STATE.HELD), "gehalten"),
        (f'<rect class="away" {box}/>', "jemand von beiden ist nicht da"),
        (_sign(_STATE.PLANNED) + _CLASH, "Besuch kann nicht sein"),
        (_child("known"), "Kind bleibt vertraut"),
        (_child("will"), "wird vertraut"),
        (_child("fades"), "verblasst"),
        (_child("never"), "bleibt fremd"),
    )


class _Chart:
    """Days across, pairs down, those of one visitor together."""

    def __init__(self, view: VisitsOverview) -> None:
        self._view = view
        count = (view.last_day - view.first_day).days + 1
        self._days = [view.first_day + timedelta(days=n) for n in range(count)]
        self.width = CELL * count
        self.bottom = TOP + ROW * len(view.pairs)

    def parts(self) -> Iterator[str]:
        """Heading, rows, and the lines of the weeks over them."""
        yield from self._heading()
        visitor = ""
        for row, pair in enumerate(self._view.pairs):
            y = TOP + row * ROW
            yield from self._row(pair, y, first=pair.visitor != visitor)
            visitor = pair.visitor
        for day in self._days:
            if day.weekday() == 0:
                x = self._x(day)
                yield (
                    f'<line class="week" x1="{x:.1f}" x2="{x:.1f}" y1="{TOP - 44:.1f}"'
                    f' y2="{self.bottom:.1f}"/>'
                )
        yield _line(MARGIN, LEFT + self.width + RIGHT, self.bottom)

    def _heading(self) -> Iterator[str]:
        yield text(MARGIN, TOP - 14, "Besuch von", "h2")
        yield text(MARGIN + 190, TOP - 14, "bei", "h2")
        yield text(LEFT + self.width + 12, TOP - 14, "vertraute Kinder", "h2")
        for day in self._days:
            x = self._x(day)
            if day.weekday() == 0 or (day == self._days[0] and day.weekday() <= _ROOMY):
                yield text(x + 3, TOP - 30, f"{day:%d.%m.}", "small")
            yield text(x + CELL / 2, TOP - 10, _DAYS[day.weekday()], "tiny")

    def _row(self, pair: PairView, y: float, *, first: bool) -> Iterator[str]:
        middle = y + ROW / 2
        if first:
            yield _line(MARGIN, LEFT + self.width + RIGHT, y)
            yield text(MARGIN, middle + 4, _short(pair.visitor), "bold")
        yield text(MARGIN + 190, middle + 4, _short(pair.host))
        for day in self._days:
            style = "away" if day in pair.away else ""
            style = "free" if day.weekday() >= _SATURDAY else style
            if style:
                yield (
                    f'<rect class="{style}" x="{self._x(day):.1f}" y="{y + 1:.1f}"'
                    f' width="{CELL:.0f}" height="{ROW - 2:.0f}"/>'
                )
        for mark in pair.visits:
            yield self._visit(pair, mark, middle)
        yield from self._children(pair, middle)

    def _visit(self, pair: PairView, mark: VisitMark, y: float) -> str:
        x = self._x(mark.day) + CELL / 2
        told = (
            f"{pair.visitor} bei {pair.host}, {mark.day:%d.%m.%Y},"
            f" {wall_clock(mark.start_minute)}–{wall_clock(mark.end_minute)},"
            f" {STATES[mark.state]}"
        )
        sign = _sign(mark.state)
        if mark.day in pair.away:
            told += ", jemand von beiden ist nicht da"
            sign += _CLASH
        return (
            f'<g transform="translate({x:.1f} {y:.1f})"><title>{escape(told)}</title>'
            f"{sign}</g>"
        )

    def _children(self, pair: PairView, y: float) -> Iterator[str]:
        """A circle per child as long as they fit, then the numbers."""
        known, lost = pair.stay_familiar, pair.fade
        will = pair.become_familiar
        signs = ["known"] * known + ["will"] * will + ["fades"] * lost
        signs += ["never"] * (pair.children - len(signs))
        x = LEFT + self.width + 17
        for sign in signs[:MOST_CHILDREN]:
            yield f'<g transform="translate({x:.1f} {y:.1f})">{_child(sign)}</g>'
            x += 14
        words = f"{pair.familiar_before} → {pair.familiar_after} von {pair.children}"
        yield text(LEFT + self.width + RIGHT, y + 4, words, "small end")

    def _x(self, day: date) -> float:
        return LEFT + CELL * (day - self._view.first_day).days


def _sign(state: AppointmentState) -> str:
    """A visit by its form: empty, dashed, full, full with a hook."""
    style = {_STATE.PLANNED: "planned", _STATE.MOVED: "moved"}.get(state, "done")
    sign = f'<rect class="{style}" x="-7" y="-7" width="14" height="14" rx="3"/>'
    if state is _STATE.HELD:
        sign += '<path class="hook" d="M-4 0 L-1 4 L5 -4"/>'
    return sign


def _child(style: str) -> str:
    """A child by its form: full, with a dot, crossed out, empty."""
    sign = f'<circle class="{style}" r="5"/>'
    if style == "will":
        sign += '<circle class="known" r="2"/>'
    if style == "fades":
        sign += '<path class="cross" d="M-3.5 -3.5 L3.5 3.5 M-3.5 3.5 L3.5 -3.5"/>'
    return sign


def _line(start: float, end: float, y: float) -> str:
    return (
        f'<line class="line" x1="{start:.1f}" x2="{end:.1f}" y1="{y:.1f}"'
        f' y2="{y:.1f}"/>'
    )


def _short(name: str) -> str:
    return name if len(name) <= MOST_LETTERS else f"{name[: MOST_LETTERS - 1]}…"
