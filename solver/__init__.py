"""Pure planning problems, rules and engine: data in, plan out.

The public surface is ``solve`` and, for each problem, its ``audit`` (see
``solver.substitution.audit``); the rest is plain dataclasses.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
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


def solve(
    problem: "Problem",
    profile: "RuleProfile",
    limits: "SolveLimits | None" = None,
    progress: "ProgressCallback | None" = None,
    should_stop: "StopCheck | None" = None,
    better: "PlanListener[Plan] | None" = None,
) -> "Result[Plan]":
    """Best plan of a problem; see ``solver.substitution.planning.solve``."""
    # OR-Tools takes half a second to load: who only needs a type does not wait for it.
    from solver.substitution import planning  # noqa: PLC0415 (reason above)

    return planning.solve(problem, profile, limits, progress, should_stop, better)
