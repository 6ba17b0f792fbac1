"""The best of a part with something asked for, each model solved once.

Different changes often leave the same part behind: the same rows with the same bounds.
What was proven of it once need not be proven again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from solver.engine.remembering import KnownParts
from solver.engine.tiers import Objective
from solver.explanation.forcing import Demand, Demanding, demanding, one_of, solved
from solver.explanation.refuting import IMPOSSIBLE, least
from solver.linear import Terms, Var
from solver.result import SolveLimits
from solver.substitution.explanation.basis import Basis
from solver.substitution.explanation.best import Best
from solver.substitution.formulation import Formulation, formulate
from solver.substitution.index import ProblemIndex
from solver.substitution.plan import Option, OptionSet

#: Models of parts kept at hand: the changes of one gap, and of the next, share some.
MOST_KEPT = 256


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


@dataclass(frozen=True, slots=True)
class _Refused:
    """A model with its demands, narrowed and relaxed, and what that proves of it."""

    demand: Demanding
    bound: int | None


#: Tables and options of a part.
_Ground = tuple[ProblemIndex, tuple[Option, ...]]

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
        self._formulations: dict[_Ground, Formulation] = {}
        #: The last one: mostly it is asked again, with more minutes that may be open.
        self._refused: dict[tuple[_Ground, tuple[Option, ...]], _Refused] = {}

    def best(self, part: Part, asked: Asked | None = None) -> Best:
        """The options of fewest minutes open, one of those asked for among them."""
        options = part.options
        formulation = self._formulation(part)
        taken = formulation.variables.taken
        (uncovered,) = formulation.objectives
        wanted: tuple[Option, ...] = ()
        demands: list[Demand] = []
        if asked is not None:
            wanted = tuple(asked.options)
            demands = [one_of(map(taken, wanted))]
            uncovered = replace(uncovered, most=asked.most, enough=asked.enough)
        known = frozenset(options)
        standing = (o for o in part.standing if o in known)
        tried = tuple(map(taken, dict.fromkeys((*wanted, *standing, *options))))
        same = (part.index, options), wanted
        refused = self._refused.pop(same, None)
        if refused is None:
            demand = demanding(formulation.model, demands, known=self._parts)
            refused = _Refused(demand, None)
        key = _key(refused.demand, uncovered, tried)
        answer = self._known.get(key)
        if answer is None:
            answer = self._refusal(refused, uncovered)
            if answer is not None:
                self._refused = {same: replace(refused, bound=answer.bound)}
            else:
                decisions = [taken(o) for o in options]
                answer = self._solved(refused.demand, uncovered, tried, decisions)
            self._known[key] = answer
        return Best(
            tuple(options[number] for number in answer.taken),
            answer.value,
            answer.bound,
            answer.possible,
            answer.ruled_out,
        )

    def _formulation(self, part: Part) -> Formulation:
        """The part's model; whoever adds rows copies it first."""
        key = part.index, part.options
        known = self._formulations.get(key)
        if known is None:
            options = OptionSet(part.options, {})
            known = formulate(part.index, self._rules, options)
            if len(self._formulations) == MOST_KEPT:
                del self._formulations[next(iter(self._formulations))]
            self._formulations[key] = known
        return known

    def _refusal(self, refused: _Refused, uncovered: Objective) -> _Answer | None:
        """The relaxation's quick no, where it is said how many minutes may be open."""
        if uncovered.most is None:
            return None
        bound = refused.bound
        if bound is None:
            bound = least(refused.demand, uncovered.expression, self._limits)
        if bound is None or bound <= uncovered.most:
            return None
        return _Answer((), bound, bound, possible=False, ruled_out=True)

    def _solved(
        self,
        demand: Demanding,
        uncovered: Objective,
        tried: Sequence[Var],
        decisions: Sequence[Var],
    ) -> _Answer:
        """The same, of a model that has not been solved yet."""
        most = uncovered.most
        reached = solved(demand, (uncovered,), tried, self._limits)
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
