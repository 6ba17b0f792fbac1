"""Measure the engine on invented towns: ``python -m tests.benchmarks``.

For every seed of every town one line: our time from problem to plan, what a
straightforward CP-SAT model with the solver's defaults reaches in its time, and what a
greedy dispatcher loses. Two cores, one run, quotients rather than seconds count.
"""

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

from solver.profile import RuleProfile
from solver.result import Solved, SolveLimits
from solver.substitution.formulation import formulate
from solver.substitution.index import ProblemIndex
from solver.substitution.options import generate
from solver.substitution.plan import Plan
from solver.substitution.planning import solve
from solver.substitution.problem import Problem
from solver.substitution.rules import load_rules
from tests.benchmarks.instances import town_week
from tests.benchmarks.peers import Answer, nearest_familiar_first, straightforward
from tests.benchmarks.profile import the_profile

DAYS = 5


@dataclass(frozen=True)
class Town:
    """A size to measure, and the bar its median has to stay under [s]."""

    name: str
    childminders: int
    absent: int
    bar_seconds: float


TOWNS = (
    Town("Beckum-like", 47, 5, 0.4),
    Town("Herne-like", 95, 10, 1.0),
)


@dataclass(frozen=True)
class Row:
    """One seed of one town."""

    problem: Problem
    plan: Plan
    options: int
    seconds: float
    cpu_seconds: float
    naive: Answer | None
    greedy: Answer

    @property
    def proven(self) -> bool:
        return all(tier.proven for tier in self.plan.tiers)

    @property
    def open_minutes(self) -> int:
        return sum(need.slot.minutes for need in self.problem.needs)

    @property
    def uncovered(self) -> float:
        """Share of the minutes of need that stay open."""
        return sum(gap.slot.minutes for gap in self.plan.gaps) / self.open_minutes

    def tier(self, name: str) -> int:
        return next(tier.value for tier in self.plan.tiers if tier.id == name)

    def greedy_tier(self, name: str) -> int:
        return next(tier.value for tier in self.greedy.tiers if tier.id == name)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; 1 if a bar is missed or the towns are too easy."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("--seeds", type=int, default=10, help="seeds per town")
    parser.add_argument(
        "--naive-seconds",
        type=float,
        default=10.0,
        help="limit of the straightforward model per seed; 0 leaves it out",
    )
    chosen = parser.parse_args(arguments)
    say(f"start-up (import of the engine in a fresh process): {start_up():.2f} s")
    good = True
    profile = the_profile()
    solve(town_week(12, 2, DAYS, 1), profile)  # warm: imports, caches
    good = True
    for town in TOWNS:
        rows = [
            measured(
                town_week(town.childminders, town.absent, DAYS, seed),
                profile,
                chosen.naive_seconds,
            )
            for seed in range(1, chosen.seeds + 1)
        ]
        good = report(town, rows) and good
    return 0 if good else 1


def start_up() -> float:
    """Seconds until a fresh process has the engine, median of three."""
    command = [sys.executable, "-c", "import solver.substitution.planning"]
    times = []
    for _ in range(3):
        began = time.perf_counter()
        subprocess.run(command, check=True)
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def measured(problem: Problem, profile: RuleProfile, naive_seconds: float) -> Row:
    """Our engine, the straightforward model and the greedy on one problem."""
    began, cpu_began = time.perf_counter(), time.process_time()
    result = solve(problem, profile, SolveLimits())
    seconds = time.perf_counter() - began
    cpu_seconds = time.process_time() - cpu_began
    assert isinstance(result, Solved)
    rules = load_rules(profile)
    index = ProblemIndex(problem)
    options = generate(index, rules)
    formulation = formulate(index, rules, options)
    return Row(
        problem,
        result.plan,
        len(options.options),
        seconds,
        cpu_seconds,
        straightforward(formulation, naive_seconds) if naive_seconds else None,
        nearest_familiar_first(index, rules, options, formulation),
    )


def report(town: Town, rows: Sequence[Row]) -> bool:
    """Print one town's lines and its verdict; whether every bar is kept."""
    say(f"\n{town.name}: {town.childminders} childminders, {town.absent} absent")
    say(
        "seed needs options    ours proven uncovered gaps splits |"
        "  naive proven worse at | greedy uncovered splits"
    )
    for seed, row in enumerate(rows, 1):
        say(
            f"{seed:4} {len(row.problem.needs):5} {row.options:7} {row.seconds:6.3f}s"
            f" {proven_tiers(row.plan):>6} {row.uncovered:8.1%} {len(row.plan.gaps):5}"
            f" {row.tier('continuity'):6} | {naive_cells(row)}"
            f" | {row.greedy_tier('uncovered') / row.open_minutes:16.1%}"
            f" {row.greedy_tier('continuity'):6}"
        )
    median = statistics.median(row.seconds for row in rows)
    cpu = statistics.median(row.cpu_seconds for row in rows)
    hard = sum(1 for row in rows if row.plan.gaps and row.tier("continuity"))
    quick, proven = median <= town.bar_seconds, all(row.proven for row in rows)
    say(
        f"median {median:.3f} s, {cpu:.3f} s of CPU (bar {town.bar_seconds} s:"
        f" {verdict(quick)}), all tiers proven: {verdict(proven)}, gaps and splits"
        f" in {hard} of {len(rows)}: {verdict(2 * hard >= len(rows))}"
    )
    if all(row.naive for row in rows):
        say(f"naive : ours = {ratio(rows):.0f} : 1 (median of quotients, naive cut)")
    return quick and proven and 2 * hard >= len(rows)


def proven_tiers(plan: Plan) -> str:
    return f"{sum(tier.proven for tier in plan.tiers)}/{len(plan.tiers)}"


def naive_cells(row: Row) -> str:
    """Time, tiers proven, and the first tier at which the naive model is worse."""
    if row.naive is None:
        return f"{'–':>7} {'–':>6} {'–':>8}"
    ours = tuple(tier.value for tier in row.plan.tiers)
    worse = next(
        (
            tier.id
            for tier, value in zip(row.naive.tiers, ours, strict=False)
            if tier.value != value
        ),
        "unfinished" if len(row.naive.tiers) < len(ours) else "nowhere",
    )
    return f"{row.naive.seconds:6.2f}s {row.naive.proven:4}/{len(ours)} {worse:>8}"


def ratio(rows: Sequence[Row]) -> float:
    return statistics.median(
        row.naive.seconds / row.seconds for row in rows if row.naive is not None
    )


def verdict(kept: object) -> str:
    return "kept" if kept else "MISSED"


def say(line: str) -> None:
    """One line of the table at once, also through a pipe."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
