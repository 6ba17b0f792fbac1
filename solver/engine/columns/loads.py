"""Variables in no bag that follow from one bag: a coach's load above a band.

Where a filling is known as a whole, so are they: each stands as low as its rows allow.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from solver.engine.columns.offers import Offers

Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Limit:
    """A row of one bag: what its ways add up to, and what stands beside them.

    With a ``var`` the row only says that the variable is at least the sum plus
    ``still``, divided by ``per``; without one the sum is bounded on both sides.
    """

    ways: Integers
    still: int
    var: int | None = None
    per: int = 1
    lower: int | None = None
    upper: int | None = None


@dataclass(frozen=True, slots=True)
class Loads:
    """Rows that bind each bag alone, and the variables that follow from it."""

    limits: Mapping[int, Sequence[Limit]]
    variables: Mapping[int, Sequence[int]]


def find_loads(offers: Offers, tiers: Sequence[Mapping[int, int]]) -> Loads | None:
    """What follows from single bags; ``None`` if anything else is in no bag."""
    face, pricing = offers.face, offers.pricing
    limits: dict[int, list[Limit]] = defaultdict(list)
    bag_of: dict[int, int] = {}
    tying = set(offers.tying)
    for number, row in enumerate(pricing.split.rows):
        free = [int(var) for var, _ in face.terms[row] if face.free(var)]
        idle = [var for var in free if var not in offers.owner]
        if number in tying and not idle:
            continue
        bags = {offers.owner[var] for var in free if var in offers.owner}
        limit = _limit(offers, row, idle) if len(bags) == 1 else None
        if limit is None:
            return None
        (bag,) = bags
        if any(bag_of.setdefault(var, bag) != bag for var in idle):
            return None
        limits[bag].append(limit)
    loose = [var for var in pricing.split.loose if face.free(var)]
    if any(costs.get(var, 0) < 0 for costs in tiers for var in loose):
        return None
    variables: dict[int, list[int]] = defaultdict(list)
    for var in loose:
        variables[bag_of.get(var, 0)].append(var)
    return Loads(limits, variables)


def _limit(offers: Offers, row: int, idle: Sequence[int]) -> Limit | None:
    face, pricing = offers.face, offers.pricing
    factors = {int(var): factor for var, factor in face.terms[row]}
    by_var = np.zeros(pricing.size + 1, dtype=np.int64)
    by_var[list(factors)] = list(factors.values())
    ways = pricing.way_costs(by_var)
    still = sum(
        factor * face.lowers[var]
        for var, factor in factors.items()
        if var not in offers.owner and not face.free(var)
    )
    lower, upper = face.row_lowers[row], face.row_uppers[row]
    if not idle:
        return Limit(ways, still, lower=lower, upper=upper)
    if len(idle) > 1:
        return None
    factor = factors[idle[0]]
    if upper is not None and lower is None and factor < 0:
        return Limit(ways, still - upper, idle[0], -factor)
    if lower is not None and upper is None and factor > 0:
        return Limit(-ways, lower - still, idle[0], factor)
    return None
