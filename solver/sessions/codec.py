"""Problem and plan of dates as canonical JSON bytes, and back."""

from solver.documents import from_bytes, to_bytes
from solver.sessions.plan import SessionPlan
from solver.sessions.problem import SessionProblem
from solver.sessions.validate import validate

PROBLEM = "lueckenlos-session-problem"
PLAN = "lueckenlos-session-plan"


def problem_to_bytes(problem: SessionProblem) -> bytes:
    """Canonical bytes of a problem."""
    return to_bytes(PROBLEM, SessionProblem, problem)


def problem_from_bytes(document: bytes) -> SessionProblem:
    """Problem out of its bytes, checked for whatever contradicts itself.

    Raises
    ------
    DocumentError
        With all faults at once.
    """
    return from_bytes(PROBLEM, SessionProblem, document, validate)


def plan_to_bytes(plan: SessionPlan) -> bytes:
    """Canonical bytes of a plan."""
    return to_bytes(PLAN, SessionPlan, plan)


def plan_from_bytes(document: bytes) -> SessionPlan:
    """Plan out of its bytes; ``audit`` says whether it fits a problem.

    Raises
    ------
    DocumentError
        With all faults at once.
    """
    return from_bytes(PLAN, SessionPlan, document)
