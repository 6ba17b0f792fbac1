"""Contact visits of a town like Herne, beside a greedy plan and a plain model.

``python -m tests.benchmarks.ahead.visits [--quick] [--seeds N] [--seconds S]``

Bars: everything a plan says is audited; the first tier is proven in every town, and
never worse than that of a peer.
"""

import argparse
import time
from dataclasses import dataclass

from solver.audit import AuditReport
from solver.profile import RuleProfile
from solver.result import SolveLimits
from solver.visits.audit import audit
from solver.visits.plan import VisitPlan
from solver.visits.planning import solve
from solver.visits.problem import VisitProblem
from solver.visits.rules import DEFAULT_TIERS
from tests.benchmarks.ahead.visit_peers import greedy, plain_model
from tests.benchmarks.ahead.visit_town import town

PROFILE = RuleProfile("bench", "NW", "1", {}, DEFAULT_TIERS)
WORKERS = 2


@dataclass(frozen=True)
class Result:
    """What one way of planning came to, CPU and wall seconds."""

    name: str
    values: tuple[int, ...]
    bound: int
    accepted: bool
    cpu: float
    wall: float

    @property
    def first(self) -> int:
        """The first tier."""
        return self.values[0]


def measured(name: str, problem: VisitProblem, make) -> Result:
    """Run one way of planning and audit what it gives."""
    cpu, wall = time.process_time(), time.monotonic()
    plan, bound = make()
    cpu, wall = time.process_time() - cpu, time.monotonic() - wall
    report: AuditReport = audit(problem, PROFILE, plan)
    values = tuple(tier.value for tier in report.tiers)
    return Result(name, values, bound, report.accepted, cpu, wall)


def run(problem: VisitProblem, seconds: float) -> list[Result]:
    """Ours, by hand and the plain model, on one town."""

    def ours() -> tuple[VisitPlan, int]:
        plan = solve(problem, PROFILE, SolveLimits(seconds, WORKERS))
        return plan, plan.tiers[0].bound

    return [
        measured("lueckenlos", problem, ours),
        measured("greedy", problem, lambda: (greedy(problem, PROFILE), 0)),
        measured(
            "plain CP-SAT",
            problem,
            lambda: plain_model(problem, PROFILE, seconds, WORKERS),
        ),
    ]


def lost(problem: VisitProblem, result: Result, least: int) -> str:
    """How far above the best bound the first tier is [%]."""
    del problem
    return f"{100 * (result.first - least) / least:6.2f} %" if least else "     –"


def main() -> int:
    """Print a table per seed; 1 if a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a third of the town")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=120.0)
    asked = parser.parse_args()
    size = (32, 4) if asked.quick else (95, 12)
    missed = 0
    for seed in range(1, (1 if asked.quick else asked.seeds) + 1):
        problem = town(seed, *size)
        print(f"\nseed {seed}: {size[0]} childminders, {len(problem.bonds)} bonds")
        results = run(problem, asked.seconds)
        least = max(result.bound for result in results)
        for found in results:
            print(
                f"  {found.name:13} {found.first:>9} {lost(problem, found, least)}"
                f"  bound {found.bound:>9}  {'ok' if found.accepted else 'REFUSED':7}"
                f"  cpu {found.cpu:6.1f} s  wall {found.wall:6.1f} s"
                f"  tiers {found.values[1:]}",
                flush=True,
            )
        own, *peers = results
        missed += own.first != own.bound or not own.accepted
        missed += any(p.accepted and p.first < own.first for p in peers)
    print("\nbars:", "kept" if not missed else f"{missed} MISSED")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
