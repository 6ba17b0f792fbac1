"""Where two of model, check and oracle disagree on the world of a seed."""

import random
from dataclasses import replace

from solver.result import SolveLimits
from solver.slots import Slot
from solver.substitution.audit import audit_with
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import PairRule
from solver.substitution.plan import Option, Plan
from solver.substitution.planning import solve
from solver.substitution.rules import load_rules
from tests.solver.brute import best_vector, candidates, random_pieces, universe
from tests.solver.oracle import TICK
from tests.solver.oracle_work import WORKING_TIME, WholeOracle
from tests.solver.worlds import a_world

#: More options than this make brute force slow; such worlds are left to others.
MOST_OPTIONS = 18
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
    result = solve(problem, profile, SolveLimits(seconds=120, workers=1))
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


def windows_disagreement(kind: type[PairRule], seed: int) -> str | None:
    """What a timed rule leaves of what it refuses, against the longest it may leave.

    Those parts it must pass, and refuse them as soon as they are longer.

    Of what is too long to work beginning and end are offered; what fixed charges or
    colleagues who relieve her change about that is left to the rule.
    """
    problem, profile = a_world(seed)
    index = ProblemIndex(problem)
    oracle = WholeOracle(problem, profile)
    name = kind.info.id
    for rule in load_rules(profile).pair:
        if not isinstance(rule, kind):
            continue
        for whole in candidates(index):
            if not oracle.says(name, whole):
                continue
            parts = _longest_parts(oracle, name, whole)
            if name in WORKING_TIME:
                there = set(oracle.staff_there(whole.place, whole.day)) - {whole.person}
                if there or index.charges(whole.person, whole.day):
                    continue
                parts = [p for p in parts if _at_an_end(p, whole.slot)]
            found = sorted(rule.windows(index, whole))
            passed = [p for p in parts if _is_limit(rule, index, whole, p)]
            if found != parts or passed != parts:
                return f"seed {seed}: {whole}, rule {found}, oracle {parts}"
    return None


def _is_limit(
    rule: PairRule, index: ProblemIndex, whole: Option, longest: Slot
) -> bool:
    """The rule passes a part, and refuses it a step longer on either side."""
    slot = whole.slot
    longer = [
        Slot(start, end)
        for start, end in (
            (longest.start - TICK, longest.end),
            (longest.start, longest.end + TICK),
        )
        if slot.start <= start and end <= slot.end
    ]
    return rule.refuse(index, replace(whole, slot=longest)) is None and all(
        rule.refuse(index, replace(whole, slot=part)) for part in longer
    )


def _longest_parts(oracle: WholeOracle, name: str, whole: Option) -> list[Slot]:
    """Parts that pass the rule and cannot be longer on either side."""
    first, last = whole.slot.start, whole.slot.end
    found: list[Slot] = []
    end = first
    for start in range(first, last, TICK):
        reached = end = max(end, start)
        while end < last and not oracle.says(
            name, replace(whole, slot=Slot(start, end + TICK))
        ):
            end += TICK
        if end > reached:
            found.append(Slot(start, end))
    return found


def _at_an_end(part: Slot, whole: Slot) -> bool:
    return part.start == whole.start or part.end == whole.end
