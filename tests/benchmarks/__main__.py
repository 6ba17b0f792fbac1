"""Measure the planner on stored towns: ``python -m tests.benchmarks``.

For every seed of every town one line: our time from the stored state to the plan, what
a straightforward CP-SAT model with the solver's defaults reaches in its time, and what
a greedy dispatcher loses. Every plan is judged by the audit.

The towns are the product's own, imported into a fresh database. A second block, in
memory and without a bar, has weeks in which each child knows more people: they are
harder for the engine than any town we know.
"""

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence

from service.db.store import Store
from tests.benchmarks.instances import town_week
from tests.benchmarks.measuring import measured
from tests.benchmarks.profile import the_profile
from tests.benchmarks.table import HEADING, Town, say, say_row, say_verdict
from tests.benchmarks.weeks import Week, fresh_store, stored_week

STORED = (
    Town("Beckum-like", 47, 5, 0.4),
    Town("Herne-like", 95, 10, 1.0),
    Town("County-like", 270, 30),
)
DENSE = (
    Town("Dense, Beckum's size", 47, 5),
    Town("Dense, Herne's size", 95, 10),
)
#: Seeds of a town without a bar, and no straightforward model, unless it is named.
SEEDS_FOR_INFORMATION = 3
STARTS = {
    "engine": "import solver.substitution.planning",
    "planning process (engine, database, rules)": (
        "import service.use_cases.run_proposal"
    ),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; 1 if a bar is missed or the towns are too easy."""
    chosen = _parser().parse_args(arguments)
    good = True
    if not chosen.town:
        for name, imports in STARTS.items():
            say(f"start-up, {name}: {start_up(imports):.2f} s")
    with fresh_store() as store:
        measured(stored_week(store, 12, 2, 1), 0)  # warm: imports, caches
        for town in (*STORED, *DENSE):
            seeds, naive_seconds = chosen.seeds, chosen.naive_seconds
            if not chosen.town and town.bar_seconds is None:
                seeds, naive_seconds = min(seeds, SEEDS_FOR_INFORMATION), 0.0
            if not chosen.town or town.name in chosen.town:
                good = _town(town, store, seeds, naive_seconds) and good
    say("\neverything kept" if good else "\nFAILED: see above")
    return 0 if good else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("--seeds", type=int, default=10, help="seeds per town")
    parser.add_argument(
        "--naive-seconds",
        type=float,
        default=10.0,
        help="limit of the straightforward model per seed; 0 leaves it out",
    )
    parser.add_argument(
        "--town",
        action="append",
        choices=[town.name for town in (*STORED, *DENSE)],
        help="only this one, in full and without start-up; may be repeated",
    )
    return parser


def start_up(imports: str) -> float:
    """Seconds until a fresh process has imported it, median of three."""
    times = []
    for _ in range(3):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", imports], check=True)
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def dense_week(town: Town, seed: int) -> Week:
    """A week from ``instances.py``: no database, every rule at its default."""
    return Week(town_week(town.childminders, town.absent, 5, seed), the_profile())


def _town(town: Town, store: Store, seeds: int, naive_seconds: float) -> bool:
    say(f"\n{town.title}\n{HEADING}")
    rows = []
    for seed in range(1, seeds + 1):
        week = (
            stored_week(store, town.childminders, town.absent, seed)
            if town in STORED
            else dense_week(town, seed)
        )
        rows.append(measured(week, naive_seconds))
        say_row(seed, rows[-1])
    return say_verdict(town, rows)


if __name__ == "__main__":
    sys.exit(main())
