"""How time and memory grow with the town: each size in a fresh process."""

import math
import multiprocessing
import time
from collections.abc import Sequence
from dataclasses import dataclass

from service.db.store import Store
from solver.result import Solved, SolveLimits
from solver.substitution.planning import solve
from tests.benchmarks.instances import town_week
from tests.benchmarks.peers.incumbents import peak_bytes
from tests.benchmarks.profile import the_profile
from tests.benchmarks.report import Report, verdict
from tests.benchmarks.weeks import Week
from tests.benchmarks.works import A_WEEK, Source, Work

SIZES = (50, 100, 200, 400, 800)
#: Time per childminder may grow by this power of the number at most.
NEAR_LINEAR = 1.3
#: Below it a process is mostly start-up and noise.
FROM_CHILDMINDERS = 100


@dataclass(frozen=True)
class Grown:
    """What one size took in a process of its own."""

    source: str
    childminders: int
    needs: int
    seconds: float
    cpu_seconds: float
    peak_bytes: int
    proven: bool


def grow(
    report: Report, store: Store, sizes: Sequence[int] = SIZES, *, dense_up_to: int = 0
) -> tuple[Grown, ...]:
    """Plan a week of every size, one in ten absent; stored towns, dense to a size."""
    report.say("\nGrowth: a week, one in ten absent, each size in a fresh process")
    report.say("source childminders needs    seconds        CPU    memory proven")
    found = []
    for source in (Source.STORED, Source.DENSE):
        for size in sizes:
            if source is Source.DENSE and size > dense_up_to:
                continue
            work = Work("Growth", source, size, max(1, size // 10), A_WEEK)
            found.append(_apart(source, size, work.week(store, 1)))
            report.say(_line(found[-1]))
    return tuple(found)


def _line(grown: Grown) -> str:
    return (
        f"{grown.source:6} {grown.childminders:12} {grown.needs:5}"
        f" {grown.seconds:8.2f} s {grown.cpu_seconds:8.2f} s"
        f" {grown.peak_bytes >> 20:5} MiB {'yes' if grown.proven else 'no':>6}"
    )


def say_growth(report: Report, grown: Sequence[Grown]) -> bool:
    """Whether time grows near linearly where towns are made of districts."""
    stored = [
        g
        for g in grown
        if g.source == Source.STORED and g.childminders >= FROM_CHILDMINDERS
    ]
    if len(stored) < 2:
        return True
    power = exponent([(g.childminders, g.cpu_seconds) for g in stored])
    good = power <= NEAR_LINEAR
    first, last = stored[0], stored[-1]
    text = (
        f"CPU grows as the {power:.2f}th power from {first.childminders} to"
        f" {last.childminders} childminders; {last.peak_bytes >> 20} MiB at most"
    )
    report.say(f"{text}; near linear (at most {NEAR_LINEAR}): {verdict(good)}")
    report.summary("Growth of stored towns", text, f"near linear: {verdict(good)}")
    return good


def exponent(points: Sequence[tuple[float, float]]) -> float:
    """Slope of the straight line through points on logarithmic paper."""
    xs = [math.log(x) for x, _ in points]
    ys = [math.log(y) for _, y in points]
    middle_x, middle_y = sum(xs) / len(xs), sum(ys) / len(ys)
    over = sum((x - middle_x) * (y - middle_y) for x, y in zip(xs, ys, strict=True))
    return over / sum((x - middle_x) ** 2 for x in xs)


def _apart(source: Source, size: int, week: Week) -> Grown:
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        needs = len(week.problem.needs)
        seconds, cpu, peak, proven = pool.apply(_planned, (week,))
    return Grown(source.value, size, needs, seconds, cpu, peak, proven)


def _planned(week: Week) -> tuple[float, float, int, bool]:
    """In the child: wall and CPU seconds, most memory, whether all is proven."""
    solve(town_week(12, 2, 1, 1), the_profile())  # warm: imports, caches
    began, cpu_began = time.perf_counter(), time.process_time()
    result = solve(week.problem, week.profile, SolveLimits(seconds=120.0))
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu_began
    proven = isinstance(result, Solved) and all(t.proven for t in result.plan.tiers)
    return seconds, cpu, peak_bytes(), proven
