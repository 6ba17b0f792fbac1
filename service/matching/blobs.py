"""Problem and plan of a matching as a proposal keeps them."""

from service.planning.blobs import packed, unpacked
from solver.matching.codec import (
    plan_from_bytes,
    plan_to_bytes,
    problem_from_bytes,
    problem_to_bytes,
)
from solver.matching.plan import MatchingPlan
from solver.matching.problem import MatchingProblem


def pack_matching_problem(problem: MatchingProblem) -> tuple[bytes, str]:
    """Compressed bytes of a problem, and the digest of the plain ones."""
    return packed(problem_to_bytes(problem))


def unpack_matching_problem(document: bytes) -> MatchingProblem:
    """The problem out of its compressed bytes."""
    return problem_from_bytes(unpacked(document))


def pack_matching_plan(plan: MatchingPlan) -> bytes:
    """Compressed bytes of a plan."""
    return packed(plan_to_bytes(plan))[0]


def unpack_matching_plan(document: bytes) -> MatchingPlan:
    """The plan out of its compressed bytes."""
    return plan_from_bytes(unpacked(document))
