"""Plans to ask questions about, and answers by trying everything."""

from collections.abc import Iterable, Sequence

from solver.profile import RuleProfile
from solver.result import SolveLimits
from solver.substitution.explanation.basis import Basis, basis_of
from solver.substitution.explanation.reasons import sentence
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import RuleSet
from solver.substitution.options import generate
from solver.substitution.plan import Option, Plan
from solver.substitution.planning import solve
from solver.substitution.problem import Problem
from solver.substitution.rules import load_rules
from solver.substitution.rules.uncovered import Uncovered
from tests.solver.brute import plans
from tests.solver.build import a_profile
from tests.solver.worlds import a_world

#: More options than this make trying everything slow.
MOST_OPTIONS = 11


def planned(problem: Problem, profile: RuleProfile | None = None) -> Basis:
    """A proven plan of a problem, ready for questions."""
    profile = profile or a_profile()
    plan = solve(problem, profile, SolveLimits(seconds=120, workers=1)).plan
    assert all(tier.proven for tier in plan.tiers)
    return basis_of(problem, profile, plan)


def small_worlds(first: int, last: int) -> Iterable[tuple[int, Basis]]:
    """Random problems small enough to try every plan."""
    for seed in range(first, last):
        problem, profile = a_world(seed)
        options = generate(ProblemIndex(problem), load_rules(profile)).options
        if 2 <= len(options) <= MOST_OPTIONS:
            yield seed, planned(problem, profile)


def said(basis_or_answer) -> list[str]:
    """The sentences of an answer, in codes."""
    return [sentence(s.kind, s.facts) for s in basis_or_answer.statements]


def vectors(
    index: ProblemIndex, rules: RuleSet, options: Sequence[Option]
) -> list[tuple[tuple[int, ...], frozenset[Option]]]:
    """Tiers of every plan that no joint check refuses."""
    wishes = [wish for wish in rules.wishes if wish.applies(index)]
    return [
        (
            tuple(wish.measure(index, plan) for wish in wishes),
            frozenset(plan.assignments),
        )
        for plan in plans(index, rules, options)
    ]


def left_open(index: ProblemIndex, rules: RuleSet, taken: Iterable[Option]) -> int:
    """Minutes and hand-overs that a plan leaves, all classes of urgency together."""
    plan = Plan(tuple(taken))
    return sum(
        wish.measure(index, plan)
        for wish in rules.wishes
        if isinstance(wish, Uncovered)
    )
