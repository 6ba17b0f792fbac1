"""Problem and plan of season pairing as canonical JSON bytes, and back."""

from solver.documents import from_bytes, to_bytes
from solver.pairing.plan import PairingPlan
from solver.pairing.problem import PairingProblem
from solver.pairing.validate import validate

PROBLEM = "lueckenlos-pairing-problem"
PLAN = "lueckenlos-pairing-plan"


def problem_to_bytes(problem: PairingProblem) -> bytes:
    """Canonical bytes of a problem."""
    return to_bytes(PROBLEM, PairingProblem, problem)


def problem_from_bytes(document: bytes) -> PairingProblem:
    """Problem out of its bytes, checked for whatever contradicts itself.

    Raises
    ------
    DocumentError
        With all faults at once.
    """
    return from_bytes(PROBLEM, PairingProblem, document, validate)


def plan_to_bytes(plan: PairingPlan) -> bytes:
    """Canonical bytes of a plan."""
    return to_bytes(PLAN, PairingPlan, plan)


def plan_from_bytes(document: bytes) -> PairingPlan:
    """Plan out of its bytes; ``audit`` says whether it fits a problem.

    Raises
    ------
    DocumentError
        With all faults at once.
    """
    return from_bytes(PLAN, PairingPlan, document)
