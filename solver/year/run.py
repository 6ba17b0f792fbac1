"""A year ahead, whole: plan, figures, clashes, shifts."""

import time
from dataclasses import replace

from solver.profile import RuleProfile
from solver.result import Progress, ProgressCallback, SolveLimits, StopCheck
from solver.substitution.index import ProblemIndex
from solver.year.clashes import clashes_of
from solver.year.figures import day_figures, peak_load, week_figures
from solver.year.openings import open_minutes
from solver.year.planning import plan_year
from solver.year.problem import YearProblem
from solver.year.result import Shifts, YearPlan, YearResult
from solver.year.shifts import best_shifts

#: Share of the time the plan may use; shifts have what it leaves.
_PLAN_SHARE = 0.75


def look_ahead(
    year: YearProblem,
    profile: RuleProfile,
    limits: SolveLimits,
    progress: ProgressCallback | None = None,
    should_stop: StopCheck | None = None,
) -> YearResult | None:
    """Everything there is to say about a year; ``None`` if it was stopped.

    A year without announced days has figures of nothing, and no shift helps.

    Raises
    ------
    ProblemError
        If the problem contradicts itself, with every fault.
    ProfileError
        If the profile does not make a rule set.
    """

    def planning(told: Progress) -> None:
        if progress is not None:
            progress(replace(told, share=_PLAN_SHARE * told.share))

    began = time.monotonic()
    for_plan = replace(limits, seconds=_PLAN_SHARE * limits.seconds)
    plan = plan_year(year.problem, profile, for_plan, planning, should_stop)
    if plan is None:
        return None
    left = max(0.0, limits.seconds - (time.monotonic() - began))
    if progress is not None:
        progress(Progress(_PLAN_SHARE, "shifts", plan.tiers))
    shifts = best_shifts(
        year, profile, plan, replace(limits, seconds=left), should_stop
    )
    if should_stop is not None and should_stop():
        return None
    return _result(year, plan, shifts)


def _result(year: YearProblem, plan: YearPlan, shifts: Shifts) -> YearResult:
    uncovered = open_minutes(ProblemIndex(year.problem), plan.assignments)
    return YearResult(
        year.problem.first_day,
        year.problem.last_day,
        plan.tiers,
        day_figures(year, uncovered),
        week_figures(year, uncovered, plan.assignments),
        clashes_of(year, uncovered),
        shifts,
        peak_load(year, plan.assignments),
        plan.blocks,
        plan.broken,
    )
