"""Problem and plan of season pairing as canonical JSON bytes, and back."""

from solver.documents import Format
from solver.pairing.plan import PairingPlan
from solver.pairing.problem import PairingProblem
from solver.pairing.validate import validate

PROBLEM = Format("lueckenlos-pairing-problem", PairingProblem, validate)
#: Read as it stands; ``audit`` says whether it fits a problem.
PLAN = Format("lueckenlos-pairing-plan", PairingPlan)

problem_to_bytes, problem_from_bytes = PROBLEM.write, PROBLEM.read
plan_to_bytes, plan_from_bytes = PLAN.write, PLAN.read
