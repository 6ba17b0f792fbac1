"""One matching solved by us, by a careful coordinator, by CP-SAT and by HiGHS.

All get the same rows, the same seconds and the same two cores, one after another; what
a plan is worth is counted here, in whole numbers, for everybody alike.
"""

import gc
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

from solver.engine.face import Face
from solver.engine.greedy import first_assignment
from solver.matching.audit import audit
from solver.matching.formulation import (
    Formulation,
    formulate,
    matching_order,
    more_hours,
)
from solver.matching.index import MatchingIndex
from solver.matching.options import generate
from solver.matching.plan import MatchingPlan
from solver.matching.planning import solve
from solver.matching.problem import MatchingProblem
from solver.matching.reading import engagements
from solver.matching.rules import load_rules
from solver.profile import RuleProfile
from solver.result import Solved, SolveLimits
from tests.benchmarks.peers.processes import GRACE_SECONDS, PEERS_PYTHON, ROOT

PEERS = {
    "CP-SAT": (sys.executable, "tests.benchmarks.matching.peer_cp_sat"),
    "HiGHS": (str(PEERS_PYTHON), "tests.benchmarks.matching.peer_highs"),
}


@dataclass(frozen=True)
class Entry:
    """A plan's value and proven bound of each tier, and what it took [s].

    ``bounds`` may be shorter than ``values``: tiers never reached prove nothing.
    ``totals`` is what each tier would count if nothing were met (all hours wished for),
    0 where it counts from nothing.
    """

    name: str
    values: tuple[int, ...] | None
    bounds: tuple[int, ...]
    seconds: float
    cpu_seconds: float | None = None
    wrong: str = ""
    totals: tuple[int, ...] = ()

    @property
    def proven(self) -> int:
        """How many tiers are proven, from the first on without a break."""
        count = 0
        for value, bound in zip(self.values or (), self.bounds, strict=False):
            if value != bound:
                break
            count += 1
        return count

    @property
    def gap(self) -> float:
        """How far the first unproven tier is from its bound.

        As a share of what the bound meets of a total, or else of the bound: 84 of 2,639
        half-hours missing, 73 at least, are 11 of the 2,566 that could be met.
        """
        if self.values is None or self.proven >= len(self.bounds):
            return 0.0
        value, bound = self.values[self.proven], self.bounds[self.proven]
        total = self.totals[self.proven] if self.totals else 0
        return (value - bound) / max(1, abs(total - bound))


@dataclass(frozen=True)
class Instance:
    """A matching with its model."""

    problem: MatchingProblem
    profile: RuleProfile
    index: MatchingIndex
    formulation: Formulation

    @classmethod
    def of(cls, problem: MatchingProblem, profile: RuleProfile) -> "Instance":
        """Build the model once, for the peers and for counting."""
        index, rules = MatchingIndex(problem), load_rules(profile)
        formulation = formulate(index, rules, generate(index, rules))
        return cls(problem, profile, index, formulation)

    @property
    def totals(self) -> tuple[int, ...]:
        """What each tier counts if nothing is agreed."""
        found = self.formulation.objectives
        return tuple(objective.expression.constant for objective in found)

    def counted(self, values: Sequence[int]) -> tuple[int, ...]:
        """What the plan of these values is worth on every tier, by the audit."""
        plan = MatchingPlan(engagements(self.formulation.variables, values))
        report = audit(self.problem, self.profile, plan)
        return tuple(tier.value for tier in report.tiers)


def ours(instance: Instance, seconds: float) -> Entry:
    """Our plan, judged by the audit."""
    gc.collect()
    began, cpu = time.perf_counter(), time.process_time()
    limits = SolveLimits(seconds=seconds)
    result = solve(instance.problem, instance.profile, limits)
    took, cpu = time.perf_counter() - began, time.process_time() - cpu
    assert isinstance(result, Solved)
    plan = result.plan
    report = audit(instance.problem, instance.profile, plan)
    values = tuple(tier.value for tier in plan.tiers)
    refused = sorted({finding.rule for finding in report.findings if finding.decided})
    wrong = f"refused: {', '.join(refused)}" if refused else ""
    if values != tuple(tier.value for tier in report.tiers):
        wrong = "the audit counts something else"
    bounds = tuple(tier.bound for tier in plan.tiers)
    return Entry("ours", values, bounds, took, cpu, wrong, instance.totals)


def greedy(instance: Instance) -> Entry:
    """A careful coordinator: kindergarten by kindergarten, then half-hours."""
    began, variables = time.perf_counter(), instance.formulation.variables
    order = (*matching_order(instance.index, variables), *more_hours(variables))
    values = first_assignment(variables.model, order)
    return Entry("greedy", instance.counted(values), (), time.perf_counter() - began)


def peer(name: str, instance: Instance, seconds: float) -> Entry:
    """What another solver finds in the same time."""
    python, module = PEERS[name]
    model = instance.formulation.variables.model
    objectives = [found.expression for found in instance.formulation.objectives]
    told = {
        "lower": model.lowers,
        "upper": model.uppers,
        "rows": [(row.terms, row.lower, row.upper) for row in model.rows],
        "tiers": [expression.terms for expression in objectives],
        "seconds": seconds,
    }
    try:
        done = subprocess.run(
            [python, "-m", module],
            input=json.dumps(told),
            capture_output=True,
            text=True,
            cwd=ROOT,
            timeout=seconds + GRACE_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as fault:
        return Entry(name, None, (), seconds, wrong=f"no answer: {fault}"[:60])
    said = json.loads(done.stdout)
    if said["values"] is None:
        return Entry(name, None, (), said["seconds"], wrong="no plan")
    admitted = Face(model).admits(said["values"])
    bounds = tuple(
        bound + expression.constant
        for bound, expression in zip(said["bounds"], objectives, strict=False)
    )
    return Entry(
        name,
        instance.counted(said["values"]),
        bounds,
        said["seconds"],
        wrong="" if admitted else "rows are broken",
        totals=instance.totals,
    )
