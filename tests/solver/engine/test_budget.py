"""When each phase has to end, told by a clock that the test sets."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest

from solver.engine import budget as module
from solver.engine.budget import Budget
from solver.result import SolveLimits


class Clock:
    """Seconds since the budget was made; ``at(3.5)`` sets them."""

    def __init__(self) -> None:
        self.now = 0.0

    def at(self, seconds: float) -> None:
        self.now = 1000.0 + seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    found.at(0)
    monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=lambda: found.now))
    return found


@pytest.mark.parametrize(
    ("limit", "ask", "ends"),
    [
        (20, Budget.exhausted, 20),
        (20, Budget.built_out, 14),
        (20, Budget.hasted_out, 20),
        (20, Budget.too_late_to_begin, 16),
        (20, Budget.overdue, 21.35),
        (0, Budget.exhausted, 0),
        (0, Budget.built_out, 0.2),
        (0, Budget.hasted_out, 0.3),
        (0, Budget.overdue, 0.35),
    ],
)
def test_a_phase_ends_at_its_second_and_not_before(
    clock: Clock, limit: float, ask: Callable[[Budget], bool], ends: float
):
    budget = Budget(SolveLimits(seconds=limit), None)
    clock.at(ends - 0.01)
    assert ends == 0 or not ask(budget)
    clock.at(ends + 0.01)
    assert ask(budget)


@pytest.mark.parametrize(
    ("ask", "ends"), [(Budget.built_out, 5.2), (Budget.hasted_out, 5.3)]
)
def test_a_problem_looked_through_for_longer_than_the_limit_still_gets_a_plan(
    clock: Clock, ask: Callable[[Budget], bool], ends: float
):
    budget = Budget(SolveLimits(seconds=2), None)
    clock.at(5)
    assert ask(budget)
    budget.ready()
    clock.at(ends - 0.01)
    assert not ask(budget)
    clock.at(ends + 0.01)
    assert ask(budget)


def test_who_is_stopped_has_a_tenth_of_a_second_to_write_the_plan_down(clock: Clock):
    budget = Budget(SolveLimits(seconds=20), lambda: clock.now >= 1003)
    clock.at(2.99)
    assert not budget.exhausted()
    clock.at(3)
    assert budget.exhausted()
    assert not budget.overdue()
    clock.at(3.09)
    assert not budget.overdue()
    clock.at(3.11)
    assert budget.overdue()


def test_a_stop_in_the_last_moment_gives_no_time_on_top(clock: Clock):
    budget = Budget(SolveLimits(seconds=0), lambda: clock.now >= 1000.3)
    clock.at(0.3)
    assert budget.stopped()
    clock.at(0.36)
    assert budget.overdue()


def test_a_tier_gets_half_of_what_is_left_and_the_last_one_all(clock: Clock):
    budget = Budget(SolveLimits(seconds=20, deterministic=8), None)
    clock.at(4)
    budget.spend(2)
    assert budget.allowance(2) == module.Allowance(1012.0, 3.0)
    assert budget.allowance(1) == module.Allowance(1020.0, 6.0)


@pytest.mark.usefixtures("clock")
def test_deterministic_units_run_out_and_are_never_owed():
    budget = Budget(SolveLimits(seconds=20, deterministic=1), None)
    assert not budget.exhausted()
    budget.spend(1.5)
    assert budget.deterministic == 0
    assert budget.exhausted()


def test_nothing_is_asked_in_less_than_twice_the_time_that_asking_took(clock: Clock):
    budget = Budget(SolveLimits(seconds=20), None)
    assert not budget.too_late_to_ask()
    for began, ended in ((1.0, 2.5), (3.0, 3.5)):
        clock.at(began)
        with budget.preparing():
            clock.at(ended)
    clock.at(17)
    assert not budget.too_late_to_ask()
    clock.at(17.01)
    assert budget.too_late_to_ask()
    assert not budget.exhausted()


@pytest.mark.parametrize(
    ("took", "kept"),
    [(0.0, 0.0), (0.1, 0.3), (0.5, 1.5), (1.0, 2.0)],  # at most a tenth of the limit
)
def test_a_plan_that_is_long_to_write_down_is_written_after_the_limit_bug(
    clock: Clock, took: float, kept: float
):
    """Everything ends earlier by what the last plan takes, as those before it tell."""
    budget = Budget(SolveLimits(seconds=20), None)
    with budget.writing():
        clock.at(took)
    with budget.writing():
        pass  # the longest counts
    for ask, ends in (
        (budget.exhausted, 20),
        (budget.hasted_out, 20),
        (budget.overdue, 21.35),
    ):
        clock.at(ends - kept - 0.01)
        assert not ask()
        clock.at(ends - kept + 0.01)
        assert ask()
