"""The same problem or plan in other codes, so that two of them can be compared."""

import json
from collections.abc import Mapping

from solver.json_values import Json
from solver.substitution.codec import (
    plan_from_bytes,
    plan_to_bytes,
    problem_from_bytes,
    problem_to_bytes,
)
from solver.substitution.plan import Plan
from solver.substitution.problem import Problem


def renamed_problem(problem: Problem, codes: Mapping[str, str]) -> Problem:
    """A problem with every code replaced; ids of needs and episodes follow.

    They are codes, days and minutes with dots between them.
    """
    return problem_from_bytes(renamed(problem_to_bytes(problem), codes))


def renamed_plan(plan: Plan, codes: Mapping[str, str]) -> Plan:
    """A plan of such a problem."""
    return plan_from_bytes(renamed(plan_to_bytes(plan), codes))


def renamed(document: bytes, codes: Mapping[str, str]) -> bytes:
    """A document with every code replaced, wherever it stands."""
    return json.dumps(_walk(json.loads(document), codes)).encode()


def _walk(value: Json, codes: Mapping[str, str]) -> Json:
    if isinstance(value, str):
        return ".".join(codes.get(part, part) for part in value.split("."))
    if isinstance(value, list):
        return [_walk(item, codes) for item in value]
    if isinstance(value, dict):
        return {str(_walk(k, codes)): _walk(v, codes) for k, v in value.items()}
    return value
