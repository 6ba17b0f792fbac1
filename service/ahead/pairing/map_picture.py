"""A season's teams on the map as SVG: readable without colour.

Every team has a number and an outline; its members' circles carry the number, and the
dark share of a circle is what the team leaves uncovered. A black circle is somebody in
no team, a square a floater. A title and a description tell it to who cannot see it.
"""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from math import cos, pi, sin

from service.ahead.pairing.map_layout import Spot, everybody, placed
from service.ahead.pairing.view import PairingView, TeamView
from service.number_words import number_words
from service.pictures.svg import Told, document, text
from service.studies.naming import CODES_ONLY
from solver.counted import counted, told

WIDTH, MAP_HEIGHT = 1480, 900
MARGIN, HEAD = 48, 150
#: Where there is room beside the title.
BESIDE_TITLE = 440
RADIUS = 13.0
COLUMNS, LINE = 2, 20
_WHOLE = 0.999

STYLE = """
text { font-family: "Fira Sans", "DejaVu Sans", "Segoe UI", Arial, sans-serif;
  font-size: 13px; fill: #1d2733; }
.h1 { font-size: 24px; font-weight: 700; }
.small { font-size: 11px; fill: #333f4d; }
.number { font-size: 11px; font-weight: 700; text-anchor: middle;
  paint-order: stroke; stroke: #ffffff; stroke-width: 3px; }
.team { stroke: #0b4f7d; stroke-width: 2.5; fill: none; }
.held { stroke-dasharray: 7 4; }
.disc { fill: #ffffff; stroke: #1d2733; stroke-width: 1.5; }
.open { fill: #8a97a5; }
.alone { fill: #1d2733; stroke: #1d2733; }
.floater { fill: #dfe8f1; stroke: #0b4f7d; stroke-width: 2; }
.frame { fill: #f7f9fb; stroke: #c3ccd6; }
"""


def draw_map(view: PairingView) -> str:
    """The picture as a document of its own."""
    points = placed(view, WIDTH - 2 * MARGIN, MAP_HEIGHT)
    parts = [*_head(view, missing=_missing(view, points))]
    parts.append(f'<g transform="translate({MARGIN} {HEAD})">')
    parts.append(
        f'<rect class="frame" width="{WIDTH - 2 * MARGIN}" height="{MAP_HEIGHT}"/>'
    )
    for team in view.teams:
        parts += _ways(team, points)
    for team in view.teams:
        parts += _people(team, points)
    for person in view.alone:
        point = points.get(person.code)
        if point is not None:
            parts.append(
                f'<circle class="alone" cx="{point.x:.1f}" cy="{point.y:.1f}" r="7"/>'
                + text(point.x + 10, point.y + 4, person.name, "small")
            )
    parts.append("</g>")
    top = HEAD + MAP_HEIGHT + 40
    parts += _listed(view, top)
    rows = -(-len(view.teams) // COLUMNS)
    height = top + LINE * (rows + 2)
    told = Told("Teams für das nächste Kita-Jahr", described(view))
    return document(told, (WIDTH, height), STYLE, "", parts)


def _covered(view: PairingView) -> str:
    values = {
        "teams": len(view.teams),
        "covered": number_words(view.covered_hours),
        "need": number_words(view.need_hours),
    }
    return told("{teams} Teams vertreten {covered} von {need} Kinderstunden", values)


def _alone(view: PairingView) -> str:
    return f"ohne Team: {counted(len(view.alone), 'Personen')}."


def described(view: PairingView) -> Iterable[str]:
    """The picture in sentences."""
    yield f"{_covered(view)}; {_alone(view)}"
    for team in view.teams:
        yield f"Team {team.number}, {team.kind}: {_names(team)}; {team.reason}"


def _head(view: PairingView, *, missing: int) -> Iterable[str]:
    yield text(MARGIN, 54, "Wer mit wem ein Team bildet", "h1")
    yield text(
        MARGIN,
        80,
        f"Kita-Jahr {view.first_day:%Y}/{view.last_day:%y}:"
        f" {_covered(view)}; {_alone(view)}"
        + (f" {missing} ohne Ort auf der Karte." if missing else "")
        + ("" if view.points else " Ohne Orte: Team neben Team."),
        "",
    )
    if view.codes_only:
        yield text(MARGIN + BESIDE_TITLE, 54, CODES_ONLY, "small")
    x = float(MARGIN)
    for picture, words, width in _legend():
        yield f'<g transform="translate({x + 14:.1f} 116)">{picture}</g>'
        yield text(x + 36, 120, words, "small")
        x += width


def _legend() -> Sequence[tuple[str, str, int]]:
    disc = f'<circle class="disc" r="{RADIUS:.0f}"/>'
    square = '<rect class="floater" x="-11" y="-11" width="22" height="22"/>'
    return (
        (disc, "Mitglied mit Nummer des Teams", 250),
        (disc + _slice(0.35), "dunkel: Anteil, den das Team offen lässt", 300),
        (square, "Vertretungskraft", 150),
        ('<circle class="alone" r="7"/>', "in keinem Team", 140),
        ('<line class="team" x1="-14" x2="14"/>', "Team", 90),
        (
            '<line class="team held" x1="-14" x2="14"/>',
            "Team mit Freihalteplätzen",
            220,
        ),
    )


def _missing(view: PairingView, points: Mapping[str, Spot]) -> int:
    people = [m.code for team in view.teams for m in everybody(team)]
    people += [person.code for person in view.alone]
    return sum(code not in points for code in people)


def _ways(team: TeamView, points: Mapping[str, Spot]) -> Iterable[str]:
    """Lines from everybody to the middle of her team; from a floater to hers."""
    here = [points[m.code] for m in everybody(team) if m.code in points]
    if len(here) < len(("one", "other")):
        return
    middle = Spot(
        sum(p.x for p in here) / len(here), sum(p.y for p in here) / len(here)
    )
    if team.floater and team.floater.code in points:
        middle = points[team.floater.code]
    style = "team held" if team.cents else "team"
    for point in here:
        yield (
            f'<line class="{style}" x1="{middle.x:.1f}" y1="{middle.y:.1f}"'
            f' x2="{point.x:.1f}" y2="{point.y:.1f}"/>'
        )


def _people(team: TeamView, points: Mapping[str, Spot]) -> Iterable[str]:
    open_ = 1 - team.covered_hours / team.need_hours if team.need_hours else 0.0
    for member in everybody(team):
        point = points.get(member.code)
        if point is None:
            continue
        if member is team.floater:
            shape = '<rect class="floater" x="-11" y="-11" width="22" height="22"/>'
        else:
            shape = f'<circle class="disc" r="{RADIUS:.0f}"/>' + _slice(open_)
        yield (
            f'<g transform="translate({point.x:.1f} {point.y:.1f})">'
            f"<title>{escape(member.name)}</title>{shape}"
            f'<text class="number" y="4">{team.number}</text></g>'
        )


def _slice(share: float) -> str:
    """The part of a circle that stays open, clockwise from the top."""
    if share <= 0:
        return ""
    if share >= _WHOLE:
        return f'<circle class="open" r="{RADIUS - 1:.0f}"/>'
    angle = 2 * pi * share
    reach = RADIUS - 1
    x, y = reach * sin(angle), -reach * cos(angle)
    large = int(share > 1 / 2)
    return (
        f'<path class="open" d="M0 0 L0 {-reach:.1f}'
        f' A{reach:.1f} {reach:.1f} 0 {large} 1 {x:.1f} {y:.1f} Z"/>'
    )


def _listed(view: PairingView, top: int) -> Iterable[str]:
    """The teams by number under the map."""
    rows = -(-len(view.teams) // COLUMNS)
    wide = (WIDTH - 2 * MARGIN) / COLUMNS
    for at, team in enumerate(view.teams):
        column, row = divmod(at, rows)
        words = (
            f"{team.number}  {team.kind}: {_names(team)} –"
            f" {number_words(team.covered_hours)} von {number_words(team.need_hours)}"
        )
        yield text(MARGIN + column * wide, top + row * LINE, words, "small")


def _names(team: TeamView) -> str:
    return ", ".join(member.name for member in everybody(team))
