"""The pictures of a run: quality over time, and growth."""

from collections.abc import Sequence

from tests.benchmarks.contest import Contest, Entry
from tests.benchmarks.growth import Grown
from tests.benchmarks.svg import Axis, Line, Panel, picture

#: The first plan comes no earlier on the picture [s].
FIRST_SECONDS = 0.01
#: Tiers on a picture: those below say nothing where these differ.
PANELS = 4
MIB = 1 << 20


def quality(contest: Contest) -> str:
    """One panel per tier: what each way's plan was worth at each moment."""
    shown = [e for e in contest.entries if e.accepted and e.curve]
    across = Axis("seconds after start-up", FIRST_SECONDS, contest.limit_seconds, True)  # noqa: FBT003 - by powers of ten
    panels = []
    for number in _telling(contest, shown):
        values = [vector[number] for entry in shown for _, vector in entry.curve]
        low, high = min(values), max(values)
        room = max(1.0, 0.08 * (high - low))
        lines = [
            Line(
                entry.name,
                _stretched(entry, number, contest.limit_seconds),
                contest.entries.index(entry),
                steps=True,
            )
            for entry in reversed(shown)
        ]
        title = f"tier {number + 1}: {contest.tiers[number]}"
        up = Axis("less is better", max(0.0, low - room), high + room)
        panels.append(Panel(title, across, up, lines))
    return picture(
        f"{contest.work.title}, seed {contest.seed}",
        panels,
        "A tier may be compared only where those above it are equal.",
    )


def _telling(contest: Contest, shown: Sequence[Entry]) -> list[int]:
    """The first tiers in which anything differs at all."""
    differing = [
        number
        for number in range(len(contest.tiers))
        if len({vector[number] for entry in shown for _, vector in entry.curve}) > 1
    ]
    return differing[:PANELS]


def _stretched(
    entry: Entry, number: int, limit_seconds: float
) -> list[tuple[float, float]]:
    """The curve of one tier up to the limit, to which the last plan holds."""
    points = [
        (min(at, limit_seconds), float(vector[number])) for at, vector in entry.curve
    ]
    return [*points, (limit_seconds, points[-1][1])]


def growth(grown: Sequence[Grown]) -> str:
    """Time and memory over childminders."""
    sources = list(dict.fromkeys(g.source for g in grown))
    most = max(g.childminders for g in grown)
    across = Axis("childminders", 0, most * 1.05)
    panels = []
    for title, label, value in (
        ("From the problem to the proven plan", "seconds of CPU", _seconds),
        ("Most memory of the planning process", "MiB", _mebibytes),
        ("Per need", "milliseconds of CPU", _per_need),
    ):
        lines = [
            Line(
                source,
                [(g.childminders, value(g)) for g in grown if g.source == source],
                number,
            )
            for number, source in enumerate(sources)
        ]
        highest = max(value(g) for g in grown)
        panels.append(Panel(title, across, Axis(label, 0, highest * 1.1), lines))
    return picture("Growth: a week, one in ten absent", panels)


def _seconds(grown: Grown) -> float:
    return grown.cpu_seconds


def _mebibytes(grown: Grown) -> float:
    return grown.peak_bytes / MIB


def _per_need(grown: Grown) -> float:
    return 1000 * grown.cpu_seconds / max(1, grown.needs)
