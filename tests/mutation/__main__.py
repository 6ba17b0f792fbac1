"""Would the tests notice a fault? ``python -m tests.mutation --sample 250``.

Breaks ``solver/`` in one place at a time, in memory only, and runs the tests that reach
it until one fails. The sample gives each file the same chance: one fault per file in
turn, drawn with ``--seed``. ``--map`` keeps which test reaches which line (some minutes
of work); it holds for unchanged sources and tests only. ``--fault`` tries faults again
by the names that were printed. Ends with 0 whatever survives: a survivor is to be read
by somebody; it may be no fault at all.
"""

import argparse
import random
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.mutation.points import Point, points
from tests.mutation.session import ROOT, Trials, Verdict

QUIET = ("-q", "-s", "--no-header", "-pno:cacheprovider", "-pno:schemathesis")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one line per fault, then the score."""
    options = _parse(arguments)
    chosen = _chosen(options)
    verdicts: list[Verdict] = []

    def tell(verdict: Verdict) -> None:
        verdicts.append(verdict)
        sys.stdout.write(f"{_line(verdict)}\n")
        sys.stdout.flush()

    with tempfile.TemporaryDirectory() as folder:
        trials = Trials(
            chosen,
            options.map or Path(folder) / "map.json",
            options.limit_seconds,
            tell,
        )
        code = pytest.main([*QUIET, *options.tests], plugins=[trials])
    sys.stdout.write(f"{_score(verdicts)}\n")
    return int(code)


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.mutation", description=__doc__
    )
    parser.add_argument("--sample", type=int, default=250, help="how many faults")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--part", default="solver", help="only paths that begin so")
    parser.add_argument("--fault", action="append", help="a name that was printed")
    parser.add_argument("--map", type=Path, help="file to keep lines and tests in")
    parser.add_argument(
        "--limit-seconds", type=float, default=60.0, help="CPU time per fault"
    )
    parser.add_argument("tests", nargs="*", default=["tests/solver"])
    return parser.parse_args(arguments)


def _chosen(options: argparse.Namespace) -> list[Point]:
    """Faults to try: one file after another gives one, until there are enough."""
    names = set(options.fault or ())
    rng = random.Random(options.seed)
    files = []
    for path in sorted((ROOT / "solver").rglob("*.py")):
        place = path.relative_to(ROOT)
        if not place.as_posix().startswith(options.part):
            continue
        if names and not any(name.startswith(f"{place.as_posix()}:") for name in names):
            continue
        held = points(place, path.read_text(encoding="utf-8"))
        files.append(rng.sample(held, len(held)))
    if names:
        return [point for held in files for point in held if point.name in names]
    turns = [
        held[turn]
        for turn in range(max(map(len, files), default=0))
        for held in rng.sample(files, len(files))
        if turn < len(held)
    ]
    return turns[: options.sample]


def _line(verdict: Verdict) -> str:
    point = verdict.point
    return (
        f"{'killed' if verdict.killed else 'SURVIVED'} {point.name}"
        f" in {point.function}: {point.before} -> {point.after}"
        f" [{verdict.tests} of {verdict.reaching} tests, {verdict.seconds:.1f} s]"
        f" {verdict.why}"
    )


def _score(verdicts: Sequence[Verdict]) -> str:
    """Killed of tried, for each folder and in all."""
    parts: dict[str, list[bool]] = {}
    for verdict in verdicts:
        parts.setdefault(verdict.point.path.parent.as_posix(), []).append(
            verdict.killed
        )
    rows = [(part, killed) for part, killed in sorted(parts.items())]
    rows.append(("all", [verdict.killed for verdict in verdicts]))
    return "\n".join(
        f"{part}: {sum(killed)} of {len(killed)} killed" for part, killed in rows
    )


if __name__ == "__main__":
    sys.exit(main())
