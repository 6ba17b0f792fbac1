"""Several tiers at once: the same answers as one after another, proven and unique."""

import pytest

from solver.engine import components, joined
from solver.engine.budget import Budget
from solver.engine.draws import TieBreak
from solver.engine.face import Face
from solver.engine.parts import Part
from solver.engine.tiers import Reached, minimise_tiers
from solver.linear import LinearModel
from solver.result import SolveLimits
from tests.solver.engine.test_tiers import a_model, best_vector, greedy_start, holds


def by_rank(decisions) -> TieBreak:
    return TieBreak(
        tuple(decisions),
        lambda draw: {v: 1 + (v * 37 + draw * 11) % 101 for v in decisions},
    )


def reached(seed: int, limits: SolveLimits) -> Reached:
    model, objectives, decisions = a_model(seed)
    start = greedy_start(model, decisions)
    with Budget(limits, None) as budget:
        return minimise_tiers(
            model, objectives, start, budget, lambda _: None, by_rank(decisions)
        )


@pytest.fixture
def joined_always(monkeypatch):
    """Every part that the relaxation leaves open goes through the sum of all tiers."""
    asked = []
    known = components.minimise_joined

    def counted(*given):
        found = known(*given)
        asked.append(found)
        return found

    monkeypatch.setattr("solver.engine.partwise.JOINED_FROM", 1)
    monkeypatch.setattr("solver.engine.partwise.JOINED_GAP", 1)
    monkeypatch.setattr(components, "minimise_joined", counted)
    return asked


@pytest.mark.parametrize("largest", [1 << 52, 1 << 14, 1 << 9])
def test_tiers_at_once_equal_brute_force(joined_always, monkeypatch, largest):
    """Small sums prove few tiers at a time, then with weights that promise nothing."""
    monkeypatch.setattr(joined, "LARGEST_SUM", largest)
    for seed in range(250):
        model, objectives, _ = a_model(seed)
        result = reached(seed, SolveLimits(workers=1))
        assert tuple(t.value for t in result.tiers) == best_vector(model, objectives)
        assert all(tier.proven for tier in result.tiers)
        assert holds(model, result.values)
    assert len(joined_always) > 10


@pytest.mark.usefixtures("joined_always")
def test_the_first_tiers_alone_equal_brute_force(monkeypatch):
    """Where later tiers tie parts to something large, rows hold what was reached."""
    known = components._Joining.takes
    taken = []

    def only_the_first(self, whole):
        if self.joined == tuple(self.tiers):
            return False
        taken.append(known(self, whole))
        return taken[-1]

    monkeypatch.setattr(components._Joining, "takes", only_the_first)
    for seed in range(250):
        model, objectives, _ = a_model(seed)
        result = reached(seed, SolveLimits(workers=1))
        assert tuple(t.value for t in result.tiers) == best_vector(model, objectives)
        assert all(tier.proven for tier in result.tiers)
        assert holds(model, result.values)
    assert sum(taken) > 10


@pytest.mark.parametrize("largest", [1 << 52, 1 << 13])
def test_what_is_unique_is_the_same_whichever_way(joined_always, monkeypatch, largest):
    """Small sums have no room for ranks: then rows hold the tiers."""
    monkeypatch.setattr(joined, "LARGEST_SUM", largest)
    compared = 0
    for seed in range(250):
        joined_always.clear()
        at_once = reached(seed, SolveLimits(workers=1))
        if not joined_always:
            continue
        with monkeypatch.context() as patch:
            patch.setattr("solver.engine.partwise.JOINED_FROM", 10_000)
            one_by_one = reached(seed, SolveLimits(workers=1))
        assert one_by_one.unique
        assert at_once.unique
        _, _, decisions = a_model(seed)
        assert [at_once.values[v] for v in decisions] == [
            one_by_one.values[v] for v in decisions
        ]
        compared += 1
    assert compared > 5


@pytest.mark.usefixtures("joined_always")
def test_without_time_the_bounds_of_all_tiers_stay_honest():
    for seed in range(60):
        model, objectives, _ = a_model(seed)
        best = best_vector(model, objectives)
        result = reached(seed, SolveLimits(workers=1, deterministic=1e-5))
        conditional = False
        for tier, least in zip(result.tiers, best, strict=True):
            if not conditional:
                assert tier.bound <= least <= tier.value
            conditional = conditional or tier.value != tier.bound
        assert holds(model, result.values)


def two_pairs() -> tuple[Face, Part, Part]:
    """One of two costs something twice over; the first pair alone, and both."""
    model = LinearModel()
    taken = [model.new_bool(f"x{i}") for i in range(4)]
    for pair in (taken[:2], taken[2:]):
        model.add_at_least([(x, 1) for x in pair], 1, "eins")
    face = Face(model)
    return face, Part((0, 1), (0,)), Part((0, 1, 2, 3), (0, 1))


def test_a_settled_part_proves_nothing_of_what_it_was_tied_to_later():
    face, one, both = two_pairs()
    tiers = ({0: 1, 1: 2, 2: 1, 3: 2}, {0: 1, 1: 1})
    values = [0, 1, 0, 1]
    with Budget(SolveLimits(workers=1), None) as budget:
        settling = components.Components(face, budget)
        assert settling.settle([one], tiers, values)
        assert values == [1, 0, 0, 1]
        assert settling.proves(one, 2)
        assert settling.knows(one)
        assert not settling.proves(both, 2)


@pytest.mark.parametrize(("large_from", "taken"), [(3, False), (4, True)])
def test_a_component_too_large_for_what_asks_for_it_waits(
    monkeypatch, large_from, taken
):
    monkeypatch.setattr(components, "LARGE_FROM", large_from)
    monkeypatch.setattr(components, "MOST_TIMES", 1)
    _, one, both = two_pairs()
    joining = components._Joining(({0: 1}, {1: 1}), 2, [one])
    assert joining.takes(both) is taken
    assert joining.waiting == ([] if taken else [one])
