"""Where the persons of a net stand in its picture: clusters beside one another.

A cluster holds all who are tied by agreements; whom children merely know ties nobody.
Within a cluster persons push each other away and agreements pull them together. The
same net always gives the same picture: nothing is drawn by lot.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin

from service.ahead.stress.view import StressView

KNOWN = "known_person"
#: Room of one person [px], and between clusters.
ROOM = 118.0
GAP = 26.0
ROUNDS = 320
#: A cluster is at most so tall [px]; names take so much room [px].
TALLEST = 980.0
NAME_WIDTH, NAME_HEIGHT = 112.0, 74.0
PARTINGS = 60
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Layout:
    """A point for each code [px], and the size of the whole."""

    points: Mapping[str, Point]
    alone: Sequence[str]
    width: float
    height: float


def layout(view: StressView, width: float) -> Layout:
    """Clusters in rows, the largest first; whoever is tied to nobody apart.

    ``alone`` are persons with children whom nobody is tied to.
    """
    ties = {
        tuple(sorted((way.absent, way.substitute)))
        for way in view.ways
        if way.model != KNOWN
    }
    open_by = {p.code: p.uncovered_minutes for p in view.persons}
    clusters = _clusters([p.code for p in view.persons], ties)
    tied = [c for c in clusters if len(c) > 1]
    tied.sort(key=lambda c: (-len(c), -sum(open_by[p] for p in c), c[0]))
    needing = {p.code for p in view.persons if p.needed_minutes}
    alone = sorted(
        (c[0] for c in clusters if len(c) == 1 and c[0] in needing),
        key=lambda code: (-open_by[code], code),
    )
    placed: dict[str, Point] = {}
    left, top, tallest = 0.0, 0.0, 0.0
    widest = width
    for cluster in tied:
        points, across, down = _placed(cluster, ties, width)
        if left and left + across > width:
            left, top, tallest = 0.0, top + tallest + GAP, 0.0
        for code, (x, y) in points.items():
            placed[code] = (left + x, top + y)
        # Names that had to be moved apart may ask for more than there was.
        widest = max(widest, left + across)
        left += across + GAP
        tallest = max(tallest, down)
    return Layout(placed, alone, widest, top + tallest)


def _clusters(
    codes: Sequence[str], ties: Collection[tuple[str, ...]]
) -> list[tuple[str, ...]]:
    group = {code: {code} for code in codes}
    for one, other in sorted(ties):
        if group[one] is not group[other]:
            group[one] |= group[other]
            for code in group[other]:
                group[code] = group[one]
    return sorted({tuple(sorted(found)) for found in group.values()})


def _placed(
    cluster: tuple[str, ...], ties: Collection[tuple[str, ...]], width: float
) -> tuple[dict[str, Point], float, float]:
    """Points of a cluster from its own corner on, and its size."""
    count = len(cluster)
    radius = ROOM * count / (2 * pi) if count > 2 else ROOM / 2  # noqa: PLR2004 - a pair
    points = {
        code: (radius * cos(2 * pi * i / count), radius * sin(2 * pi * i / count))
        for i, code in enumerate(cluster)
    }
    own = [tie for tie in sorted(ties) if tie[0] in points]
    heat = radius
    for _ in range(ROUNDS if count > 2 else 0):  # noqa: PLR2004 - a pair stands already
        points = _moved(points, own, heat)
        heat *= 0.985
    return _from_corner(_parted(_fitted(points, width)))


def _fitted(points: Mapping[str, Point], width: float) -> dict[str, Point]:
    """A cluster that is too large drawn smaller, in both directions by itself."""
    across = max(x for x, _ in points.values()) - min(x for x, _ in points.values())
    down = max(y for _, y in points.values()) - min(y for _, y in points.values())
    wide = min(1.0, (width - 2 * ROOM) / max(across, 1.0))
    tall = min(1.0, TALLEST / max(down, 1.0))
    return {code: (x * wide, y * tall) for code, (x, y) in points.items()}


def _parted(points: Mapping[str, Point]) -> dict[str, Point]:
    """Whose names would lie over one another are moved apart, half of it each."""
    moved = dict(points)
    codes = sorted(points)
    for _ in range(PARTINGS):
        for at, one in enumerate(codes):
            for other in codes[at + 1 :]:
                dx = (moved[one][0] - moved[other][0]) / NAME_WIDTH
                dy = (moved[one][1] - moved[other][1]) / NAME_HEIGHT
                far = max(hypot(dx, dy), 0.05)
                if far >= 1:
                    continue
                push = (1 - far) / far / 2
                x, y = dx * push * NAME_WIDTH, dy * push * NAME_HEIGHT
                moved[one] = (moved[one][0] + x, moved[one][1] + y)
                moved[other] = (moved[other][0] - x, moved[other][1] - y)
    return moved


def _moved(
    points: Mapping[str, Point], ties: Sequence[tuple[str, ...]], heat: float
) -> dict[str, Point]:
    """One round: everybody pushes, ties pull, nobody moves further than the heat."""
    force = {code: [0.0, 0.0] for code in points}
    codes = list(points)
    for at, one in enumerate(codes):
        for other in codes[at + 1 :]:
            dx, dy, far = _between(points[one], points[other])
            push = ROOM * ROOM / far
            _add(force, one, other, dx / far * push, dy / far * push)
    for tie in ties:
        one, other = tie[0], tie[1]
        dx, dy, far = _between(points[one], points[other])
        pull = -far * far / ROOM
        _add(force, one, other, dx / far * pull, dy / far * pull)
    moved = {}
    for code, (x, y) in points.items():
        fx, fy = force[code]
        length = hypot(fx, fy) or 1.0
        step = min(length, heat)
        moved[code] = (x + fx / length * step, y + fy / length * step)
    return moved


def _between(one: Point, other: Point) -> tuple[float, float, float]:
    dx, dy = one[0] - other[0], one[1] - other[1]
    return dx, dy, max(hypot(dx, dy), 1.0)


def _add(
    force: Mapping[str, list[float]], one: str, other: str, x: float, y: float
) -> None:
    force[one][0] += x
    force[one][1] += y
    force[other][0] -= x
    force[other][1] -= y


def _from_corner(
    points: Mapping[str, Point],
) -> tuple[dict[str, Point], float, float]:
    left = min(x for x, _ in points.values())
    top = min(y for _, y in points.values())
    half = ROOM / 2
    moved = {code: (x - left + half, y - top + half) for code, (x, y) in points.items()}
    return (
        moved,
        max(x for x, _ in moved.values()) + half,
        max(y for _, y in moved.values()) + half,
    )
