"""Problem and plan as canonical JSON bytes, and back; see ``solver.documents``."""

from solver.documents import Format
from solver.substitution.plan import Plan
from solver.substitution.problem import Problem
from solver.substitution.validate import validate

PROBLEM = Format("lueckenlos-substitution-problem", Problem, validate)
#: Read as it stands; ``audit`` says whether it fits a problem.
PLAN = Format("lueckenlos-substitution-plan", Plan)

problem_to_bytes, problem_from_bytes = PROBLEM.write, PROBLEM.read
plan_to_bytes, plan_from_bytes = PLAN.write, PLAN.read
