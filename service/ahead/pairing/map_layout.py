"""Where everybody stands in the picture: on the map, or team by team without one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, cos, hypot, pi, radians, sin, sqrt

from service.ahead.pairing.view import MemberView, PairingView, TeamView

#: Circles lie so far apart at least, from middle to middle.
APART = 28.0
_ROUNDS = 60
_SMALL = 1e-6


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the picture."""

    x: float
    y: float


def everybody(team: TeamView) -> Sequence[MemberView]:
    """The members of a team, its floater last."""
    return (*team.members, team.floater) if team.floater else team.members


def placed(view: PairingView, width: float, height: float) -> Mapping[str, Spot]:
    """A spot for everybody: by her home, moved where circles would hide each other.

    Who reads no names is told of no homes; then teams stand side by side.
    """
    if not view.points:
        return _side_by_side(view, width, height)
    return _apart(_on_map(view, width, height), width, height)


def _on_map(view: PairingView, width: float, height: float) -> dict[str, Spot]:
    """North up, both directions to one scale."""
    middle = sum(point.latitude for point in view.points) / len(view.points)
    shrink = cos(radians(middle))
    plane = {p.code: (p.longitude * shrink, -p.latitude) for p in view.points}
    xs, ys = [x for x, _ in plane.values()], [y for _, y in plane.values()]
    wide, high = max(max(xs) - min(xs), _SMALL), max(max(ys) - min(ys), _SMALL)
    scale = min((width - 160) / wide, (height - 80) / high)
    left = (width - scale * (max(xs) - min(xs))) / 2
    top = (height - scale * (max(ys) - min(ys))) / 2
    return {
        code: Spot(left + scale * (x - min(xs)), top + scale * (y - min(ys)))
        for code, (x, y) in sorted(plane.items())
    }


def _apart(spots: dict[str, Spot], width: float, height: float) -> dict[str, Spot]:
    """Push circles apart that lie on each other, a little at a time."""
    found = dict(spots)
    codes = list(found)
    for _ in range(_ROUNDS):
        moved = False
        for at, one in enumerate(codes):
            for number, other in enumerate(codes[at + 1 :]):
                a, b = found[one], found[other]
                far = hypot(b.x - a.x, b.y - a.y)
                if far >= APART:
                    continue
                moved = True
                angle = 2 * pi * (number % 12) / 12
                dx = (b.x - a.x) / far if far > _SMALL else cos(angle)
                dy = (b.y - a.y) / far if far > _SMALL else sin(angle)
                push = (APART - far) / 2 + 0.5
                found[one] = _within(a.x - dx * push, a.y - dy * push, width, height)
                found[other] = _within(b.x + dx * push, b.y + dy * push, width, height)
        if not moved:
            break
    return found


def _within(x: float, y: float, width: float, height: float) -> Spot:
    edge = APART / 2
    return Spot(min(max(x, edge), width - edge), min(max(y, edge), height - edge))


def _side_by_side(view: PairingView, width: float, height: float) -> dict[str, Spot]:
    """Every team in a cell of its own, then those in none, in rows."""
    groups = [[member.code for member in everybody(team)] for team in view.teams]
    groups += [[person.code] for person in view.alone]
    columns = max(1, ceil(sqrt(len(groups) * width / height)))
    rows = max(1, ceil(len(groups) / columns))
    found = {}
    for number, codes in enumerate(groups):
        row, column = divmod(number, columns)
        x = width * (column + 0.5) / columns
        y = height * (row + 0.5) / rows
        reach = 0 if len(codes) == 1 else min(width / columns, height / rows) / 2 - 18
        for at, code in enumerate(codes):
            angle = 2 * pi * at / len(codes) - pi / 2
            found[code] = Spot(x + reach * cos(angle), y + reach * sin(angle))
    return found
