"""Matching problem and plan as canonical JSON bytes; see ``solver.documents``."""

from solver.documents import from_bytes, to_bytes
from solver.matching.plan import MatchingPlan
from solver.matching.problem import MatchingProblem
from solver.matching.validate import validate

PROBLEM = "lueckenlos-matching-problem"
PLAN = "lueckenlos-matching-plan"


def problem_to_bytes(problem: MatchingProblem) -> bytes:
    """Canonical bytes of a problem."""
    return to_bytes(PROBLEM, MatchingProblem, problem)


def problem_from_bytes(document: bytes) -> MatchingProblem:
    """Problem out of its bytes, checked for whatever contradicts itself.

    Raises
    ------
    DocumentError
        With all faults at once.
    """
    return from_bytes(PROBLEM, MatchingProblem, document, validate)


def plan_to_bytes(plan: MatchingPlan) -> bytes:
    """Canonical bytes of a plan."""
    return to_bytes(PLAN, MatchingPlan, plan)


def plan_from_bytes(document: bytes) -> MatchingPlan:
    """Plan out of its bytes; ``audit`` says whether it fits a problem.

    Raises
    ------
    DocumentError
        With all faults at once.
    """
    return from_bytes(PLAN, MatchingPlan, document)
