"""Pure planning problems, rules and engine: data in, plan out.

The public surface is ``solve`` and, for each problem, its ``audit`` (see
``solver.audit``); the rest is plain dataclasses.

Where things are
----------------
Problems with ``rules`` and an ``explanation`` of their own: ``substitution`` (who
covers whom), ``matching`` (coaches and kindergartens), ``sessions``, ``consultations``
and ``workshops`` (dates of a programme), ``visits`` (contact visits), ``pairing``
(teams of a season). A new rule goes to one of these; ``solver.substitution.rules``
says how.

Built on substitution, without rules of their own: ``year`` (a Kita year at once),
``stress`` (where the net tears), ``whatif`` (what would mend it).

For all of them: ``engine`` (a linear model in, proven values out; it knows no problem),
``explanation`` (what answers have in common), ``exchange`` (documents of other
programs), and the modules here.
"""

from typing import TYPE_CHECKING, Any, overload

if TYPE_CHECKING:
    from solver.matching.plan import MatchingPlan
    from solver.matching.problem import MatchingProblem
    from solver.profile import RuleProfile
    from solver.result import (
        PlanListener,
        ProgressCallback,
        Result,
        SolveLimits,
        StopCheck,
    )
    from solver.substitution.plan import Plan
    from solver.substitution.problem import Problem


@overload
def solve(
    problem: "Problem",
    profile: "RuleProfile",
    limits: "SolveLimits | None" = None,
    progress: "ProgressCallback | None" = None,
    should_stop: "StopCheck | None" = None,
    better: "PlanListener[Plan] | None" = None,
) -> "Result[Plan]": ...


@overload
def solve(
    problem: "MatchingProblem",
    profile: "RuleProfile",
    limits: "SolveLimits | None" = None,
    progress: "ProgressCallback | None" = None,
    should_stop: "StopCheck | None" = None,
    better: "PlanListener[MatchingPlan] | None" = None,
) -> "Result[MatchingPlan]": ...


def solve(
    problem: "Problem | MatchingProblem",
    profile: "RuleProfile",
    limits: "SolveLimits | None" = None,
    progress: "ProgressCallback | None" = None,
    should_stop: "StopCheck | None" = None,
    better: "PlanListener[Any] | None" = None,
) -> "Result[Any]":
    """Best plan of a problem; see ``solver.substitution.planning.solve``."""
    # OR-Tools takes half a second to load: who only needs a type does not wait for it.
    from solver.matching import planning as matching  # noqa: PLC0415 (reason above)
    from solver.matching.problem import MatchingProblem  # noqa: PLC0415 (as above)
    from solver.substitution import planning as substitution  # noqa: PLC0415 (as above)

    if isinstance(problem, MatchingProblem):
        return matching.solve(problem, profile, limits, progress, should_stop, better)
    return substitution.solve(problem, profile, limits, progress, should_stop, better)
