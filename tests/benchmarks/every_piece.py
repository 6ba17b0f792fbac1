"""What "proven" is of: our cuts beside every piece between steps of a grid.

``python -m tests.benchmarks.every_piece`` plans stored weeks a second time, with every
piece that begins and ends at a full hour on top of the cuts, on the first tier. What is
left open less then is what our cuts miss.
"""

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from solver.engine.budget import Budget
from solver.engine.greedy import first_assignment
from solver.engine.tiers import minimise_tiers
from solver.result import SolveLimits
from solver.slots import Slot
from solver.substitution.formulation import dispatch_order, formulate
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import RuleSet
from solver.substitution.linked import links_of, whole_of
from solver.substitution.options import generate
from solver.substitution.plan import Option, OptionSet
from solver.substitution.problem import Need
from solver.substitution.rules import load_rules
from solver.substitution.windows import part, shortest_of, windows_of
from solver.tier import TierResult
from tests.benchmarks.weeks import Week, fresh_store
from tests.benchmarks.works import WORKS


@dataclass(frozen=True)
class Open:
    """The first tier of a plan over so many options, and what it took [s]."""

    options: int
    tier: TierResult
    seconds: float

    def __str__(self) -> str:
        """As a line of the report tells it."""
        proven = "" if self.tier.proven else f", at least {self.tier.bound}"
        return (
            f"{self.tier.value} minutes open{proven}"
            f" ({self.options} options, {self.seconds:.1f} s)"
        )


def compared(week: Week, grid_minutes: int, seconds: float) -> tuple[Open, Open]:
    """The first tier over our cuts, and over every piece of a grid on top of them."""
    index, rules = ProblemIndex(week.problem), load_rules(week.profile)
    ours = generate(index, rules)
    pieces = dict.fromkeys(ours.options)
    for need in week.problem.needs:
        pieces.update(dict.fromkeys(every_piece(index, rules, need, grid_minutes)))
    every = OptionSet(tuple(pieces), ours.refusals)
    return _first_tier(index, rules, ours, seconds), _first_tier(
        index, rules, every, seconds
    )


def every_piece(
    index: ProblemIndex, rules: RuleSet, need: Need, grid_minutes: int
) -> Iterator[Option]:
    """Parts of each window that begin and end with it or at a step of the grid."""
    clock = index.clock(need.day)
    for stretch in index.segments[need.id]:
        for link in links_of(index, need):
            whole = whole_of(need, stretch, link)
            shortest = shortest_of(index, rules, whole)
            for window in windows_of(index, rules, whole)[0]:
                first = -(-window.start // grid_minutes) * grid_minutes
                steps = range(first, window.end, grid_minutes)
                bounds = sorted({window.start, *steps, window.end})
                for start, end in combinations(bounds, 2):
                    slot = Slot(start, end)
                    if clock.minutes(slot) >= shortest:
                        yield part(whole, slot)


def _first_tier(
    index: ProblemIndex, rules: RuleSet, options: OptionSet, seconds: float
) -> Open:
    began = time.perf_counter()
    formulation = formulate(index, rules, options)
    taken = formulation.variables.taken
    order = [taken(option) for option in dispatch_order(index, options)]
    first = first_assignment(formulation.model, order)
    with Budget(SolveLimits(seconds=seconds), None) as budget:
        reached = minimise_tiers(
            formulation.model, formulation.objectives[:1], first, budget, lambda _: None
        )
    return Open(len(options.options), reached.tiers[0], time.perf_counter() - began)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print both for each week, and by how much the second leaves less open."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.every_piece")
    works = {work.key: work for work in WORKS}
    parser.add_argument("--work", choices=sorted(works), default="herne")
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--grid-minutes", type=int, default=60)
    parser.add_argument("--seconds", type=float, default=120.0)
    chosen = parser.parse_args(arguments)
    total = missed = 0
    with fresh_store() as store:
        for seed in range(1, chosen.seeds + 1):
            week = works[chosen.work].week(store, seed)
            ours, every = compared(week, chosen.grid_minutes, chosen.seconds)
            total += ours.tier.value
            missed += ours.tier.value - every.tier.value
            sys.stdout.write(f"seed {seed}: {ours}; every piece: {every}\n")
            sys.stdout.flush()
    share = missed / total if total else 0.0
    sys.stdout.write(
        f"{missed} of {total} open minutes more than needed ({share:.2%})\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
