"""Classical generalised assignment beside HiGHS, against a knapsack bound of ours."""

from collections.abc import Sequence
from math import ceil

import numpy as np

from solver.engine.budget import Budget
from solver.engine.columns.offers import Offers
from solver.engine.face import Face
from solver.engine.knapsack.ascent import ascend
from solver.engine.relaxation import Relaxation
from solver.result import SolveLimits
from tests.benchmarks.matching.contest import Entry, Instance, ours, peer
from tests.benchmarks.matching.gap import Gap, as_matching, gap_profile

SIZES = ((5, 100), (10, 100), (20, 100), (5, 200), (10, 200), (20, 200))
#: Steps to the multipliers of the bound everybody is measured against.
STEPS = 600
QUICK_GAPS = tuple(Gap(kind, 4, 24, 1) for kind in "cde")


def classical(instances: int) -> tuple[Gap, ...]:
    """Types c, d and e in every size, so many of each."""
    return tuple(
        Gap(kind, agents, jobs, seed)
        for kind in "cde"
        for agents, jobs in SIZES
        for seed in range(1, instances + 1)
    )


def knapsack_bound(instance: Instance) -> int:
    """The Lagrangean bound with a knapsack per agent, proven in whole numbers."""
    model = instance.formulation.variables.model
    face = Face(model)
    for row, terms in enumerate(face.terms):
        # Every job has to be done: that is what the instance says.
        if face.row_uppers[row] == 1 and all(factor == 1 for _, factor in terms):
            face.raise_row(row, 1)
    face.prune()
    costs = {int(v): c for v, c in instance.formulation.objectives[-1].expression.terms}
    with Budget(SolveLimits(seconds=60), None) as budget:
        relaxed = Relaxation(face).minimise(costs, list(face.live), budget)
    duals = {} if relaxed is None else relaxed.duals
    offers = Offers(face, model.blocks, costs)
    pricing = offers.pricing
    start = np.array([duals.get(row, 0.0) for row in pricing.split.rows])
    left = iter(range(STEPS))
    target = (
        1.02
        * sum(
            cost * value
            for value, cost in ((relaxed.values[v], c) for v, c in costs.items())
        )
        if relaxed
        else 0.0
    )
    best = ascend(pricing, start, target, lambda _: next(left, None) is not None)
    proof = offers.prove(best.multipliers)
    assert proof is not None
    return ceil(-(-proof.bound // proof.scale))


def say_gaps(gaps: Sequence[Gap], seconds: float) -> bool:
    """A line for every instance; whether every promise is kept."""
    print(f"\n## Generalised assignment, {seconds:.0f} s each")
    print("instance | knapsack bound | ours value, bound, gap, s | HiGHS the same")
    rows: dict[str, list[tuple[Entry, Entry, int]]] = {}
    for gap in gaps:
        instance = Instance.of(as_matching(gap), gap_profile())
        bound = knapsack_bound(instance)
        mine, other = ours(instance, seconds), peer("HiGHS", instance, seconds)
        rows.setdefault(gap.kind, []).append((mine, other, bound))
        said = " | ".join(_entry(entry, bound) for entry in (mine, other))
        print(f"{gap.name} | {bound} | {said}", flush=True)
    kept = [_promises(kind, found) for kind, found in rows.items()]
    return all(kept)


def _entry(entry: Entry, bound: int) -> str:
    if entry.values is None:
        return f"{entry.name}: {entry.wrong}"
    open_ = f" ({entry.values[0]} jobs open)" if entry.values[0] else ""
    proven = entry.bounds[-1] if len(entry.bounds) == len(entry.values) else "–"
    return (
        f"{entry.name} {entry.values[-1]}{open_}, {proven},"
        f" {_gap(entry, bound):.3%}, {entry.seconds:.1f} s {entry.wrong}"
    )


def _gap(entry: Entry, bound: int) -> float:
    """Above the knapsack bound, as a share of it; 1 without a full assignment."""
    if entry.values is None or entry.values[0]:
        return 1.0
    return (entry.values[-1] - bound) / bound


def _promises(kind: str, found: Sequence[tuple[Entry, Entry, int]]) -> bool:
    worse = sum(_gap(mine, bound) > _gap(other, bound) for mine, other, bound in found)
    ours_ = sum(_gap(mine, bound) for mine, _, bound in found) / len(found)
    theirs = sum(_gap(other, bound) for _, other, bound in found) / len(found)
    proven = sum(mine.proven == len(mine.bounds) for mine, _, _ in found)
    wrong = [mine.wrong for mine, _, _ in found if mine.wrong]
    kept = not worse and not wrong
    if kind == "d" and proven < len(found):
        kept &= 2 * ours_ <= theirs
    if kind == "c":
        kept &= proven == len(found)
    print(
        f"type {kind}: worse than HiGHS in {worse} of {len(found)}, mean gap"
        f" {ours_:.3%} against {theirs:.3%}, proven {proven} of {len(found)}:"
        f" {'kept' if kept else 'FAILED'} {' '.join(wrong)}"
    )
    return kept
