"""The net of who stands in for whom as SVG, its fragile points marked.

The dark share of a circle is the share of care that stays open when this person is
away: readable without colour. A title and a description tell it to who cannot see it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from math import cos, hypot, pi, sin

from service.ahead.stress.net_layout import KNOWN, Layout, Point, layout
from service.ahead.stress.view import PersonView, StressView, WayView
from service.hour_words import hour_words
from service.pictures.svg import Told, document, text
from service.studies.naming import CODES_ONLY
from solver.counted import counted

WIDTH = 1480
MARGIN = 36
HEAD = 176
#: Where there is room beside the title.
BESIDE_TITLE = 560
RADIUS = 15.0
MOST_LETTERS = 17
MINUTES_PER_HOUR = 60
LETTERS = {"floater": "S", "base_staff": "V", "kita_staff": "K"}

STYLE = """
text { font-family: "Fira Sans", "DejaVu Sans", "Segoe UI", Arial, sans-serif;
  font-size: 13px; fill: #1d2733; }
.h1 { font-size: 24px; font-weight: 700; }
.h2 { font-size: 15px; font-weight: 700; }
.small { font-size: 11px; fill: #333f4d; }
.mid { text-anchor: middle; }
.halo { paint-order: stroke; stroke: #ffffff; stroke-width: 3px; }
.way { stroke: #5b6b7c; fill: none; }
.known { stroke: #b9c3cd; fill: none; stroke-dasharray: 3 4; }
.disc { fill: #ffffff; stroke: #1d2733; stroke-width: 1.5; }
.open { fill: #1d2733; }
.help { fill: #dfe8f1; stroke: #0b4f7d; stroke-width: 2; }
.letter { font-weight: 700; text-anchor: middle; }
.ring { fill: none; stroke: #b3400e; stroke-width: 3; }
.badge { fill: #b3400e; }
.on-badge { fill: #ffffff; font-size: 12px; font-weight: 700; text-anchor: middle; }
"""
ARROW = (
    '<marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9"'
    ' markerHeight="9" markerUnits="userSpaceOnUse" orient="auto-start-reverse">'
    '<path d="M0 0 L8 4 L0 8 z" fill="#5b6b7c"/></marker>'
)


def draw_net(view: StressView) -> str:
    """The picture as a document of its own."""
    found = layout(view, WIDTH - 2 * MARGIN)
    people = {person.code: person for person in view.persons}
    parts = [*_head(view), f'<g transform="translate({MARGIN} {HEAD})">']
    parts += _ways(view.ways, found.points)
    parts += [
        part
        for code, point in found.points.items()
        for part in _person(people[code], point)
    ]
    parts.append("</g>")
    top = HEAD + found.height + 30
    parts += _alone([people[code] for code in found.alone], top)
    height = top + _alone_height(found)
    width = found.width + 2 * MARGIN
    told = Told("Netz der Vertretungen", described(view))
    return document(told, (width, height), STYLE, ARROW, parts)


def described(view: StressView) -> Iterable[str]:
    """The picture in sentences."""
    share = (view.n1.covered_permille or 0) / 10
    count = sum(1 for person in view.persons if person.needed_minutes)
    yield (
        f"{counted(count, 'Personen')} mit Kindern; fehlt eine davon, sind"
        f" {_number(share)} Prozent der Kinderstunden gedeckt."
    )
    for person in sorted(
        (p for p in view.persons if p.rank is not None), key=lambda p: p.rank or 0
    ):
        yield (
            f"Schwachstelle {person.rank}: {person.name}; an ihr hängen"
            f" {hour_words(person.hanging_minutes)} Kinderstunden."
        )


def _head(view: StressView) -> Iterable[str]:
    yield text(MARGIN, 54, "Wer wen vertritt, und wo das Netz reißt", "h1")
    share = view.n1.covered_permille
    told = "–" if share is None else f"{_number(share / 10)} %"
    sentence = (
        f"Normale Woche vom {view.first_day:%d.%m.%Y}: fehlt eine Person, sind {told}"
        " der Kinderstunden gedeckt."
    )
    if view.codes_only:
        yield text(MARGIN + BESIDE_TITLE, 54, CODES_ONLY, "small")
    yield text(MARGIN, 82, sentence, "")
    x, y = float(MARGIN), 112.0
    legend = _legend()
    if all(person.rank is None for person in view.persons):
        legend = legend[:-1]
    for picture, words, width in legend:
        yield f'<g transform="translate({x + 14:.1f} {y:.1f})">{picture}</g>'
        yield text(x + 38, y + 4, words, "small")
        x += width
        if x > WIDTH - 300:
            x, y = float(MARGIN), y + 34


def _legend() -> Sequence[tuple[str, str, int]]:
    """Sign, words, width; weak points last: only pairs of absences show them."""
    disc = f'<circle class="disc" r="{RADIUS:.0f}"/>'
    arrow = 'x1="-14" x2="16" marker-end="url(#arrow)"/>'
    return (
        (disc, "ganz gedeckt, wenn sie fehlt", 230),
        (disc + _slice(0.35), "dunkel: Anteil, der offen bleibt", 240),
        (disc + _slice(1.0), "nichts gedeckt", 170),
        (_helper("S"), "S Springkraft, V Vertretungsstelle, K Kita", 300),
        (f'<line class="way" stroke-width="2" {arrow}', "springt ein für", 170),
        (
            '<line class="way" stroke-width="2" x1="-14" x2="16"/>',
            "vertreten sich gegenseitig",
            215,
        ),
        (
            '<line class="known" x1="-14" x2="16"/>',
            "nur einzelnen Kindern bekannt",
            240,
        ),
        (_badge(1), "Schwachstelle: daran hängt am meisten, Rang 1 bis 10", 340),
    )


def _ways(ways: Sequence[WayView], points: Mapping[str, Point]) -> Iterable[str]:
    """Lines under the circles; mutual ones once, without an arrow."""
    by_pair: dict[tuple[str, str], list[WayView]] = defaultdict(list)
    for way in ways:
        if way.absent in points and way.substitute in points:
            one, other = sorted((way.absent, way.substitute))
            by_pair[one, other].append(way)
    for together in by_pair.values():
        way = together[0]
        start, end = points[way.substitute], points[way.absent]
        known = all(each.model == KNOWN for each in together)
        thick = 0.8 + 0.4 * max(each.days for each in together)
        style = 'class="known"' if known else f'class="way" stroke-width="{thick:.1f}"'
        arrow = "" if len(together) > 1 or known else ' marker-end="url(#arrow)"'
        yield _line(start, end, style + arrow)


def _line(start: Point, end: Point, style: str) -> str:
    """From rim to rim."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    far = hypot(dx, dy) or 1.0
    rim = (RADIUS + 3) / far
    return (
        f'<line {style} x1="{start[0] + dx * rim:.1f}" y1="{start[1] + dy * rim:.1f}"'
        f' x2="{end[0] - dx * rim:.1f}" y2="{end[1] - dy * rim:.1f}"/>'
    )


def _person(person: PersonView, point: Point) -> Iterable[str]:
    x, y = point
    yield f'<g transform="translate({x:.1f} {y:.1f})">'
    yield f"<title>{escape(_told(person))}</title>"
    letter = LETTERS.get(person.kind)
    if letter is not None:
        yield _helper(letter)
    else:
        yield f'<circle class="disc" r="{RADIUS:.0f}"/>'
        if person.needed_minutes:
            yield _slice(person.uncovered_minutes / person.needed_minutes)
    if person.rank is not None:
        yield f'<circle class="ring" r="{RADIUS + 4:.0f}"/>'
        yield f'<g transform="translate(17 -17)">{_badge(person.rank)}</g>'
    yield "</g>"
    yield text(x, y + RADIUS + 16, _short(person.name), "small mid halo")
    if person.uncovered_minutes:
        words = f"{hour_words(person.uncovered_minutes)} h offen"
        yield text(x, y + RADIUS + 29, words, "small mid halo")


def _told(person: PersonView) -> str:
    parts = [f"{person.name}, {person.district}"]
    if person.needed_minutes:
        parts.append(
            f"fehlt sie, bleiben {hour_words(person.uncovered_minutes)} von"
            f" {hour_words(person.needed_minutes)} Kinderstunden offen"
        )
    if person.bottleneck:
        parts.append(f"Engpass: {person.bottleneck}")
    if person.hanging_minutes > 0:
        parts.append(
            f"an ihr hängen {hour_words(person.hanging_minutes)} Kinderstunden"
        )
    return "; ".join(parts)


def _slice(share: float) -> str:
    """The dark part of a disc, from twelve o'clock on."""
    if share <= 0:
        return ""
    if share >= 1:
        return f'<circle class="open" r="{RADIUS:.0f}"/>'
    angle = 2 * pi * share
    x, y = RADIUS * sin(angle), -RADIUS * cos(angle)
    large = 1 if share > 0.5 else 0  # noqa: PLR2004 - half of the disc
    return (
        f'<path class="open" d="M0 0 L0 {-RADIUS:.1f} A{RADIUS:.1f} {RADIUS:.1f} 0'
        f' {large} 1 {x:.1f} {y:.1f} z"/>'
    )


def _helper(letter: str) -> str:
    return (
        '<rect class="help" x="-15" y="-15" width="30" height="30" rx="4"/>'
        f'<text class="letter" y="5">{letter}</text>'
    )


def _badge(rank: int) -> str:
    return f'<circle class="badge" r="10"/><text class="on-badge" y="4.5">{rank}</text>'


def _alone(people: Sequence[PersonView], top: float) -> Iterable[str]:
    """Persons whom nobody is tied to, in a list."""
    if not people:
        return
    yield text(MARGIN, top, "Ohne Vereinbarung zur Vertretung", "h2")
    for at, person in enumerate(people):
        column, row = at % 4, at // 4
        x = MARGIN + 20 + column * (WIDTH - 2 * MARGIN) / 4
        y = top + 34 + row * 40
        yield from _person_in_list(person, x, y)


def _person_in_list(person: PersonView, x: float, y: float) -> Iterable[str]:
    yield f'<g transform="translate({x:.1f} {y:.1f})">'
    yield f"<title>{escape(_told(person))}</title>"
    yield f'<circle class="disc" r="{RADIUS:.0f}"/>'
    if person.needed_minutes:
        yield _slice(person.uncovered_minutes / person.needed_minutes)
    yield "</g>"
    words = f"{person.name}: {hour_words(person.uncovered_minutes)} h offen"
    yield text(x + 26, y + 5, words, "small")


def _alone_height(found: Layout) -> float:
    rows = -(-len(found.alone) // 4)
    return 60 + 40 * rows if rows else 20


def _short(name: str) -> str:
    return name if len(name) <= MOST_LETTERS else f"{name[: MOST_LETTERS - 1]}…"


def _number(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")
