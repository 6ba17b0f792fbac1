"""Problem and plan of dates as canonical JSON bytes, and back."""

from solver.documents import Format
from solver.sessions.plan import SessionPlan
from solver.sessions.problem import SessionProblem
from solver.sessions.validate import validate

PROBLEM = Format("lueckenlos-session-problem", SessionProblem, validate)
#: Read as it stands; ``audit`` says whether it fits a problem.
PLAN = Format("lueckenlos-session-plan", SessionPlan)

problem_to_bytes, problem_from_bytes = PROBLEM.write, PROBLEM.read
plan_to_bytes, plan_from_bytes = PLAN.write, PLAN.read
