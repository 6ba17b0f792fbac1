"""Problem and plan as canonical JSON bytes, and back; see ``solver.documents``."""

from solver.documents import from_bytes, to_bytes
from solver.substitution.plan import Plan
from solver.substitution.problem import Problem
from solver.substitution.validate import validate

PROBLEM = "lueckenlos-substitution-problem"
PLAN = "lueckenlos-substitution-plan"


def problem_to_bytes(problem: Problem) -> bytes:
    """Canonical bytes of a problem."""
    return to_bytes(PROBLEM, Problem, problem)


def problem_from_bytes(document: bytes) -> Problem:
    """Problem out of its bytes, checked for whatever contradicts itself.

    Raises
    ------
    DocumentError
        With all faults at once.
    """
    return from_bytes(PROBLEM, Problem, document, validate)


def plan_to_bytes(plan: Plan) -> bytes:
    """Canonical bytes of a plan."""
    return to_bytes(PLAN, Plan, plan)


def plan_from_bytes(document: bytes) -> Plan:
    """Plan out of its bytes; ``audit`` says whether it fits a problem.

    Raises
    ------
    DocumentError
        With all faults at once.
    """
    return from_bytes(PLAN, Plan, document)
