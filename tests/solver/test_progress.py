"""What is told and offered while a run goes on."""

import pytest

from solver import solve
from solver.result import Progress, SolveLimits
from solver.substitution.plan import Plan
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
