"""Matching problem and plan as canonical JSON bytes; see ``solver.documents``."""

from solver.documents import Format
from solver.matching.plan import MatchingPlan
from solver.matching.problem import MatchingProblem
from solver.matching.validate import validate

PROBLEM = Format("lueckenlos-matching-problem", MatchingProblem, validate)
#: Read as it stands; ``audit`` says whether it fits a problem.
PLAN = Format("lueckenlos-matching-plan", MatchingPlan)

problem_to_bytes, problem_from_bytes = PROBLEM.write, PROBLEM.read
plan_to_bytes, plan_from_bytes = PLAN.write, PLAN.read
