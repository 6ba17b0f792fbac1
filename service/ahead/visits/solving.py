"""Visits are computed, and held against the state of now."""

from dataclasses import replace

from service.ahead.visits.state import Visits
from service.errors import Conflict
from solver.result import ProgressCallback, SolveLimits, StopCheck
from solver.visits.plan import VisitPlan
from solver.visits.problem import VisitProblem


def solve(
    visits: Visits,
    problem: VisitProblem,
    limits: SolveLimits,
    should_stop: StopCheck | None = None,
    progress: ProgressCallback | None = None,
) -> VisitPlan:
    """The best visits of a problem, or of a changed one."""
    # The engines take half a second to load; who plans nothing does not wait.
    from solver.visits.planning import solve as planned  # noqa: PLC0415 (see above)

    return planned(problem, visits.profile, limits, should_stop, progress)


def require_same(before: VisitProblem, now: VisitProblem) -> None:
    """Pass where nothing that visits depend on has changed.

    Raises
    ------
    Conflict
        If something has.
    """
    if replace(now, first_day=before.first_day) != before:
        raise Conflict(
            "Während der Berechnung haben sich Abwesenheiten, Vertretungen oder"
            " Besuche geändert; bitte noch einmal planen."
        )
