"""Crowds: a bound without any relaxation, never above what brute force reaches."""

import random
from itertools import product

import pytest

from service.solving.rules import rules_for
from solver import solve
from solver.engine import tiers as engine_tiers
from solver.engine.certificate import certify, lower_bound
from solver.engine.crowd import crowd_multipliers
from solver.engine.face import Face
from solver.engine.parts import whole
from solver.engine.relaxation import Relaxation
from solver.exchange.translate import problem_from_document
from solver.linear import LinearModel, Var
from solver.result import SolveLimits
from solver.substitution.codec import plan_to_bytes
from tests.benchmarks.instances import town_week
from tests.benchmarks.literature import TaskScheduling, as_bytes, task_scheduling
from tests.benchmarks.profile import the_profile

Span = tuple[int, int]


class Roster:
    """Tasks to be done, holders who can do some of them, so many at a time."""

    def __init__(
        self, tasks: list[Span], able: list[set[int]], most: int = 1, cost: int = 1
    ) -> None:
        self.tasks, self.able, self.most, self.cost = tasks, able, most, cost
        self.model = LinearModel()
        self.costs: dict[int, int] = {}
        taken: dict[tuple[int, int], Var] = {}
        for holder, own in enumerate(able):
            for task in sorted(own):
                taken[holder, task] = self.model.new_bool(f"{holder} {task}")
        for task in range(len(tasks)):
            row = [(v, 1) for (_, other), v in taken.items() if other == task]
            self.model.rows.append(_exactly_one(row))
        for holder, own in enumerate(able):
            used = self.model.new_bool(f"{holder}")
            self.costs[used] = cost
            for minute in {tasks[task][0] for task in own}:
                row = [(taken[holder, t], 1) for t in sorted(own) if self.at(t, minute)]
                self.model.add_at_most((*row, (used, -most)), 0, f"{holder} {minute}")

    def at(self, task: int, minute: int) -> bool:
        start, end = self.tasks[task]
        return start <= minute < end

    def bound(self) -> int:
        """What the crowd proves."""
        face = Face(self.model)
        rows = range(len(face.terms))
        part = whole(face, rows, frozenset())
        duals = crowd_multipliers(face, rows, self.costs)
        proof = certify(face, (part,), self.costs, duals)
        return lower_bound(face, part, self.costs, proof)

    def least(self) -> int | None:
        """Least cost by trying everything; nothing if not everything can be done."""
        found = [
            self.cost * len(set(doing))
            for doing in product(range(len(self.able)), repeat=len(self.tasks))
            if self._possible(doing)
        ]
        return min(found, default=None)

    def _possible(self, doing: tuple[int, ...]) -> bool:
        if any(task not in self.able[who] for task, who in enumerate(doing)):
            return False
        minutes = {start for start, _ in self.tasks}
        return all(
            sum(1 for t, w in enumerate(doing) if w == who and self.at(t, minute))
            <= self.most
            for who in set(doing)
            for minute in minutes
        )


def _exactly_one(terms):
    model = LinearModel()
    model.add_at_least(terms, 1, "each once")
    (row,) = model.rows
    return type(row)(row.terms, 1, 1, row.name)


def test_the_fullest_minute_asks_for_as_many():
    everything = {0, 1, 2, 3}
    tasks = [(0, 10), (5, 15), (9, 20), (15, 30)]
    roster = Roster(tasks, [everything] * 4)
    assert roster.bound() == roster.least() == 3


def test_what_follows_one_another_asks_for_one():
    roster = Roster([(0, 10), (10, 20), (20, 30)], [{0, 1, 2}] * 3)
    assert roster.bound() == roster.least() == 1


def test_two_places_at_a_time_ask_for_half():
    tasks = [(0, 10)] * 5
    roster = Roster(tasks, [set(range(5))] * 5, most=2)
    assert roster.bound() == roster.least() == 3


def test_nobody_can_do_both_although_they_follow_one_another():
    roster = Roster([(0, 10), (20, 30)], [{0}, {1}])
    assert roster.bound() == roster.least() == 2


def test_what_a_holder_costs_counts():
    roster = Roster([(0, 10), (0, 10)], [{0, 1}] * 3, cost=7)
    assert roster.bound() == roster.least() == 14


def test_a_task_that_may_be_left_asks_for_nobody():
    roster = Roster([(0, 10), (0, 10)], [{0, 1}] * 2)
    first = roster.model.rows[0]
    roster.model.rows[0] = type(first)(first.terms, 0, 1, first.name)
    assert roster.bound() == 1


def test_a_task_that_somebody_does_for_nothing_asks_for_nobody():
    roster = Roster([(0, 10), (0, 10)], [{0, 1}] * 2)
    first = roster.model.rows[0]
    free = roster.model.new_bool("somebody who is there anyway")
    roster.model.rows[0] = type(first)((*first.terms, (free, 1)), 1, 1, first.name)
    assert roster.bound() == 1


def test_never_above_what_can_be_reached():
    rng = random.Random(11)
    sharp = looked_at = 0
    while looked_at < 120:
        tasks = []
        for _ in range(rng.randrange(2, 6)):
            start = rng.randrange(0, 20)
            tasks.append((start, start + rng.randrange(2, 12)))
        able = [
            {task for task in range(len(tasks)) if rng.random() < 0.6}
            for _ in range(rng.randrange(2, 5))
        ]
        roster = Roster(tasks, able, most=rng.choice((1, 1, 2)))
        least = roster.least()
        if least is None or any(not own for own in able):
            continue
        looked_at += 1
        assert roster.bound() <= least
        sharp += roster.bound() == least
    assert sharp > looked_at // 2


@pytest.fixture
def _without_relaxation(monkeypatch):
    monkeypatch.setattr(engine_tiers, "CROWD_FROM", 0)
    monkeypatch.setattr(Relaxation, "minimise", lambda *_: None)


@pytest.mark.usefixtures("_without_relaxation")
def test_fewest_persons_have_a_bound_without_the_relaxation():
    document = task_scheduling(TaskScheduling(20, 100, 0.5, 3))
    outside = problem_from_document(as_bytes(document))
    minutes = {need.slot.start for need in outside.problem.needs}
    fullest = max(
        sum(1 for n in outside.problem.needs if n.slot.start <= m < n.slot.end)
        for m in minutes
    )
    limits = SolveLimits(workers=1, deterministic=1e-3)
    plan = solve(outside.problem, rules_for(outside, None), limits).plan
    uncovered, persons = plan.tiers
    assert uncovered.proven
    assert uncovered.value == 0
    assert persons.bound == fullest <= persons.value


def test_crowds_change_no_plan(monkeypatch):
    town, profile = town_week(20, 4, 5, 3), the_profile()
    plan = solve(town, profile, SolveLimits(workers=1)).plan
    monkeypatch.setattr(engine_tiers, "CROWD_FROM", 0)
    again = solve(town, profile, SolveLimits(workers=1)).plan
    assert plan_to_bytes(again) == plan_to_bytes(plan)
