"""Measure the planner beside its peers: ``python -m tests.benchmarks``.

Four blocks: every work over its seeds against its bar; a few weeks on which all ways
plan under the same limit; Germany's morning; growth. ``--quick`` does all of it in
small, for a look; ``--out`` keeps the table and the pictures as files.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Sequence

from tests.benchmarks.cli import Chosen, parse
from tests.benchmarks.contest import contest
from tests.benchmarks.germany import CHILDMINDERS, TOWNS, say_germany
from tests.benchmarks.growth import SIZES, grow, say_growth
from tests.benchmarks.measuring import measured
from tests.benchmarks.plots import growth, quality
from tests.benchmarks.promises import say_contest, say_promises
from tests.benchmarks.report import Report
from tests.benchmarks.table import HEADING, say_row, say_verdict
from tests.benchmarks.weeks import fresh_store, stored_week
from tests.benchmarks.works import Asked, Work

STARTS = {
    "engine": "import solver.substitution.planning",
    "planning process (engine, database, rules)": (
        "import service.use_cases.run_proposal"
    ),
}
QUICK_GERMANY = (6, 120)
QUICK_SIZES = (24,)
#: Dense towns grow to this size: beyond, only stored ones.
DENSE_UP_TO = 400
#: Nobody waits longer for a plan without a bar [s].
LIMIT_SECONDS = 60.0
#: Reading included; a second of its bar stays for ending and reasons.
FLU_SECONDS = 29.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables; 1 if a bar is missed or a promise is broken."""
    chosen = parse(arguments)
    report = Report()
    with fresh_store() as store:
        measured(stored_week(store, 12, 2, 1))  # warm: imports, caches
    kept = [good for block in chosen.blocks for good in _block(report, chosen, block)]
    report.say(f"\n{report.table()}")
    report.say("everything kept" if all(kept) else "FAILED: see above")
    if chosen.out is not None:
        report.write(chosen.out)
    return 0 if all(kept) else 1


def _block(report: Report, chosen: Chosen, block: str) -> list[bool]:
    if block == "works":
        _say_starts(report, 1 if chosen.quick else 3)
        return [_work(report, chosen, work) for work in chosen.measured()]
    if block == "peers":
        return [_peers(report, chosen)]
    if block == "germany":
        towns = QUICK_GERMANY if chosen.quick else (TOWNS, CHILDMINDERS)
        return [say_germany(report, *towns)]
    sizes = QUICK_SIZES if chosen.quick else SIZES
    with fresh_store() as store:
        most = sizes[0] if chosen.quick else DENSE_UP_TO
        grown = grow(report, store, sizes, dense_up_to=most)
    report.picture("growth", growth(grown))
    return [say_growth(report, grown)]


def _say_starts(report: Report, times: int) -> None:
    for name, imports in STARTS.items():
        report.say(f"start-up, {name}: {start_up(imports, times):.2f} s")


def start_up(imports: str, repeated: int) -> float:
    """Seconds until a fresh process has imported it, median of so many."""
    times = []
    for _ in range(repeated):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", imports], check=True)
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def _work(report: Report, chosen: Chosen, work: Work) -> bool:
    report.say(f"\n{work.title}\n{HEADING}")
    rows = []
    # Where not everything must be proven, the bar is the limit.
    two_tiers = work.asked is Asked.TWO_TIERS
    limit_seconds = FLU_SECONDS if two_tiers else LIMIT_SECONDS
    with fresh_store() as store:
        for seed in range(1, chosen.seeds_of(work) + 1):
            rows.append(measured(work.week(store, seed), limit_seconds))
            say_row(report, seed, rows[-1])
    return say_verdict(report, work, rows)


def _peers(report: Report, chosen: Chosen) -> bool:
    report.say(f"\nAll ways under the same limit of {chosen.peer_seconds:g} s")
    contests = []
    for work in chosen.contested():
        for seed in range(1, chosen.peer_seeds + 1):
            with fresh_store() as store:
                week = work.week(store, seed)
            contests.append(contest(work, seed, week, chosen.peer_seconds))
            say_contest(report, contests[-1])
            name = f"quality-{work.key}-{seed}"
            report.picture(name, quality(contests[-1]))
    return say_promises(report, contests)


if __name__ == "__main__":
    sys.exit(main())
