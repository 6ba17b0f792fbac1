"""Subjects that go to exactly one of several bags each, at prices by multipliers.

Whatever costs no more than a value has prices that add up to no more than what the
value leaves above the rows' share of the bound; that is all that is asked of here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from solver.engine.columns.offers import Offers
from solver.engine.knapsack.pricing import Sack, Spot
from solver.engine.knapsack.proof import Proof, least_with_each

Integers = NDArray[np.int64]


class Taking(NamedTuple):
    """A bag that may take a subject: the room it needs there, and the way's number."""

    bag: int
    weight: int
    number: int


@dataclass(frozen=True, slots=True)
class Sharing:
    """Subjects still open with who may take them; prices may add up to ``most``.

    ``prices`` are those of ways by their numbers; ``settled`` are ways that are taken
    for certain, whose room and price are gone already.
    """

    rooms: tuple[int, ...]
    takers: Mapping[int, tuple[Taking, ...]]
    prices: Integers
    most: int
    settled: tuple[int, ...] = ()

    def sacks(self) -> list[Sack]:
        """Each bag with what it may take."""
        things: list[list[tuple[tuple[Spot, ...], bool]]] = [[] for _ in self.rooms]
        for takers in self.takers.values():
            for bag, weight, number in takers:
                things[bag].append(((Spot(number, weight),), False))
        return [
            Sack(room, tuple(own)) for room, own in zip(self.rooms, things, strict=True)
        ]

    def settle(self, takers: Mapping[int, tuple[Taking, ...]]) -> "Sharing | None":
        """The same with other takers, subjects with one of them being settled.

        ``None`` if a subject has none, or a bag no room.
        """
        rooms, most, settled = list(self.rooms), self.most, list(self.settled)
        for own in takers.values():
            if not own:
                return None
            if len(own) == 1:
                bag, weight, number = own[0]
                rooms[bag] -= weight
                most -= int(self.prices[number])
                settled.append(number)
        if min(rooms) < 0:
            return None
        left = {
            subject: tuple(
                taking for taking in own if taking.weight <= rooms[taking.bag]
            )
            for subject, own in takers.items()
            if len(own) > 1
        }
        found = Sharing(tuple(rooms), left, self.prices, most, tuple(settled))
        fewer = any(len(own) <= 1 for own in left.values())
        return found.settle(left) if fewer else found

    def repriced(self, multipliers: Mapping[int, int]) -> "Sharing":
        """The same with so much less for whoever takes a subject, and in all."""
        prices = self.prices.copy()
        for subject, multiplier in multipliers.items():
            for taking in self.takers[subject]:
                prices[taking.number] -= multiplier
        return replace(self, prices=prices, most=self.most - sum(multipliers.values()))


def narrowed(sharing: Sharing) -> Sharing | None:
    """What is left once nothing is open that is too dear; ``None`` if nothing is.

    Knapsacks filled from both ends give the least a bag costs with a subject and
    without it.
    """
    while True:
        dearer: dict[int, int] = {}
        barer: dict[int, int] = {}
        least = 0
        for sack in sharing.sacks():
            told = list(least_with_each(sack, sharing.prices))
            # With a thing or without it is all there is.
            own = min((min(w, costs[0]) for _, w, costs in told[:1]), default=0)
            least += own
            for spots, without, costs in told:
                dearer[spots[0].number] = costs[0] - own
                barer[spots[0].number] = without - own
        spare = sharing.most - least
        if spare < 0:
            return None
        takers = {
            subject: _left(own, dearer, barer, spare)
            for subject, own in sharing.takers.items()
        }
        if takers == sharing.takers:
            return sharing
        settled = sharing.settle(takers)
        if settled is None:
            return None
        sharing = settled


def _left(
    takers: tuple[Taking, ...],
    dearer: Mapping[int, int],
    barer: Mapping[int, int],
    spare: int,
) -> tuple[Taking, ...]:
    """Who may still take a subject: nobody too dear, nobody but who has to."""
    left = tuple(taking for taking in takers if dearer[taking.number] <= spare)
    bound = tuple(taking for taking in takers if barer[taking.number] > spare)
    if not bound:
        return left
    return bound if len(bound) == 1 and bound[0] in left else ()


def sharing_of(offers: Offers, proof: Proof, value: int) -> Sharing | None:
    """What costs at most a value, told as a sharing.

    ``None`` if it is none: where a subject may go to nobody or in several ways.
    """
    subject_of: dict[int, str] = {
        var: item.subject
        for block in offers.blocks
        for item in block.items
        for var in item.variables
    }
    numbers: dict[str, int] = {}
    takers: dict[int, list[Taking]] = {}
    has_to: dict[int, Taking] = {}
    ways = offers.pricing.ways
    for bag, sack in enumerate(offers.pricing.sacks):
        for spots, must in sack.things:
            values = ways[spots[0].number].values
            if len(spots) > 1 or len(values) != 1 or values[0][1] != 1:
                return None
            name = subject_of[values[0][0]]
            subject = numbers.setdefault(name, len(numbers))
            taking = Taking(bag, spots[0].weight, spots[0].number)
            takers.setdefault(subject, []).append(taking)
            if must:
                has_to[subject] = taking
    once = {numbers[name] for name in _once(offers, subject_of) if name in numbers}
    if not numbers or len(once | has_to.keys()) < len(numbers):
        return None
    own = {
        subject: (has_to[subject],) if subject in has_to else tuple(found)
        for subject, found in takers.items()
    }
    most = value * proof.scale - (proof.bound - sum(proof.bag_costs))
    rooms = tuple(sack.room for sack in offers.pricing.sacks)
    return Sharing(rooms, {}, proof.way_costs, most).settle(own)


def _once(offers: Offers, subject_of: Mapping[int, str]) -> set[str]:
    """Subjects that rows give to exactly one bag."""
    face, found = offers.face, set[str]()
    for number in offers.tying:
        row = offers.pricing.split.rows[number]
        subjects = {subject_of.get(var) for var, _ in face.terms[row]}
        ones = all(factor == 1 for _, factor in face.terms[row])
        if ones and face.row_lowers[row] == face.row_uppers[row] == 1:
            found |= {
                name for name in subjects if name is not None and len(subjects) == 1
            }
    return found
