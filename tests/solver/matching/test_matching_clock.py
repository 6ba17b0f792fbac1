"""Building a matching asks the clock, and whatever is answered is honest."""

import pytest

from solver.errors import TimeIsUp
from solver.matching import planning
from solver.matching.audit import audit
from solver.matching.formulation import formulate
from solver.matching.index import MatchingIndex
from solver.matching.options import generate
from solver.matching.planning import solve
from solver.matching.rules import load_rules
from solver.result import Solved, SolveLimits
from tests.solver.matching.test_matching_planning import twins
from tests.solver.matching.worlds import the_profile

PROBLEM = twins(30, 6, 10**7)


def test_pairs_and_model_stop_growing_once_time_is_up():
    index, rules = MatchingIndex(PROBLEM), load_rules(the_profile())
    options = generate(index, rules)
    assert len(options.options) == 180
    assert not generate(index, rules, lambda: True).options
    with pytest.raises(TimeIsUp):
        formulate(index, rules, options, lambda: True)
    assert formulate(index, rules, options, lambda: False).objectives


def test_without_time_for_a_model_nobody_is_served_and_nothing_is_claimed(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(planning, "_formulated", lambda *_: None)
    result = solve(PROBLEM, the_profile(), SolveLimits(seconds=5))
    assert isinstance(result, Solved)
    assert not result.plan.assignments
    assert not result.plan.unique
    report = audit(PROBLEM, the_profile(), result.plan)
    assert [tier.value for tier in report.tiers] == [
        tier.value for tier in result.plan.tiers
    ]
    assert all(tier.bound == 0 for tier in result.plan.tiers)
    assert result.plan.tiers[1].value == 30
