"""Problem and plan of dates as one process hands them to another."""

from service.planning.blobs import packed, unpacked
from solver.sessions.codec import (
    plan_from_bytes,
    plan_to_bytes,
    problem_from_bytes,
    problem_to_bytes,
)
from solver.sessions.plan import SessionPlan
from solver.sessions.problem import SessionProblem


def pack_dates_problem(problem: SessionProblem) -> bytes:
    """Compressed bytes of a problem."""
    return packed(problem_to_bytes(problem))[0]


def unpack_dates_problem(document: bytes) -> SessionProblem:
    """The problem out of its compressed bytes."""
    return problem_from_bytes(unpacked(document))


def pack_dates_plan(plan: SessionPlan) -> bytes:
    """Compressed bytes of a plan."""
    return packed(plan_to_bytes(plan))[0]


def unpack_dates_plan(document: bytes) -> SessionPlan:
    """The plan out of its compressed bytes."""
    return plan_from_bytes(unpacked(document))
