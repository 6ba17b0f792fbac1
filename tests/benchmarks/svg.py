"""Pictures from a few strokes: panels with axes, lines, steps and words."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape

Point = tuple[float, float]

WIDTH, HEIGHT = 340.0, 240.0
LEFT, RIGHT, TOP, BOTTOM = 66.0, 14.0, 34.0, 44.0
#: Colours that stay apart for everybody, with a dash of their own each.
STROKES = (
    ("#0b5cad", ""),
    ("#6b6b6b", "2 3"),
    ("#c04000", "7 3"),
    ("#1a7f37", "9 3 2 3"),
    ("#8b1a8b", "4 2"),
)


@dataclass(frozen=True)
class Axis:
    """From ``low`` to ``high``, straight or by powers of ten."""

    label: str
    low: float
    high: float
    logarithmic: bool = False

    def share(self, value: float) -> float:
        """Where a value lies, 0 at the beginning and 1 at the end."""
        low, high, value = map(self._scaled, (self.low, self.high, value))
        return (value - low) / (high - low) if high > low else 0.5

    def _scaled(self, value: float) -> float:
        return math.log10(max(value, self.low)) if self.logarithmic else value

    def ticks(self) -> list[float]:
        """Round values to write beside the axis."""
        if self.logarithmic:
            first, last = math.log10(self.low), math.log10(self.high)
            exponents = range(math.ceil(first - 1e-9), math.floor(last + 1e-9) + 1)
            return [10.0**exponent for exponent in exponents]
        span = self.high - self.low
        if span <= 0:
            return [self.low]
        step = 10.0 ** math.floor(math.log10(span / 3))
        step *= next((m for m in (1, 2, 5) if span / (step * m) <= 5), 10)
        first = math.ceil(self.low / step - 1e-9)
        count = math.floor(self.high / step + 1e-9) - first + 1
        return [step * (first + i) for i in range(count)]


@dataclass(frozen=True)
class Line:
    """Points of one way; ``stroke`` is its number among the strokes."""

    name: str
    points: Sequence[Point]
    stroke: int
    steps: bool = False


@dataclass(frozen=True)
class Panel:
    """One drawing with its axes."""

    title: str
    across: Axis
    up: Axis
    lines: Sequence[Line] = field(default_factory=tuple)


def picture(title: str, panels: Sequence[Panel], note: str = "") -> str:
    """Panels side by side, two in a row, one legend for all of them."""
    columns = min(2, len(panels))
    rows = -(-len(panels) // columns)
    width, height = columns * WIDTH, 60 + rows * HEIGHT + 24
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}"'
            f' height="{height:g}" viewBox="0 0 {width:g} {height:g}"'
            ' font-family="sans-serif" font-size="11" role="img">'
        ),
        f"<title>{escape(title)}</title>",
        f'<rect width="{width:g}" height="{height:g}" fill="#ffffff"/>',
        _text(12, 20, title, size=14, weight="bold"),
        *_legend(panels),
    ]
    for number, panel in enumerate(panels):
        x, y = number % columns * WIDTH, 52 + number // columns * HEIGHT
        parts.append(f'<g transform="translate({x:g} {y:g})">')
        parts.extend(_panel(panel))
        parts.append("</g>")
    parts.append(_text(12, height - 10, note, size=10, fill="#444444"))
    return "\n".join([*parts, "</svg>"]) + "\n"


def _legend(panels: Sequence[Panel]) -> Iterable[str]:
    names = {line.name: line.stroke for panel in panels for line in panel.lines}
    x = 12.0
    for name, stroke in names.items():
        colour, dash = STROKES[stroke % len(STROKES)]
        yield (
            f'<line x1="{x:g}" y1="38" x2="{x + 22:g}" y2="38" stroke="{colour}"'
            f' stroke-width="2" stroke-dasharray="{dash}"/>'
        )
        yield _text(x + 27, 42, name)
        x += 40 + 6.5 * len(name)


def _panel(panel: Panel) -> Iterable[str]:
    inner, deep = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
    yield _text(LEFT, TOP - 10, panel.title, weight="bold")
    for tick in panel.up.ticks():
        y = TOP + deep * (1 - panel.up.share(tick))
        yield (
            f'<line x1="{LEFT:g}" y1="{y:.1f}" x2="{WIDTH - RIGHT:g}" y2="{y:.1f}"'
            ' stroke="#dddddd"/>'
        )
        yield _text(LEFT - 5, y + 4, f"{tick:,.6g}", anchor="end")
    for tick in panel.across.ticks():
        x = LEFT + inner * panel.across.share(tick)
        yield (
            f'<line x1="{x:.1f}" y1="{TOP:g}" x2="{x:.1f}" y2="{TOP + deep + 4:g}"'
            ' stroke="#dddddd"/>'
        )
        yield _text(x, TOP + deep + 16, f"{tick:,.6g}", anchor="middle")
    yield _text(LEFT + inner / 2, HEIGHT - 12, panel.across.label, anchor="middle")
    yield (
        f'<text transform="translate(12 {TOP + deep / 2:g}) rotate(-90)"'
        f' text-anchor="middle">{escape(panel.up.label)}</text>'
    )
    yield (
        f'<rect x="{LEFT:g}" y="{TOP:g}" width="{inner:g}" height="{deep:g}"'
        ' fill="none" stroke="#888888"/>'
    )
    for line in panel.lines:
        yield from _drawn(panel, line, inner, deep)


def _drawn(panel: Panel, line: Line, inner: float, deep: float) -> Iterable[str]:
    colour, dash = STROKES[line.stroke % len(STROKES)]
    points = [
        (
            LEFT + inner * panel.across.share(x),
            TOP + deep * (1 - panel.up.share(y)),
        )
        for x, y in line.points
    ]
    if not points:
        return
    path = f"M{points[0][0]:.1f} {points[0][1]:.1f}"
    for x, y in points[1:]:
        path += f" H{x:.1f} V{y:.1f}" if line.steps else f" L{x:.1f} {y:.1f}"
    yield (
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="2"'
        f' stroke-dasharray="{dash}" stroke-linejoin="round"/>'
    )
    for x, y in points if not line.steps else points[-1:]:
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="{colour}"/>'


def _text(  # noqa: PLR0913 - a word's place and looks
    x: float,
    y: float,
    word: str,
    *,
    size: int = 11,
    anchor: str = "start",
    weight: str = "normal",
    fill: str = "#111111",
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}"'
        f' font-weight="{weight}" fill="{fill}">{escape(word)}</text>'
    )
