"""What is fixed and breaks a rule is shown, and nobody is blamed for it.

Each joint rule's three cases once more: what the plan decided there is fixed here, and
the plan decides nothing.
"""

import inspect
from dataclasses import replace

import pytest

from solver.substitution.audit import audit_with
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import JointRule
from solver.substitution.plan import Plan
from solver.substitution.problem import FixedCover, FixedKind
from solver.substitution.rules import RULES, load_rules
from tests.solver.build import (
    a_child,
    a_fixed,
    a_place,
    a_presence,
    a_problem,
    a_profile,
    hours,
)
from tests.solver.rules import (
    test_brought_once,
    test_capacity_profile,
    test_child_rules,
    test_joint_rules,
    test_working_weeks,
)
from tests.solver.rules.contract import Case, RuleContract

#: Fixed covers that overlap contradict each other, whatever else they break.
TOLD_BY = {"one-person-at-a-time": "fixed-cover"}
JOINT = {kind.info.id for kind in RULES if issubclass(kind, JointRule)}
CONTRACTS = [
    contract
    for module in (
        test_brought_once,
        test_capacity_profile,
        test_child_rules,
        test_joint_rules,
        test_working_weeks,
    )
    for _, contract in inspect.getmembers(module, inspect.isclass)
    if issubclass(contract, RuleContract) and getattr(contract, "rule", None) in JOINT
]


def shown(contract: RuleContract, case: Case) -> list[tuple[str, bool]]:
    """Rules broken once all that was decided is fixed, and whether somebody did it."""
    problem, taken = case
    pins = tuple(FixedCover(option.cover, FixedKind.PINNED) for option in taken)
    fixed = replace(problem, fixed=(*problem.fixed, *pins))
    rules = load_rules(contract.profile)
    report = audit_with(ProblemIndex(fixed), rules, Plan(()))
    return [(found.rule, found.decided) for found in report.findings]


@pytest.mark.parametrize("kind", CONTRACTS, ids=lambda kind: kind.__name__)
def test_only_what_is_beyond_the_limit_is_shown(kind: type[RuleContract]):
    contract = kind()
    assert shown(contract, contract.allowed()) == []
    assert shown(contract, contract.at_the_limit()) == []
    rule = TOLD_BY.get(contract.rule, contract.rule)
    assert set(shown(contract, contract.forbidden())) == {(rule, False)}


def test_a_fixed_hand_over_to_another_place_is_shown():
    contract = test_joint_rules.TestOnePersonAtATime()
    case = contract.case(10, "anderswo")
    assert shown(contract, case) == [(contract.rule, False)]


def test_cover_fixed_elsewhere_is_shown_though_own_children_go_together():
    problem = a_problem(
        children=(a_child(), a_child("anna"), a_child("otto")),
        places=(a_place(), a_place("anderswo")),
        presences=(
            a_presence("anna", hours(8, 12)),
            a_presence("otto", hours(8, 12)),
        ),
        fixed=(a_fixed(slot=hours(9, 10), place="anderswo"),),
    )
    report = audit_with(ProblemIndex(problem), load_rules(a_profile()), Plan(()))
    assert {(found.rule, found.decided) for found in report.findings} == {
        ("one-place-at-a-time", False)
    }


def test_every_joint_rule_is_asked():
    assert {contract.rule for contract in CONTRACTS} == JOINT - {"fixed-cover"}
