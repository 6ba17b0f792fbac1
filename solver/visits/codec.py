"""Problem and plan of contact visits as canonical JSON bytes, and back."""

from solver.documents import Format
from solver.visits.plan import VisitPlan
from solver.visits.problem import VisitProblem
from solver.visits.validate import validate

PROBLEM = Format("lueckenlos-visit-problem", VisitProblem, validate)
#: Read as it stands; ``audit`` says whether it fits a problem.
PLAN = Format("lueckenlos-visit-plan", VisitPlan)

problem_to_bytes, problem_from_bytes = PROBLEM.write, PROBLEM.read
plan_to_bytes, plan_from_bytes = PLAN.write, PLAN.read
