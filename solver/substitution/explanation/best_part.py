"""The best of a part with something asked for, each model solved once.

Different changes often leave the same part behind: the same rows with the same bounds.
What was proven of it once need not be proven again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from solver.engine.remembering import KnownParts
from solver.engine.tiers import Objective
from solver.explanation.forcing import Demanding, demanding, one_of, solved
from solver.explanation.refuting import IMPOSSIBLE, least
from solver.linear import Terms, Var
from solver.result import SolveLimits
from solver.substitution.explanation.basis import Basis
from solver.substitution.explanation.best import Best
from solver.substitution.formulation import formulate
from solver.substitution.index import ProblemIndex
from solver.substitution.plan import Option, OptionSet


@dataclass(frozen=True, slots=True)
class Asked:
    """One of these options has to be taken, and so many minutes may be open.

    With ``enough`` any plan with no more open will do, not only the best.
    """

    options: Sequence[Option]
    most: int
    enough: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """Options that hang together, by the tables of a problem that may be changed.

    ``standing`` is what a first plan tries right after what is asked for.
    """

    index: ProblemIndex
    options: tuple[Option, ...]
    standing: Sequence[Option]


@dataclass(frozen=True, slots=True)
class _Answer:
    """A best in numbers: which options of the part's are taken."""

    taken: tuple[int, ...]
    value: int
    bound: int
    possible: bool
    ruled_out: bool


#: Rows without their names, bounds, cost, what is tried in which order, minutes and
#: whether they are enough.
_Sides = tuple[Terms, int | None, int | None]
_Key = tuple[
    tuple[_Sides, ...],
    tuple[int, ...],
    tuple[int, ...],
    tuple[Terms, int],
    tuple[Var, ...],
    int | None,
    bool,
]


class BestParts:
    """Answers about parts under the same rules; equal ones are given back."""

    def __init__(self, basis: Basis, limits: SolveLimits) -> None:
        self._rules = basis.coverage_rules
        self._limits = limits
        self._known: dict[_Key, _Answer] = {}
        self._parts = KnownParts()

    def best(self, part: Part, asked: Asked | None = None) -> Best:
        """The options of fewest minutes open, one of those asked for among them."""
        options = part.options
        formulation = formulate(part.index, self._rules, OptionSet(options, {}))
        taken = formulation.variables.taken
        wanted = () if asked is None else asked.options
        demands = [one_of(map(taken, wanted))] if asked else []
        demand = demanding(formulation.model, demands, known=self._parts)
        (uncovered,) = formulation.objectives
        known = frozenset(options)
        standing = (o for o in part.standing if o in known)
        tried = tuple(map(taken, dict.fromkeys((*wanted, *standing, *options))))
        if asked is not None:
            uncovered = replace(uncovered, most=asked.most, enough=asked.enough)
        key = _key(demand, uncovered, tried)
        answer = self._known.get(key)
        if answer is None:
            answer = self._known[key] = self._solved(
                demand, uncovered, tried, [taken(o) for o in options]
            )
        return Best(
            tuple(options[number] for number in answer.taken),
            answer.value,
            answer.bound,
            answer.possible,
            answer.ruled_out,
        )

    def _solved(
        self,
        demand: Demanding,
        uncovered: Objective,
        tried: Sequence[Var],
        decisions: Sequence[Var],
    ) -> _Answer:
        """The same, of a model that has not been solved yet."""
        limits, most = self._limits, uncovered.most
        bound = None if most is None else least(demand, uncovered.expression, limits)
        if bound is not None and most is not None and bound > most:
            return _Answer((), bound, bound, possible=False, ruled_out=True)
        reached = solved(demand, (uncovered,), tried, limits)
        unmet, minutes = reached.tiers
        too_many = most is not None and minutes.bound > most
        return _Answer(
            tuple(n for n, var in enumerate(decisions) if reached.values[var]),
            minutes.value,
            minutes.bound if unmet.bound == 0 else IMPOSSIBLE,
            possible=unmet.value == 0 and not too_many,
            ruled_out=unmet.bound > 0 or too_many,
        )


def _key(demand: Demanding, uncovered: Objective, tried: tuple[Var, ...]) -> _Key:
    model = demand.model
    return (
        tuple((row.terms, row.lower, row.upper) for row in model.rows),
        tuple(model.lowers),
        tuple(model.uppers),
        (uncovered.expression.terms, uncovered.expression.constant),
        tried,
        uncovered.most,
        uncovered.enough,
    )


def minutes(index: ProblemIndex, options: Iterable[Option]) -> int:
    """Minutes that options of one plan cover: no two of a need overlap."""
    return sum(index.clock(o.day).minutes(o.slot) for o in options)
