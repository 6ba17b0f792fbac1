"""Problem and plan of consultation visits as canonical JSON bytes, and back."""

from solver.consultations.plan import ConsultationPlan
from solver.consultations.problem import ConsultationProblem
from solver.consultations.validate import validate
from solver.documents import from_bytes, to_bytes

PROBLEM = "lueckenlos-consultation-problem"
PLAN = "lueckenlos-consultation-plan"


def problem_to_bytes(problem: ConsultationProblem) -> bytes:
    """Canonical bytes of a problem."""
    return to_bytes(PROBLEM, ConsultationProblem, problem)


def problem_from_bytes(document: bytes) -> ConsultationProblem:
    """Problem out of its bytes, checked for whatever contradicts itself.

    Raises
    ------
    DocumentError
        With all faults at once.
    """
    return from_bytes(PROBLEM, ConsultationProblem, document, validate)


def plan_to_bytes(plan: ConsultationPlan) -> bytes:
    """Canonical bytes of a plan."""
    return to_bytes(PLAN, ConsultationPlan, plan)


def plan_from_bytes(document: bytes) -> ConsultationPlan:
    """Plan out of its bytes; ``audit`` says whether it fits a problem.

    Raises
    ------
    DocumentError
        With all faults at once.
    """
    return from_bytes(PLAN, ConsultationPlan, document)
