"""A walk among good values where each subject goes to one of several blocks as it is.

What is best is a matter of what fits together exactly: most pairs that the relaxation
likes little are out, which leaves few ways per subject but many blocks to be opened at
once. Costs are higher by chance here and there, other ones each time: what is as good
is walked through, and what is a little worse, instead of standing still.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import gcd

from solver.engine.abreast import Answered
from solver.engine.budget import Allowance, Budget
from solver.engine.cpsat import PartOptimum, Question
from solver.engine.knapsack.neighbourhood import Likely, Neighbourhoods
from solver.engine.knapsack.tried import Take, Tried, leave
from solver.engine.knapsack.walkers import Walker, Walkers
from solver.engine.rows import missing

#: So many ways per subject are left in, one of these numbers each time; and so many
#: choices of them that differ by chance.
WAYS, CHOICES = (1.9, 2.4, 2.9, 3.9), 8
#: What one step may take: deterministic units, and seconds as a net.
UNITS, SECONDS = 0.015, 3.0
#: Blocks opened together at first; steps in vain, per block, before it is one more, and
#: so many not solved to their end before it is one less.
FEWEST, PATIENCE, UNSOLVED = 3, 1.0, 3
#: Costs are counted in such fractions of their unit while they are higher by chance,
#: by less than a unit each.
FINER = 8
#: So many units from the best values it goes back to them.
FARTHEST = 12


class _Level:
    """Ways that are left in, and how many blocks are opened together with them."""

    def __init__(self, likely: Sequence[Likely], count: int) -> None:
        self.likely = likely
        self.size = min(FEWEST, count)
        self._count = count
        self._in_vain = self._unsolved = 0.0

    def note(self, *, better: bool, solved: bool) -> None:
        """Count what a step brought, and whether it was solved to its end."""
        if better:
            self._in_vain = self._unsolved = 0
        elif solved:
            self._in_vain += 1
            self._unsolved = max(0.0, self._unsolved - 1 / UNSOLVED)
            if self._in_vain > PATIENCE * self._count and self.size < self._count:
                self.size, self._in_vain, self._unsolved = self.size + 1, 0, 0
        else:
            self._unsolved += 1
            if self._unsolved >= UNSOLVED and self.size > FEWEST:
                self.size, self._in_vain = self.size - 1, -2 * PATIENCE * self._count
                self._unsolved = 0


@dataclass(frozen=True, slots=True)
class Step(Question):
    """What is best at costs that are a little higher here and there."""

    level: _Level
    walker: Walker

    def holds(self, values: Sequence[int]) -> bool:
        """Whether the part's rows hold, everything else being as it was."""
        face = self.face
        return not any(
            missing(
                face.terms[row], (face.row_lowers[row], face.row_uppers[row]), values
            )
            for row in self.part.rows
        )


@dataclass(frozen=True, slots=True)
class Guide:
    """What leads a walk: what variables cost beyond a bound, and patience.

    ``patience`` counts steps in vain per block.
    """

    prices: Mapping[int, int]
    patience: int


class Walk:
    """Blocks of a part opened together again and again, at other costs each time.

    As many walk as there are workers, each on its own: what one of them has opened is
    not closed to the others. Whoever gets too far from the best that any of them has
    seen goes on from there.
    """

    def __init__(
        self,
        hoods: Neighbourhoods,
        tried: Tried,
        budget: Budget,
        allowance: Allowance,
        guide: Guide,
        take: Take = leave,
    ) -> None:
        self._hoods = hoods
        self._tried = tried
        self._allowance = allowance
        self._tell = take
        self._random = random.Random(budget.limits.seed)  # noqa: S311 - no secret
        count = len(hoods.blocks)
        self._walkers = Walkers(tried, budget, allowance, guide.patience * count)
        self._unit = gcd(*tried.costs.values()) or 1
        self._levels = [
            _Level([hoods.likely(guide.prices, ways) for _ in range(CHOICES)], count)
            for ways in (WAYS if count > 1 else ())
        ]

    def asked(self) -> Iterator[Step]:
        """What may change next for somebody who walks."""
        while self._levels and not self._walkers.over:
            walker = self._walkers.next()
            step = self._step(walker, self._random.choice(self._levels))
            if step.part.variables:
                walker.asks = True
                yield step

    def hear(self, answered: Answered[Step]) -> None:
        """Go where costs are lower, and learn how many blocks to open."""
        step, found = answered
        step.walker.asks = False
        better = found is not None and self._gone(step, found)
        step.level.note(better=better, solved=_solved(step, found))

    def _step(self, walker: Walker, level: _Level) -> Step:
        """Some blocks opened where somebody is."""
        hoods, values = self._hoods, walker.values
        hoods.look(values)
        hoods.turn_to(self._random.choice(level.likely))
        part = hoods.part(hoods.some(level.size))
        costs = self._noisy(part.variables)
        most = sum(cost * values[var] for var, cost in costs.items()) - 1
        within = self._allowance.within(SECONDS).at_most(UNITS).asking(most)
        face = hoods.frozen(part, values)
        return Step(face, part, costs, values, within, level, walker)

    def _noisy(self, variables: tuple[int, ...]) -> Mapping[int, int]:
        """Costs of some variables in fractions of a unit, higher by chance."""
        costs, unit, rng = self._tried.costs, self._unit, self._random
        return {
            var: FINER * costs.get(var, 0) // unit + rng.randrange(FINER)
            for var in variables
        }

    def _gone(self, step: Step, found: PartOptimum) -> bool:
        """Go on to values found; whether they really cost less."""
        walker, tried = step.walker, self._tried
        values = found.within(walker.values)
        if values == walker.values or not step.holds(values):
            return False
        variables = step.part.variables
        more = tried.worth(variables, values) - tried.worth(variables, walker.values)
        walker.values, walker.worth = values, walker.worth + more
        if walker.worth < tried.value:
            tried.go_to(list(values))
            self._walkers.in_vain = 0
            self._tell(tried)
        elif walker.worth > tried.value + FARTHEST * self._unit:
            walker.values, walker.worth = list(tried.values), tried.value
        return more < 0


def _solved(step: Step, found: PartOptimum | None) -> bool:
    """Whether a step was solved to its end."""
    if found is None:
        return False
    most = step.allowance.most
    return (most is not None and found.bound > most) or (
        step.worth(found) <= found.bound
    )
