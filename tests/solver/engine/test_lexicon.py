"""Columns to choose from: the best on every tier, and whether it is the only one."""

from collections.abc import Mapping
from itertools import product
from typing import cast

import numpy as np
import pytest
from numpy.typing import NDArray

from solver.engine.budget import Budget
from solver.engine.columns import lexicon
from solver.engine.columns.lexicon import Lexicon
from solver.engine.columns.pool import Pool
from solver.engine.columns.sieve import Tie
from solver.engine.draws import TieBreak
from solver.linear import Var
from solver.result import SolveLimits

BAGS, COLUMNS = 3, 5
#: Few costs: many choices are equally good. Many: hardly any are.
FEW_COSTS, MANY_COSTS = 2, 12


class Drawn:
    """Bags of columns tied by two rows; column n is what variable n decides."""

    def __init__(self, seed: int) -> None:
        rng = np.random.default_rng(seed)
        self.size = BAGS * COLUMNS
        self.bags = np.repeat(np.arange(BAGS), COLUMNS)
        self._ties = [
            Tie(rng.integers(0, 9, self.size), None, int(rng.integers(8, 16))),
            Tie(rng.integers(0, 9, self.size), int(rng.integers(2, 9)), None),
        ]

    def ties(self) -> list[Tie]:
        """A list of its own: what is kept is added to it."""
        return [*self._ties]

    def costs(self, tier: Mapping[int, int]) -> NDArray[np.int64]:
        """What each column costs."""
        return np.array([tier.get(number, 0) for number in range(self.size)])

    def choices(self) -> list[list[int]]:
        """Every choice of one column of each bag that the rows admit."""
        return [
            list(choice)
            for choice in product(*np.arange(self.size).reshape(BAGS, COLUMNS).tolist())
            if all(
                (tie.lower or 0) <= tie.factors[list(choice)].sum() <= (tie.upper or 99)
                for tie in self._ties
            )
        ]


@pytest.mark.parametrize("sum_of", [1, 1 << 46], ids=["tiers alone", "tiers summed"])
@pytest.mark.parametrize("many", [0, 1_200], ids=["the known, too", "others only"])
@pytest.mark.parametrize("values", [FEW_COSTS, MANY_COSTS], ids="{} costs".format)
@pytest.mark.parametrize("seed", range(12))
def test_the_best_choice_is_found_and_others_as_good_are_told_apart(
    seed: int, values: int, many: int, sum_of: int, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(lexicon, "MANY", many)
    monkeypatch.setattr(lexicon, "LARGEST_SUM", sum_of)
    drawn, rng = Drawn(seed), np.random.default_rng(seed)
    tiers = [rng.integers(0, values, drawn.size) for _ in range(2)]
    ranks = {number: 1 << number for number in range(drawn.size)}
    choices = drawn.choices()

    def worth(choice: list[int]) -> tuple[int, ...]:
        return tuple(int(tier[choice].sum()) for tier in tiers)

    best = min(map(worth, choices))
    as_good = [choice for choice in choices if worth(choice) == best]
    tie_break = TieBreak(tuple(map(Var, ranks)), lambda _: ranks)
    for start in (choices[0], as_good[-1]):
        with Budget(SolveLimits(seconds=120, workers=1), None) as budget:
            found = Lexicon(cast(Pool, drawn), start, (budget, budget.allowance(1)))
            found.minimise(tiers)
            assert found.proven == len(tiers)
            assert worth(sorted(found.chosen)) == best
            assert not found.only or len(as_good) == 1
            assert found.alone(tie_break)
        least = min(as_good, key=lambda choice: sum(map(ranks.__getitem__, choice)))
        assert sorted(found.chosen) == sorted(least)


def test_a_choice_that_nothing_equals_is_known_to_be_the_only_one():
    drawn = Drawn(0)
    best = drawn.choices()[0]
    costs = np.ones(drawn.size, dtype=np.int64)
    costs[best] = 0
    with Budget(SolveLimits(seconds=120, workers=1), None) as budget:
        found = Lexicon(cast(Pool, drawn), best, (budget, budget.allowance(1)))
        found.minimise([costs, np.zeros_like(costs)])
    assert found.only
    assert found.proven == 2
