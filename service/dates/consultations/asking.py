"""Questions about the visits that stand, whoever planned them."""

from dataclasses import replace

from service.dates.consultations.state import Consultations
from solver.consultations.explanation.basis import Basis, basis_of
from solver.consultations.plan import ConsultationPlan


def basis_of_state(state: Consultations) -> Basis:
    """Visits as they stand are the plan; that one of them moves is asked, not a fault.

    Raises
    ------
    ProfileError
        If the rules contradict themselves.
    """
    problem = replace(state.problem, published=())
    return basis_of(problem, state.profile, ConsultationPlan(state.standing))
