"""Questions about the visits that stand, whoever planned them."""

from dataclasses import replace

from service.ahead.visits.state import Visits
from service.explaining.question import StoredPlan
from service.planning.blobs import pack_profile, packed
from solver.visits.codec import plan_to_bytes, problem_to_bytes
from solver.visits.plan import VisitPlan


def stored_visits(visits: Visits) -> StoredPlan:
    """Visits as they stand are the plan; that one of them moves is asked, no fault."""
    problem = visits.problem
    return StoredPlan(
        packed(problem_to_bytes(replace(problem, published=())))[0],
        pack_profile(visits.profile),
        packed(plan_to_bytes(VisitPlan(problem.published)))[0],
    )
