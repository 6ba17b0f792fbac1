"""Columns and covers until the relaxation over them says no more.

Multipliers are taken between the best known and those of the master: on their own the
latter jump about for long. Each time a bag's cheapest filling comes in as a column.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from solver.engine.columns.covers import Covers
from solver.engine.columns.master import Master
from solver.engine.columns.offers import Column, Cover, Offers, Rate

Floats = NDArray[np.float64]
#: How much of the best multipliers stays.
INERTIA = 0.5
#: Rounds of covers, and steps of a round.
ROUNDS, STEPS = 12, 400
#: Where the master is large, a round of covers has to raise the bound by so many times
#: what is near, or it is the last: it takes as long as many.
VAIN = 2.5
#: So many other multipliers are given back, and other answers of the master.
OTHERS, VARIED = 9, 3
#: A column has to be better by so much; the end is reached so near to the master.
BETTER, NEAR = 1e-7, 0.01


@dataclass(slots=True)
class Generated:
    """What was found: the best multipliers with their bound, columns and covers.

    ``shares`` says how much of each way the master took last, and in other answers as
    good; ``others`` are more multipliers, those of the highest bounds first: what is
    near the bound by some of them is not by all.
    """

    best: Rate
    others: list[Floats] = field(default_factory=list)
    shares: Sequence[Mapping[int, float]] = ()
    columns: list[Column] = field(default_factory=list)
    covers: list[Cover] = field(default_factory=list)


def generate(
    offers: Offers,
    start: Floats,
    columns: Iterable[Column],
    near: float,
    go_on: Callable[[float], bool],
) -> Generated:
    """Better multipliers, columns and covers.

    Parameters
    ----------
    start
        Multipliers of rows and covers to begin with.
    columns
        Columns that go together, and others that are known.
    near
        As near as the bound has to come to that of the master.
    go_on
        Asked before each step with the bound so far.
    """
    best = offers.rate(start)
    rates: list[Rate] = []
    known = [*columns]
    covers = Covers(offers)
    shares: Sequence[Mapping[int, float]] = ()
    for covered in range(ROUNDS):
        master = Master(offers)
        master.add(known)
        master.add(best.columns)
        before = best.bound
        best, ended = _converge(offers, master, best, near, go_on, rates)
        vain = master.large and covered and best.bound - before < VAIN * near
        known, shares = [*master.columns], (master.shares,)
        if not ended or not go_on(best.bound):
            break
        more = [c for c in covers.exceeded(master.shares) if c not in offers.covers]
        if not more or vain:
            shares = (*shares, *(master.varied(seed) for seed in range(VARIED)))
            break
        offers.add_covers(dict.fromkeys(more))
        grown = len(offers.covers) + offers.rows - len(best.multipliers)
        best = Rate(
            np.concatenate([best.multipliers, np.zeros(grown)]),
            best.bound,
            best.columns,
        )
    return Generated(best, _others(rates, best), shares, known, list(offers.covers))


def _others(rates: Iterable[Rate], best: Rate) -> list[Floats]:
    """Other multipliers of high bounds, those of covers that came later being 0."""
    highest = sorted(rates, key=lambda rate: -rate.bound)[:OTHERS]
    size = len(best.multipliers)
    return [
        np.append(rate.multipliers, np.zeros(size - len(rate.multipliers)))
        for rate in highest
        if rate.multipliers is not best.multipliers
    ]


def _converge(
    offers: Offers,
    master: Master,
    best: Rate,
    near: float,
    go_on: Callable[[float], bool],
    rates: list[Rate],
) -> tuple[Rate, bool]:
    """Columns until none is better: the best multipliers, whether it ended so.

    All that were rated join ``rates``.
    """
    for _ in range(STEPS):
        if not go_on(best.bound) or not master.minimise():
            return best, False
        own, ones = master.multipliers()
        count = 0
        for share in (INERTIA, 0.0):
            tried = _allowed(offers, share * best.multipliers + (1 - share) * own)
            rate = offers.rate(tried)
            rates.append(rate)
            if rate.bound > best.bound:
                best = rate
            count = master.add(_better(offers, rate.columns, own, ones))
            if count:
                break
        if not count or master.value - best.bound < near:
            return best, True
    return best, False


def _better(
    offers: Offers, columns: Iterable[Column], own: Floats, ones: Floats
) -> list[Column]:
    """Columns that the master would like to have."""
    prices = offers.prices(own)
    return [
        column
        for column in columns
        if sum(prices[way] for way in column[1]) - ones[column[0]]
        < -BETTER * max(1.0, abs(ones[column[0]]))
    ]


def _allowed(offers: Offers, multipliers: Floats) -> Floats:
    """Multipliers only of sides that rows have; covers have an upper one."""
    pricing = offers.pricing
    own = multipliers[: offers.rows]
    own = np.where(pricing.has_lower, own, np.minimum(own, 0.0))
    own = np.where(pricing.has_upper, own, np.maximum(own, 0.0))
    over = np.minimum(multipliers[offers.rows :], 0.0)
    return np.concatenate([own, over])
