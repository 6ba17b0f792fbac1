"""What a pair rule leaves of an option: all of it, if it says nothing."""

import inspect

import pytest

from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import PairRule
from solver.substitution.problem import Person, PersonKind
from solver.substitution.rules import RULES, load_rules
from tests.solver.build import a_person, a_problem, a_profile, an_option
from tests.solver.rules import (
    test_capacity_profile,
    test_child_rules,
    test_joint_rules,
    test_pair_rules,
    test_working_weeks,
)
from tests.solver.rules.contract import Case, RuleContract

PAIR = {kind.info.id for kind in RULES if issubclass(kind, PairRule)}
CONTRACTS = [
    contract
    for module in (
        test_capacity_profile,
        test_child_rules,
        test_joint_rules,
        test_pair_rules,
        test_working_weeks,
    )
    for _, contract in inspect.getmembers(module, inspect.isclass)
    if issubclass(contract, RuleContract) and getattr(contract, "rule", None) in PAIR
]


@pytest.mark.parametrize("kind", CONTRACTS, ids=lambda kind: kind.__name__)
def test_what_passes_is_left_whole_and_what_is_left_passes(kind: type[RuleContract]):
    contract = kind()
    assert ask(contract, contract.allowed()) > 0
    ask(contract, contract.forbidden())


@pytest.mark.parametrize(
    "person", [a_person(), a_person(permit=None, kind=PersonKind.KITA_STAFF)]
)
def test_a_rule_that_limits_nothing_here_leaves_the_option_whole(person: Person):
    problem = a_problem(persons=(person,))
    index, option = ProblemIndex(problem), an_option(problem)
    for rule in load_rules(a_profile()).pair:
        if rule.refuse(index, option) is None:
            assert tuple(rule.windows(index, option)) == (option.slot,), rule.id


def ask(contract: RuleContract, case: Case) -> int:
    """How many options of a case pass its rule, each asked for its windows."""
    problem, taken = case
    index = ProblemIndex(problem)
    (rule,) = (r for r in load_rules(contract.profile).pair if r.id == contract.rule)
    passed = 0
    for option in taken:
        windows = rule.windows(index, option)
        if rule.refuse(index, option) is None:
            assert tuple(windows) == (option.slot,)
            passed += 1
        else:
            assert option.slot not in windows
    return passed


def test_every_pair_rule_is_asked():
    assert {contract.rule for contract in CONTRACTS} == PAIR
