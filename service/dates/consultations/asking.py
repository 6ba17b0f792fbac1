"""Questions about the visits that stand, whoever planned them."""

from dataclasses import replace

from service.dates.consultations.state import Consultations
from service.explaining.question import StoredPlan
from service.planning.blobs import pack_profile, packed
from solver.consultations.codec import plan_to_bytes, problem_to_bytes
from solver.consultations.plan import ConsultationPlan


def stored_visits(state: Consultations) -> StoredPlan:
    """Visits as they stand are the plan; that one of them moves is asked, no fault."""
    problem = replace(state.problem, published=())
    return StoredPlan(
        packed(problem_to_bytes(problem))[0],
        pack_profile(state.profile),
        packed(plan_to_bytes(ConsultationPlan(state.standing)))[0],
    )
