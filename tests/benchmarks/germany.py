"""All of Germany, one morning: 600 towns, 41,000 childminders, two processes."""

import math
import multiprocessing
import os
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass

from solver.result import Solved
from solver.substitution.audit import audit
from solver.substitution.planning import solve
from tests.benchmarks.instances import town_week
from tests.benchmarks.peers.incumbents import peak_bytes
from tests.benchmarks.profile import the_profile
from tests.benchmarks.report import Report, verdict

TOWNS, CHILDMINDERS = 600, 41_000
ABSENT_SHARE = 0.08
PROCESSES = 2
BAR_SECONDS = 120.0
BAR_BYTES = 2_000_000_000
#: Sizes are spread like those of youth offices: many small ones, few large ones.
LEAST, SPREAD = 8, 0.7


@dataclass(frozen=True)
class Planned:
    """One town: what planning it took, its share open, and by whom it was planned."""

    process: int
    needs: int
    seconds: float
    making_seconds: float
    wanted_minutes: int
    open_minutes: int
    proven: bool
    accepted: bool
    peak_bytes: int


def sizes(towns: int, childminders: int, seed: int = 1) -> list[int]:
    """Childminders of each town, largest first; they add up."""
    rng = random.Random(seed)
    drawn = [math.exp(rng.gauss(0, SPREAD)) for _ in range(towns)]
    spare = childminders - LEAST * towns
    found = [LEAST + int(spare * share / sum(drawn)) for share in drawn]
    found.sort(reverse=True)
    for i in range(childminders - sum(found)):
        found[i % towns] += 1
    return found


def plan_town(task: tuple[int, int]) -> Planned:
    """In a process: make a town in memory, plan its morning, audit the plan."""
    number, childminders = task
    making = time.perf_counter()
    problem = town_week(childminders, round(ABSENT_SHARE * childminders), 1, number)
    profile = the_profile()
    began = time.perf_counter()
    result = solve(problem, profile)
    ended = time.perf_counter()
    assert isinstance(result, Solved)
    plan = result.plan
    wanted = sum(need.slot.minutes for need in problem.needs)
    return Planned(
        os.getpid(),
        len(problem.needs),
        ended - began,
        began - making,
        wanted,
        wanted - sum(o.slot.minutes for o in plan.assignments),
        all(tier.proven for tier in plan.tiers) and plan.unique,
        audit(problem, profile, plan).accepted,
        peak_bytes(),
    )


def say_germany(
    report: Report, towns: int = TOWNS, childminders: int = CHILDMINDERS
) -> bool:
    """Plan all towns and say whether the bars are kept."""
    tasks = list(enumerate(sizes(towns, childminders), start=1))
    report.say(
        f"\nGermany: {towns} towns, {childminders} childminders, one morning,"
        f" {ABSENT_SHARE:.0%} absent, {PROCESSES} processes"
    )
    began = time.perf_counter()
    context = multiprocessing.get_context("spawn")
    with context.Pool(PROCESSES) as pool:
        pool.map(plan_town, [(0, LEAST)] * PROCESSES, chunksize=1)  # warm
        warm_seconds = time.perf_counter() - began
        planned = pool.map(plan_town, tasks, chunksize=1)
    wall = time.perf_counter() - began - warm_seconds
    return _say(report, planned, wall)


def _say(report: Report, planned: Sequence[Planned], wall_seconds: float) -> bool:
    busy: dict[int, float] = {}
    peaks: dict[int, int] = {}
    for town in planned:
        busy[town.process] = busy.get(town.process, 0.0) + town.seconds
        peaks[town.process] = max(peaks.get(town.process, 0), town.peak_bytes)
    memory = sum(peaks.values()) + peak_bytes()
    planning = max(busy.values())
    proven = sum(town.proven for town in planned)
    accepted = all(town.accepted for town in planned)
    open_share = sum(t.open_minutes for t in planned) / sum(
        t.wanted_minutes for t in planned
    )
    quick, small = planning <= BAR_SECONDS, memory <= BAR_BYTES
    everything = proven == len(planned)
    report.say(
        f"planning {planning:.1f} s in the busier process, longest town"
        f" {max(t.seconds for t in planned):.2f} s, {sum(t.needs for t in planned)}"
        f" needs, {open_share:.1%} uncovered; with making the towns and auditing the"
        f" plans {wall_seconds:.1f} s"
    )
    report.say(
        f"bar {BAR_SECONDS:.0f} s: {verdict(quick)}; {memory / 1e9:.2f} GB in"
        f" {1 + len(peaks)} processes, bar {BAR_BYTES / 1e9:.0f} GB: {verdict(small)};"
        f" proven {proven} of {len(planned)}: {verdict(everything)}; audit accepts:"
        f" {verdict(accepted)}"
    )
    report.summary(
        f"Germany: {len(planned)} towns, one morning",
        f"{planning:.0f} s, {memory / 1e9:.2f} GB, {proven} towns proven",
        f"{BAR_SECONDS:.0f} s, {BAR_BYTES / 1e9:.0f} GB:"
        f" {verdict(quick and small and everything)}",
    )
    return quick and small and everything and accepted
