"""Draw a scene as SVG: rows are persons, bars are children.

Every bar says in letters what its colour says, so the picture can be read in black and
white; a title and a description tell it to who cannot see it.
"""

from collections.abc import Iterable, Sequence
from html import escape

from service.pictures.layout import (
    BAR,
    CHART_LEFT,
    GAP,
    INDENT,
    MARGIN,
    OWN,
    ROW_SPACE,
    SIGN,
    WIDTH,
    Scale,
    lanes,
)
from service.pictures.scene import AbsentRow, Bar, PersonRow, Scene
from service.pictures.svg import Told, document, text

STYLE = """
text { white-space: pre;
  font-family: "Fira Sans", "DejaVu Sans", "Segoe UI", Arial, sans-serif;
  font-size: 13px; fill: #1d2733; }
.h1 { font-size: 24px; font-weight: 700; }
.h2 { font-size: 15px; font-weight: 700; }
.small { font-size: 11.5px; fill: #4a5868; }
.name { font-weight: 600; }
.end { text-anchor: end; }
.mid { text-anchor: middle; }
.hour { stroke: #e3e8ed; }
.line { stroke: #cfd6dd; }
.own { fill: #c8d2dc; }
.taken { fill: #0b6aa8; }
.on-taken { fill: #ffffff; font-size: 11.5px; font-weight: 600; }
.gap { fill: url(#hatch); stroke: #b3400e; stroke-width: 1.5;
  stroke-dasharray: 5 3; }
.on-gap { font-size: 11.5px; font-weight: 600; fill: #7a2a06; paint-order: stroke;
  stroke: #ffffff; stroke-width: 3px; }
.badge { fill: #1d2733; }
.on-badge { fill: #ffffff; font-size: 12px; font-weight: 700; text-anchor: middle; }
.full { font-weight: 700; fill: #7a2a06; }
"""

HATCH = (
    '<pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse"'
    ' patternTransform="rotate(45)"><rect width="7" height="7" fill="#fdf1ea"/>'
    '<line x1="0" y1="0" x2="0" y2="7" stroke="#eeb894" stroke-width="2.5"/></pattern>'
)


def draw(scene: Scene) -> str:
    """The picture as a document of its own."""
    canvas = _Canvas(Scale(scene.first_hour, scene.last_hour))
    canvas.head(scene)
    canvas.absent(scene.absent)
    canvas.section("Wer einspringt", "Plätze")
    for person in scene.persons:
        canvas.person(person)
    canvas.close_chart()
    if scene.gaps:
        canvas.section("Lücken", "")
        canvas.gaps(scene.gaps)
        canvas.close_chart()
    return canvas.document(scene)


class _Canvas:
    """Grows downwards; ``_y`` is where the next thing begins."""

    def __init__(self, scale: Scale) -> None:
        self._scale = scale
        self._parts: list[str] = []
        self._y = float(MARGIN)
        self._chart_top = 0.0

    def head(self, scene: Scene) -> None:
        """Title, one sentence, legend."""
        self._y += 22
        self._text(MARGIN, self._y, scene.title, "h1")
        self._y += 24
        self._text(MARGIN, self._y, scene.subtitle + ".", "")
        self._legend(CHART_LEFT + 250, self._y - 40)
        self._y += 40

    def absent(self, rows: Sequence[AbsentRow]) -> None:
        """Who is away: a letter each, in three columns."""
        self._text(MARGIN, self._y, "Wer fehlt", "h2")
        self._y += 12
        columns = 3
        width = (WIDTH - 2 * MARGIN) / columns
        for at, row in enumerate(rows):
            x = MARGIN + width * (at % columns)
            y = self._y + 26 * (at // columns) + 8
            self._badge(x, y, row.letter)
            self._text(x + 32, y + 14, row.name, "name")
            left = f", {row.open} offen" if row.open else ""
            words = f"{row.taken} vertreten{left}"
            self._text(x + width - 24, y + 14, words, "small end")
        self._y += 26 * -(-len(rows) // columns) + 34

    def section(self, title: str, right: str) -> None:
        """A heading over hours."""
        self._text(MARGIN, self._y, title, "h2")
        if right:
            self._text(WIDTH - MARGIN, self._y, right, "small end")
        for hour in self._scale.hours:
            x = self._scale.x(hour * 60)
            self._text(x, self._y, f"{hour}", "small mid")
        self._y += 10
        self._chart_top = self._y
        self._line(self._y)
        self._y += ROW_SPACE

    def person(self, row: PersonRow) -> None:
        """Name and place, own children thin and pale, the others thick and lettered."""
        top = self._y
        for lane in lanes(row.own):
            for bar in lane:
                self._bar(bar, OWN, "own", f"{bar.child}: eigenes Kind")
            self._y += OWN + 2
        self._y += 2 if row.own else 0
        for lane in lanes(row.taken):
            for bar in lane:
                self._bar(bar, BAR, "taken", _told(bar))
                named = f"{bar.letter}  {bar.child}"
                choices = (f"{named}   {_span(bar)}", named, bar.letter)
                self._on_bar(bar, "on-taken", choices)
            self._y += BAR + GAP
        bottom = max(self._y, top + 32)
        middle = (top + bottom) / 2
        self._text(MARGIN, middle - 3, row.name, "name")
        self._text(MARGIN, middle + 13, _short(_where(row)), "small")
        places = "" if row.places is None else f" / {row.places}"
        full = row.places is not None and row.fullest >= row.places
        words = f"{row.fullest}{places}" + (" voll" if full else "")
        style = "end full" if full else "end"
        self._text(WIDTH - MARGIN, middle + 4, words, style)
        self._y = bottom + ROW_SPACE / 2
        self._line(self._y)
        self._y += ROW_SPACE

    def gaps(self, bars: Sequence[Bar]) -> None:
        """One row per child without cover."""
        by_child: dict[tuple[str, str], list[Bar]] = {}
        for bar in bars:
            by_child.setdefault((bar.letter, bar.child), []).append(bar)
        for (letter, child), together in by_child.items():
            self._badge(MARGIN, self._y - 1, letter)
            self._text(MARGIN + 32, self._y + 13, child, "name")
            for bar in together:
                self._bar(bar, BAR, "gap", f"{bar.child}: Lücke")
                self._on_bar(bar, "on-gap", (_span(bar),))
            self._y += BAR + GAP + 5
        self._line(self._y)
        self._y += ROW_SPACE

    def close_chart(self) -> None:
        """Hour lines behind the bars of this chart."""
        lines = "".join(
            f'<line class="hour" x1="{x:.1f}" x2="{x:.1f}" y1="{self._chart_top:.1f}"'
            f' y2="{self._y - ROW_SPACE:.1f}"/>'
            for x in (self._scale.x(hour * 60) for hour in self._scale.hours)
        )
        self._parts.insert(0, lines)
        self._y += 26

    def document(self, scene: Scene) -> str:
        """Everything, with a title and a description for who cannot see it."""
        told = Told(f"{scene.title}: Vertretungen", (described(scene),))
        return document(told, (WIDTH, self._y), STYLE, HATCH, self._parts)

    def _legend(self, x: float, y: float) -> None:
        row = y
        for style, height, words in (
            ("own", OWN, "eigenes Kind der Vertretung"),
            ("taken", BAR, "vertretenes Kind, Buchstabe: wer fehlt"),
            ("gap", BAR, "Lücke: niemand gefunden"),
        ):
            middle = row + 8
            self._rect(x, middle - height / 2, 44, height, style)
            if style == "taken":
                self._text(x + 22, middle + 4, "A", "on-taken mid")
            self._text(x + 54, middle + 4, words, "small")
            row += 22

    def _bar(self, bar: Bar, height: float, style: str, told: str) -> None:
        x, end = self._scale.x(bar.start_minute), self._scale.x(bar.end_minute)
        self._parts.append(
            f"<g><title>{escape(told)}, {_clock(bar.start_minute)} bis"
            f" {_clock(bar.end_minute)} Uhr</title>"
        )
        self._rect(x + 0.75, self._y, end - x - 1.5, height, style)
        self._parts.append("</g>")

    def _on_bar(self, bar: Bar, style: str, choices: Iterable[str]) -> None:
        """Write the first of several wordings for which there is room."""
        x = self._scale.x(bar.start_minute)
        room = self._scale.x(bar.end_minute) - x
        for words in choices:
            if len(words) * SIGN + 2 * INDENT <= room:
                self._text(x + INDENT, self._y + BAR - 5, words, style)
                return

    def _badge(self, x: float, y: float, letter: str) -> None:
        self._rect(x, y, 24, 19, "badge")
        self._text(x + 12, y + 14, letter, "on-badge")

    def _rect(
        self, x: float, y: float, width: float, height: float, style: str
    ) -> None:
        self._parts.append(
            f'<rect class="{style}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}"'
            f' height="{height:.1f}" rx="3"/>'
        )

    def _text(self, x: float, y: float, words: str, style: str) -> None:
        self._parts.append(text(x, y, words, style))

    def _line(self, y: float) -> None:
        self._parts.append(
            f'<line class="line" x1="{MARGIN}" x2="{WIDTH - MARGIN}" y1="{y:.1f}"'
            f' y2="{y:.1f}"/>'
        )


def described(scene: Scene) -> str:
    """The picture in sentences."""
    return " ".join(_sentences(scene))


def _sentences(scene: Scene) -> Iterable[str]:
    yield scene.subtitle + "."
    names = {row.letter: row.name for row in scene.absent}
    for person in scene.persons:
        children = ", ".join(
            f"{bar.child} von {_clock(bar.start_minute)} bis {_clock(bar.end_minute)}"
            f" (sonst bei {names[bar.letter]})"
            for bar in person.taken
        )
        yield f"{person.name} nimmt {children}."
    for bar in scene.gaps:
        yield (
            f"Für {bar.child} (sonst bei {names[bar.letter]}) ist"
            f" {_span(bar)} niemand gefunden."
        )


def _where(row: PersonRow) -> str:
    """Model and place; the place alone where its name says the model."""
    if row.place.startswith(row.model):
        return row.place
    return f"{row.model} · {row.place}"


def _told(bar: Bar) -> str:
    return f"{bar.child}, statt {bar.letter}" + (f", {bar.note}" if bar.note else "")


def _span(bar: Bar) -> str:
    return f"{_clock(bar.start_minute)}–{_clock(bar.end_minute)}"


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _short(words: str, most: int = 48) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip(" ·,") + "…"
