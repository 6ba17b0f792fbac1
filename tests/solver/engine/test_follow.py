"""A plan that follows the relaxation: better early, the same at the end."""

from solver.engine import tiers as engine_tiers
from solver.engine.budget import Budget
from solver.engine.tiers import minimise_tiers
from solver.result import SolveLimits
from tests.solver.engine.build import (
    a_model,
    admitted,
    best_vector,
    greedy_start,
    values_of,
)
from tests.solver.engine.test_joined import by_rank


def shown(seed: int, monkeypatch, followed_from: int):
    """Every better assignment that is shown on the way, and what is reached."""
    monkeypatch.setattr(engine_tiers, "FOLLOWED_FROM", followed_from)
    model, objectives, decisions = a_model(seed)
    seen: list[tuple[int, ...]] = []
    with Budget(SolveLimits(workers=1), None) as budget:
        budget.watch(lambda values: seen.append(values_of(objectives, values)))
        found = minimise_tiers(
            model,
            objectives,
            greedy_start(model, decisions),
            budget,
            lambda _: None,
            by_rank(decisions),
        )
    assert tuple(t.value for t in found.tiers) == best_vector(model, objectives)
    assert all(tier.proven for tier in found.tiers)
    return seen, found.values


def test_what_follows_the_relaxation_changes_nothing_at_the_end(monkeypatch):
    earlier = 0
    for seed in range(250):
        with_it, values = shown(seed, monkeypatch, 1)
        without, others = shown(seed, monkeypatch, 10_000)
        assert values == others
        earlier += with_it[:1] != without[:1]
    assert earlier > 0


def test_a_model_that_does_not_admit_nothing_is_followed_by_nothing(monkeypatch):
    """Found by planning teams: somebody has to be in one, so an empty plan is none."""
    monkeypatch.setattr(engine_tiers, "FOLLOWED_FROM", 1)
    minimised = 0
    for seed in range(60):
        model, objectives, decisions = a_model(seed)
        model.add_at_least([(x, 1) for x in decisions], 1, "jemand")
        best = min(admitted(model), key=lambda values: values_of(objectives, values))
        worst = max(admitted(model), key=lambda values: values_of(objectives, values))
        with Budget(SolveLimits(workers=1), None) as budget:
            found = minimise_tiers(
                model, objectives, worst, budget, lambda _: None, by_rank(decisions)
            )
        reached = tuple(tier.value for tier in found.tiers)
        assert reached == values_of(objectives, best)
        minimised += 1
    assert minimised == 60
