"""Whatever a ranking tries adds possibilities: nothing that is covered is lost."""

import random

import pytest

from solver.stress.evaluator import Net
from solver.whatif.candidates import Candidates
from solver.whatif.problem import CostRates
from solver.whatif.ranking import Measured
from solver.whatif.stress_set import StressSet
from solver.whatif.vary import NEW_FLOATER, varied
from tests.solver.stress.worlds import some_absent
from tests.solver.whatif.worlds import a_ground, settings


def tried(problem, profile):
    measured = Measured(problem, profile, settings(), CostRates())
    measured.measure(lambda: False)
    found = Candidates(problem, profile, settings(), measured.open_time).changes()
    return measured, found


@pytest.mark.parametrize("seed", range(20, 32))
def test_no_change_opens_anything_whoever_is_away(seed):
    problem, profile = a_ground(seed)
    measured, changes = tried(problem, profile)
    rng = random.Random(f"harm/{seed}")
    for change in rng.sample(changes, min(6, len(changes))):
        after, rules = varied(problem, profile, change)
        net = Net(after, rules)
        for _ in range(4):
            absent = some_absent(rng, problem.stress)
            for day in problem.stress.days:
                before = measured.net.uncovered(absent, day).minutes
                assert net.uncovered(absent, day).minutes <= before, change


@pytest.mark.parametrize("seed", range(32, 40))
def test_the_bound_is_never_less_than_what_is_covered(seed):
    problem, profile = a_ground(seed)
    measured, changes = tried(problem, profile)
    rng = random.Random(f"bound/{seed}")
    for change in rng.sample(changes, min(5, len(changes))):
        bound = measured.bound(change)
        found = measured.verify(change, bound, lambda _: False, lambda: False)
        assert found is not None
        assert found.covered.single_minutes <= sum(bound.single_minutes)
        assert found.covered.wave_minutes <= sum(bound.wave_minutes)


def test_a_newcomer_shifts_nobodys_luck():
    problem, profile = a_ground(21)
    floaters = [c for c in tried(problem, profile)[1] if c.kind.value == "floater"]
    after, _ = varied(problem, profile, floaters[0])
    held = StressSet.of(problem.stress, settings(draws=40))
    assert NEW_FLOATER in after.week.persons
    ill = False
    for (before, _), (now, _) in zip(
        held.waves(problem.stress), held.waves(after), strict=True
    ):
        assert now - {NEW_FLOATER} == before
        ill = ill or NEW_FLOATER in now
    assert ill  # she is ill herself now and then
