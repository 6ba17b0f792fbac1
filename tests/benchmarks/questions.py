"""How long answers take: ``python -m tests.benchmarks.questions``.

Every question about stored weeks of Herne's size, asked as the product asks it: the
plan's tables are at hand (their making is a row of its own), nothing else is. All gaps
means all single changes of a week, tables included. On a machine that does other things
``--cpu`` counts processor seconds, told as they would be on a quiet one; all is then
asked in one process, so that none of it is missed.
"""

import argparse
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from os import getloadavg
from pathlib import Path

from solver.explanation.forcing import SEVERAL_LIMITS
from solver.result import SolveLimits
from solver.substitution.explanation.alternatives import alternatives
from solver.substitution.explanation.basis import Basis, basis_of
from solver.substitution.explanation.forced_gap import forced_gap
from solver.substitution.explanation.person_cost import person_cost
from solver.substitution.explanation.single_change import ChangeSearch
from solver.substitution.linked import links_of
from solver.substitution.planning import solve
from solver.substitution.problem import Need, PersonId
from tests.benchmarks.report import Report, verdict
from tests.benchmarks.weeks import Week, fresh_store, stored_week
from tests.cpu import cpu_time

CHILDMINDERS, ABSENT = 95, 10
QUICK_SIZE = (20, 3)
EACH_BAR_SECONDS, ALL_GAPS_BAR_SECONDS = 0.3, 2.0
#: Needs of a week about which "why not" and "alternatives" are asked.
NEEDS_ASKED = 25
ALL_GAPS = "single changes of all gaps"
TABLES = "tables of a plan, once"
PLAN_LIMITS = SolveLimits(seconds=60.0, workers=2)


@dataclass
class Times:
    """Seconds of every question asked about one week, by kind."""

    of_kind: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    cpu: bool = False

    @property
    def limits(self) -> SolveLimits:
        """Those of the product, with one worker where processor seconds are counted."""
        return replace(SEVERAL_LIMITS, workers=1) if self.cpu else SEVERAL_LIMITS

    def of(self, kind: str, question: Callable[[], object]) -> None:
        """Ask, and note how long the answer took."""
        if self.cpu:
            with cpu_time() as took:
                question()
            self.of_kind[kind].append(took.seconds)
            return
        began = time.perf_counter()
        question()
        self.of_kind[kind].append(time.perf_counter() - began)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a line per kind of question; 1 if a bar is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.questions")
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--quick", action="store_true", help="a small town")
    parser.add_argument("--cpu", action="store_true", help="processor seconds")
    parser.add_argument("--out", type=Path, help="folder for run.txt and table.md")
    chosen = parser.parse_args(arguments)
    size = QUICK_SIZE if chosen.quick else (CHILDMINDERS, ABSENT)
    report, weeks = Report(), []
    report.say(f"load of the machine before: {getloadavg()[0]:.1f}")
    with fresh_store() as store:
        for seed in range(1, chosen.seeds + 1):
            weeks.append(Times(cpu=chosen.cpu))
            ask_week(weeks[-1], stored_week(store, *size, seed))
            (seconds,) = weeks[-1].of_kind[ALL_GAPS]
            report.say(f"seed {seed}: {seconds:.2f} s for all gaps")
    report.say(f"load of the machine after: {getloadavg()[0]:.1f}")
    kinds = dict.fromkeys(kind for week in weeks for kind in week.of_kind)
    kept = [say_kind(report, kind, weeks) for kind in kinds]
    report.say(f"\n{report.table()}")
    if chosen.out is not None:
        report.write(chosen.out)
    return 0 if all(kept) else 1


def ask_week(times: Times, week: Week) -> None:
    """Every kind of question about the plan of a week."""
    plan = solve(week.problem, week.profile, PLAN_LIMITS).plan

    def tables() -> Basis:
        basis = basis_of(week.problem, week.profile, plan)
        if week.problem.needs:
            basis.scope([week.problem.needs[0].id])
        return basis

    def every_gap() -> None:
        ChangeSearch(tables(), times.limits).every(plan.gaps)

    basis = tables()
    times.of(TABLES, tables)
    for gap in plan.gaps:
        times.of("why is there a gap", lambda gap=gap: forced_gap(basis, gap))
        times.of(
            "which single change closes it",
            lambda gap=gap: ChangeSearch(basis, times.limits).smallest(gap),
        )
    for need, person in islice(pairs(basis), NEEDS_ASKED):
        times.of(
            "why not somebody", lambda n=need, p=person: person_cost(basis, (n,), p)
        )
        times.of(
            "the next best five",
            lambda n=need: alternatives(basis, n, limits=times.limits),
        )
    times.of(ALL_GAPS, every_gap)


def pairs(basis: Basis) -> Iterator[tuple[Need, PersonId]]:
    """Needs all over the week, each with somebody linked who has not got the child."""
    needs = [need for need in basis.problem.needs if basis.options_of(need.id)]
    for need in needs[:: max(1, len(needs) // NEEDS_ASKED)]:
        holding = {option.person for option in basis.taken(need.id)}
        others = (link.substitute for link in links_of(basis.index, need))
        person = next((other for other in others if other not in holding), None)
        if person is not None:
            yield need, person


def say_kind(report: Report, kind: str, weeks: Sequence[Times]) -> bool:
    """How long a kind took; kept if no answer of any week is beyond the bar."""
    seconds = ALL_GAPS_BAR_SECONDS if kind == ALL_GAPS else EACH_BAR_SECONDS
    every = sorted(one for week in weeks for one in week.of_kind[kind])
    if not every:
        report.say(f"{kind}: never asked")
        return False
    kept = every[-1] <= seconds
    over = sum(1 for one in every if one > seconds)
    measured = (
        f"median {statistics.median(every):.3f} s,"
        f" 95th of a hundred {every[(len(every) - 1) * 95 // 100]:.2f} s,"
        f" longest {every[-1]:.2f} s; {over} of {len(every)} over"
    )
    bar = f"bar {seconds:g} s: {verdict(kept)}"
    report.say(f"{kind}: {measured}; {bar}")
    report.summary(kind, measured, bar)
    return kept


if __name__ == "__main__":
    sys.exit(main())
