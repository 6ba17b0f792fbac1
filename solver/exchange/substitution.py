"""Documents of substitutions: problem and plan, and the plainest rules for them."""

from collections.abc import Callable, Iterable

from solver.exchange.kind import DocumentKind
from solver.exchange.plain_profile import PlainRules
from solver.exchange.plan_document import (
    HEAD,
    digest_of,
    plan_document,
    plan_from_document,
)
from solver.exchange.plan_shapes import PlanShape
from solver.exchange.reading import OutsideProblem
from solver.exchange.shapes import FORMAT, VERSION, ProblemShape
from solver.exchange.translate import problem_from_value
from solver.profile import RuleProfile
from solver.rule import Finding
from solver.slots import MINUTES_PER_DAY
from solver.substitution.audit import audit
from solver.substitution.plan import Plan
from solver.substitution.problem import Problem
from solver.substitution.rules import RULES, load_rules

#: What holds of any assignment of pairs, times and places; the rest is about children.
_KEPT = frozenset(
    {
        "fixed-cover",
        "cooperation",
        "piece-length",
        "availability",
        "exclusions",
        "personal-limits",
        "place-open",
        "one-place-at-a-time",
        "present-at-once-place",
        "capacity-profile",
        "extra-children",
        "one-person-at-a-time",
        "brought-once",
    }
)
PLAIN_RULES = PlainRules(
    RULES,
    _KEPT,
    ("uncovered", "changes", "cost"),
    load_rules,
    # A need is taken as a whole by one person.
    {
        "piece-length": {"min_piece_minutes": MINUTES_PER_DAY},
        "one-person-at-a-time": {"handover": "never"},
    },
)


def _writer(
    outside: OutsideProblem[Problem], profile: RuleProfile
) -> Callable[[Plan, Iterable[Finding]], bytes]:
    digest = digest_of(outside.problem, profile)
    return lambda plan, findings: plan_document(plan, profile, digest, findings)


def _plan(document: bytes, outside: OutsideProblem[Problem]) -> Plan:
    return plan_from_document(document, outside.problem)


SUBSTITUTION = DocumentKind(
    name="substitution",
    format=FORMAT,
    version=VERSION,
    shape=ProblemShape,
    head=HEAD,
    plan_shape=PlanShape,
    read=problem_from_value,
    writer=_writer,
    read_plan=_plan,
    audit=audit,
    plain=PLAIN_RULES,
)
