"""Problem and plan of consultation visits as canonical JSON bytes, and back."""

from solver.consultations.plan import ConsultationPlan
from solver.consultations.problem import ConsultationProblem
from solver.consultations.validate import validate
from solver.documents import Format

PROBLEM = Format("lueckenlos-consultation-problem", ConsultationProblem, validate)
#: Read as it stands; ``audit`` says whether it fits a problem.
PLAN = Format("lueckenlos-consultation-plan", ConsultationPlan)

problem_to_bytes, problem_from_bytes = PROBLEM.write, PROBLEM.read
plan_to_bytes, plan_from_bytes = PLAN.write, PLAN.read
