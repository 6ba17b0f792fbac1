"""What wishes count on a plan and what a naive oracle counts are the same."""

import random
from collections import Counter
from dataclasses import replace

from solver.rule import RuleId
from solver.substitution.index import ProblemIndex
from solver.substitution.plan import Option, Plan
from solver.substitution.rules import load_rules
from tests.solver.brute import random_pieces
from tests.solver.oracle_wishes import WISHES
from tests.solver.oracle_work import WholeOracle
from tests.solver.worlds import a_world

SEEDS = range(3000, 3120)


def compared(seed: int) -> list[tuple[str, int, int, list[Option]]]:
    """For random plans of a world: wish, our value, the oracle's."""
    problem, profile = a_world(seed)
    everything = tuple(RuleId(name) for name in WISHES)
    tiers = tuple(dict.fromkeys((*profile.tiers, *everything)))
    wishes = {w.id: w for w in load_rules(replace(profile, tiers=tiers)).wishes}
    index, oracle = ProblemIndex(problem), WholeOracle(problem, profile)
    rng = random.Random(seed)
    found = []
    for size in (1, 2, 3, 4, 5, 5, 5):
        plan = random_pieces(index, rng, size)
        for name, said in WISHES.items():
            wish = wishes[RuleId(name)]
            if not wish.applies(index):
                continue
            ours = wish.measure(index, Plan(tuple(plan)))
            found.append((name, ours, said(oracle, plan), plan))
    return found


def test_every_wish_counts_what_the_oracle_counts():
    matters: Counter[str] = Counter()
    for seed in SEEDS:
        told: dict[str, set[int]] = {}
        for name, ours, theirs, plan in compared(seed):
            assert ours == theirs, (seed, name, plan)
            told.setdefault(name, set()).add(ours)
        matters.update(name for name, values in told.items() if len(values) > 1)
    # In at least one of thirty worlds it tells plans apart.
    assert {n: matters[n] for n in WISHES if matters[n] < len(SEEDS) // 30} == {}
