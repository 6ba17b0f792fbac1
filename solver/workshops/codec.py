"""Problem and plan of workshop series as canonical JSON bytes, and back."""

from solver.documents import Format
from solver.workshops.plan import WorkshopPlan
from solver.workshops.problem import WorkshopProblem
from solver.workshops.validate import validate

PROBLEM = Format("lueckenlos-workshop-problem", WorkshopProblem, validate)
#: Read as it stands; ``audit`` says whether it fits a problem.
PLAN = Format("lueckenlos-workshop-plan", WorkshopPlan)

problem_to_bytes, problem_from_bytes = PROBLEM.write, PROBLEM.read
plan_to_bytes, plan_from_bytes = PLAN.write, PLAN.read
