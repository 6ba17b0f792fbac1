"""Problem and plan of workshop series as canonical JSON bytes, and back."""

from solver.documents import from_bytes, to_bytes
from solver.workshops.plan import WorkshopPlan
from solver.workshops.problem import WorkshopProblem
from solver.workshops.validate import validate

PROBLEM = "lueckenlos-workshop-problem"
PLAN = "lueckenlos-workshop-plan"


def problem_to_bytes(problem: WorkshopProblem) -> bytes:
    """Canonical bytes of a problem."""
    return to_bytes(PROBLEM, WorkshopProblem, problem)


def problem_from_bytes(document: bytes) -> WorkshopProblem:
    """Problem out of its bytes, checked for whatever contradicts itself.

    Raises
    ------
    DocumentError
        With all faults at once.
    """
    return from_bytes(PROBLEM, WorkshopProblem, document, validate)


def plan_to_bytes(plan: WorkshopPlan) -> bytes:
    """Canonical bytes of a plan."""
    return to_bytes(PLAN, WorkshopPlan, plan)


def plan_from_bytes(document: bytes) -> WorkshopPlan:
    """Plan out of its bytes; ``audit`` says whether it fits a problem.

    Raises
    ------
    DocumentError
        With all faults at once.
    """
    return from_bytes(PLAN, WorkshopPlan, document)
