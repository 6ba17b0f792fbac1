"""What is told and offered while a run goes on."""

import pytest

from solver import solve
from solver.errors import TimeIsUp
from solver.result import Progress, SolveLimits
from solver.substitution.formulation import formulate
from solver.substitution.index import ProblemIndex
from solver.substitution.options import generate
from solver.substitution.plan import Plan
from solver.substitution.rules import load_rules
from tests.solver.build import NEXT_DAY, a_child, a_need, a_problem, a_profile, hours

CHILDREN = (a_child("ada"), a_child("ben"))
NEEDS = (
    a_need("ben", hours(9, 12), id="ben-2", day=NEXT_DAY),
    a_need("ben", hours(13, 15), id="ben-1b"),
    a_need("ben", hours(8, 12), id="ben-1a"),
    a_need("ada", hours(9, 12)),
)


def phases(told: list[Progress]) -> list[str]:
    """Each phase once, in their order."""
    return list(dict.fromkeys(one.phase for one in told))


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (20, ["options", "model", "first", "tiers", "reasons", "done"]),
        (0, ["options", "model", "first", "reasons", "done"]),
    ],
    ids=["time enough", "no time for a model"],
)
def test_every_phase_is_told_in_its_order(
    seconds: float, expected: list[str], monkeypatch: pytest.MonkeyPatch
):
    if not seconds:
        monkeypatch.setattr("solver.engine.budget.LEAST_BUILDING_SECONDS", 0.0)
    told: list[Progress] = []
    limits = SolveLimits(seconds=seconds, workers=1)
    plan = solve(a_problem(), a_profile(), limits, told.append).plan
    assert phases(told) == expected
    assert told[-1].tiers == plan.tiers


def test_tiers_are_told_with_the_bounds_reached_so_far():
    told: list[Progress] = []
    problem = a_problem(children=CHILDREN, needs=NEEDS, familiarity=(), links=())
    plan = solve(problem, a_profile(), SolveLimits(workers=1), told.append).plan
    assert plan.tiers[0].bound == 720
    reached = [one.tiers for one in told if one.phase == "tiers"]
    for number, tiers in enumerate(reached):
        assert tiers == plan.tiers[:number]


def test_the_first_plan_offered_leaves_all_open_by_day_child_and_hour():
    offered: list[Plan] = []
    problem = a_problem(children=CHILDREN, needs=NEEDS)
    solve(
        problem,
        a_profile(),
        SolveLimits(workers=1),
        better=lambda make: offered.append(make()),
    )
    assert offered[0].assignments == ()
    assert [gap.need for gap in offered[0].gaps] == [
        "bedarf-ada",
        "ben-1a",
        "ben-1b",
        "ben-2",
    ]


def test_a_model_stops_growing_once_it_is_told_that_time_is_up():
    names = [f"kind-{number}" for number in range(150)]
    problem = a_problem(
        children=tuple(a_child(name) for name in names),
        needs=tuple(a_need(name) for name in names),
    )
    index, rules = ProblemIndex(problem), load_rules(a_profile())
    options = generate(index, rules)
    asked = []

    def give_up() -> bool:
        asked.append(True)
        return len(asked) > 1

    with pytest.raises(TimeIsUp):
        formulate(index, rules, options, give_up)
    assert len(asked) == 2
    assert formulate(index, rules, options).variables.options == options.options
