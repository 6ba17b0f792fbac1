"""Where two of model, check and oracle disagree on the world of a seed."""

import random

from solver.audit import audit_with
from solver.result import SolveLimits
from solver.substitution.index import ProblemIndex
from solver.substitution.plan import Plan
from solver.substitution.planning import solve
from solver.substitution.rules import load_rules
from tests.solver.brute import best_vector, random_pieces, universe
from tests.solver.oracle_work import WORKING_TIME, WholeOracle
from tests.solver.worlds import a_world

#: More options than this make brute force slow; such worlds are left to others.
MOST_OPTIONS = 14
#: Who is at two places at once has no working day and is present nowhere.
NEEDS_ONE_PLACE = {*WORKING_TIME, "present-in-shared-setting"}


def model_disagreement(seed: int) -> str | None:
    """Our vector of tiers against brute force over plain checks."""
    problem, profile = a_world(seed)
    index = ProblemIndex(problem)
    rules = load_rules(profile)
    options = universe(index, rules, WholeOracle(problem, profile))
    if len(options) > MOST_OPTIONS:
        return None
    expected, best = best_vector(index, rules, options)
    result = solve(problem, profile, SolveLimits(seconds=20, workers=1))
    found = tuple(tier.value for tier in result.plan.tiers)
    if not all(tier.proven for tier in result.plan.tiers):
        return f"seed {seed}: not proven, {result.plan.tiers}"
    if found != expected:
        return (
            f"seed {seed}: model {found}, brute force {expected}\n"
            f"model {result.plan.assignments}\nbrute {best.assignments}"
        )
    return None


def audit_disagreement(seed: int) -> str | None:
    """Rules breached by random plans: our audit against the oracle."""
    problem, profile = a_world(seed)
    index = ProblemIndex(problem)
    rules = load_rules(profile)
    oracle = WholeOracle(problem, profile)
    rng = random.Random(seed)
    for size in (1, 1, 1, 1, 2, 2, 3, 3, 4, 5) * 2:
        taken = random_pieces(index, rng, size)
        report = audit_with(index, rules, Plan(tuple(taken)))
        ours = {f.rule for f in report.findings if f.decided}
        theirs = oracle.breached(taken)
        if "one-place-at-a-time" in ours:
            ours -= NEEDS_ONE_PLACE
            theirs -= NEEDS_ONE_PLACE
        if ours != theirs:
            return (
                f"seed {seed}: audit {ours - theirs}, oracle {theirs - ours}, {taken}"
            )
    return None
