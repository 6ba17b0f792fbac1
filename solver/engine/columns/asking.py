"""Questions about a tier: what reaches a value, and what is best among some.

What reaches a value is asked of everything that is left, most bags told by columns: the
answer is proven. Where only what some answer of the master took is left open, a good
plan comes quickly, and nothing is said about the rest.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from solver.engine.budget import Allowance
from solver.engine.columns.mixture import Ground, Mixture
from solver.engine.columns.proofs import Proofs
from solver.engine.cpsat import PartOptimum, Question
from solver.engine.frozen import frozen
from solver.engine.parts import Part, whole

Integers = NDArray[np.int64]
#: Bags with at most so many fillings are told by columns, and all bags where there are
#: so many in the mean; that is looked for where at most one bag in so many has more.
FEW_OF_BAG, MANY_OF = 400, 2
#: What some answer took is solved for so long [deterministic units].
AMONG_UNITS = 0.2


@dataclass(slots=True)
class Stage:
    """A tier to be settled: costs of it and of all that follow, and the best values.

    ``bound`` is what nothing costs less than, as far as that is known. ``climbs``
    says that multipliers climb before columns come: where those say little for long.
    ``meets`` says that half plans may meet: where subjects go to bags as they are.
    """

    tiers: Sequence[Mapping[int, int]]
    values: list[int]
    allowance: Allowance
    bound: int | None = None
    climbs: bool = False
    meets: bool = False

    @property
    def reached(self) -> bool:
        """Whether the values are known to be best."""
        return self.bound is not None and self.value <= self.bound

    @property
    def value(self) -> int:
        """What the values cost on the tier."""
        return self.worth(self.values)

    def worth(self, values: Sequence[int]) -> int:
        """What some values cost on the tier."""
        return sum(cost * values[var] for var, cost in self.tiers[0].items())


@dataclass(frozen=True, slots=True)
class Ask(Question):
    """A question about a stage.

    ``still`` is what cannot be changed costs, ``units`` what the answer may take,
    ``target`` what a plan may cost; without one the question is not about everything,
    and without a ``mixture`` bags are told by variables.
    """

    # Columns are sharp without them: half the time, or less.
    cuts: ClassVar[bool] = False
    still: int
    units: float = AMONG_UNITS
    target: int | None = None
    mixture: Mixture | None = None

    def values(self, found: PartOptimum) -> list[int]:
        """All values, with those found."""
        if self.mixture is None:
            return found.within(self.incumbent)
        return self.mixture.filled(found.values, self.incumbent)


class Asking:
    """Makes questions about one stage, each with other luck.

    Parameters
    ----------
    every
        All bags are told by columns where there are few in the mean.
    """

    def __init__(self, proofs: Proofs, stage: Stage, *, every: bool = False) -> None:
        self._proofs = proofs
        self._stage = stage
        self._every = every
        self._count = 0

    @cached_property
    def _ground(self) -> Ground:
        """What mixtures begin with, found when one is asked for."""
        return Ground(self._proofs.offers)

    def reaching(self, target: int, best: int, units: float) -> Ask | None:
        """Whether anything costs at most a target; ``None`` if lists say it does not.

        Parameters
        ----------
        best
            Nothing costs less.
        """
        few = self._listed(target)
        if any(found is not None and not len(found) for found in few):
            return None
        mixture = Mixture(self._ground, few)
        costs = mixture.costs(self._stage.tiers[0])
        still = self._outside(costs, mixture.part)
        return Ask(
            mixture.face,
            mixture.part,
            costs,
            mixture.extended(self._stage.values),
            self._allowed(units).asking(target - still, best - still),
            still=still,
            units=units,
            target=target,
            mixture=mixture,
        )

    def mixed(self, ask: Ask) -> Ask:
        """What is best of the columns of a question, if it is better than the known.

        What fits into a plan that costs less than any does fits together in others.
        """
        most = self._stage.value - 1 - ask.still
        allowance = self._allowed(ask.units).asking(most, ask.allowance.goal)
        return replace(ask, target=None, allowance=allowance)

    def _listed(self, target: int) -> list[Integers | None]:
        """Fillings of bags that have few of them; of all bags, if all have few."""
        bags = range(len(self._proofs.offers.blocks))
        few = [self._proofs.fillings(bag, target, FEW_OF_BAG) for bag in bags]
        many = [bag for bag in bags if few[bag] is None]
        if not self._every or MANY_OF * len(many) > len(bags):
            return few
        every = list(few)
        left = FEW_OF_BAG * len(bags) - sum(len(own) for own in few if own is not None)
        for bag in many:
            own = every[bag] = self._proofs.fillings(bag, target, left)
            if own is None:
                return few
            left -= len(own)
        return every

    def among(self, favourites: Collection[int], best: int) -> Ask:
        """What is best among some variables of bags, and those that are taken."""
        offers, known = self._proofs.offers, list(self._stage.values)
        face, costs = offers.face, self._stage.tiers[0]
        out = frozenset(
            var
            for var in offers.owner
            if var not in favourites and known[var] == face.lowers[var]
        )
        part = whole(face, offers.live, out)
        still = self._outside(costs, part)
        return Ask(
            frozen(face, part, known),
            part,
            costs,
            known,
            replace(self._allowed(AMONG_UNITS), goal=best - still),
            still=still,
        )

    def _outside(self, costs: Mapping[int, int], part: Part) -> int:
        """What a part leaves as it is costs."""
        inside, values = frozenset(part.variables), self._stage.values
        return sum(c * values[var] for var, c in costs.items() if var not in inside)

    def _allowed(self, units: float) -> Allowance:
        self._count += 1
        return replace(self._stage.allowance.at_most(units), attempt=self._count - 1)
