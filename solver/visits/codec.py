"""Problem and plan of contact visits as canonical JSON bytes, and back."""

from solver.documents import from_bytes, to_bytes
from solver.visits.plan import VisitPlan
from solver.visits.problem import VisitProblem
from solver.visits.validate import validate

PROBLEM = "lueckenlos-visit-problem"
PLAN = "lueckenlos-visit-plan"


def problem_to_bytes(problem: VisitProblem) -> bytes:
    """Canonical bytes of a problem."""
    return to_bytes(PROBLEM, VisitProblem, problem)


def problem_from_bytes(document: bytes) -> VisitProblem:
    """Problem out of its bytes, checked for whatever contradicts itself.

    Raises
    ------
    DocumentError
        With all faults at once.
    """
    return from_bytes(PROBLEM, VisitProblem, document, validate)


def plan_to_bytes(plan: VisitPlan) -> bytes:
    """Canonical bytes of a plan."""
    return to_bytes(PLAN, VisitPlan, plan)


def plan_from_bytes(document: bytes) -> VisitPlan:
    """Plan out of its bytes; ``audit`` says whether it fits a problem.

    Raises
    ------
    DocumentError
        With all faults at once.
    """
    return from_bytes(PLAN, VisitPlan, document)
