"""Whether the answer is the only one: a proof over what is left of the face.

After the last tier the face holds every assignment that is as good on all tiers. The
answer is unique if none of them takes other decisions. That is one more minimum: of
the number of decisions kept. If no assignment keeps fewer than all, there is no other.
A number that is decided and stands between its bounds is looked at by itself.
How the relaxation rounds, which basis it ends in and who of several workers was first
decides which of equally good answers is found first, but not whether there is another;
so an answer proven unique is the same on every machine.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from solver.engine.budget import Budget
from solver.engine.certificate import Certificate, certify, lower_bound, share
from solver.engine.cpsat import minimise_part
from solver.engine.face import Face
from solver.engine.parts import Part, independent_parts
from solver.engine.relaxation import Relaxation, RelaxedOptimum
from solver.engine.resting import find_resting


@dataclass(frozen=True, slots=True)
class _Asked:
    """The incumbent's distance as costs, and what the relaxation says of it."""

    costs: Mapping[int, int]
    proof: Certificate
    relaxed: RelaxedOptimum | None


def another(
    face: Face,
    decisions: Iterable[int],
    values: Sequence[int],
    relaxation: Relaxation,
    budget: Budget,
) -> bool | None:
    """Whether the face admits other decisions; ``None`` if the budget ended first.

    The face stays as it is, save for rows that bind no more.

    Parameters
    ----------
    values
        A full assignment that the face admits.
    """
    free = [var for var in decisions if face.free(var)]
    unknown = False
    for costs in distances(face, free, values):
        found = _cheaper(face, costs, values, relaxation, budget)
        if found:
            return True
        unknown = unknown or found is None
    return None if unknown else False


def distances(
    face: Face, free: Sequence[int], values: Sequence[int]
) -> Iterator[Mapping[int, int]]:
    """Costs of which one falls below the incumbent's if any decision differs.

    What stands at one of its bounds can only move away from it: all of that together.
    What stands between its bounds may go either way: each by itself.
    """
    ends: dict[int, int] = {}
    between: list[int] = []
    for var in free:
        if values[var] == face.lowers[var]:
            ends[var] = -1
        elif values[var] == face.uppers[var]:
            ends[var] = 1
        else:
            between.append(var)
    if ends:
        yield ends
    for var in between:
        yield {var: 1}
        yield {var: -1}


def _cheaper(
    face: Face,
    costs: Mapping[int, int],
    values: Sequence[int],
    relaxation: Relaxation,
    budget: Budget,
) -> bool | None:
    """Whether the face admits lower costs; ``None`` if the budget ended first."""
    if budget.exhausted():
        return None
    face.prune()
    resting = find_resting(face, costs, budget.exhausted)
    relaxed = relaxation.minimise(costs, resting.rows, budget)
    idle = frozenset(rest.var for rest in resting.rests)
    parts = independent_parts(face, resting.rows, idle)
    duals = {} if relaxed is None else relaxed.duals
    asked = _Asked(costs, certify(face, parts, costs, duals), relaxed)
    unknown = False
    for part in sorted(parts, key=lambda part: len(part.variables)):
        found = _another_in(face, part, asked, values, budget)
        if found:
            return True
        unknown = unknown or found is None
    return None if unknown else False


def _another_in(
    face: Face, part: Part, asked: _Asked, values: Sequence[int], budget: Budget
) -> bool | None:
    """Whether one part admits other decisions than the incumbent's."""
    here = share(part, asked.costs, values)
    if lower_bound(face, part, asked.costs, asked.proof) >= here:
        return False
    if asked.relaxed is not None:
        rounded = {var: round(asked.relaxed.values[var]) for var in part.variables}
        fewer = _cost(asked.costs, rounded) < here
        if fewer and _holds(face, part, rounded, values):
            return True
    if budget.exhausted():
        return None
    found = minimise_part(face, part, asked.costs, values, budget, budget.allowance(1))
    if found is None:
        return None
    if _cost(asked.costs, found.values) < here:
        return True
    return False if found.bound >= here else None


def _cost(costs: Mapping[int, int], values: Mapping[int, int]) -> int:
    return sum(costs.get(var, 0) * value for var, value in values.items())


def _holds(
    face: Face, part: Part, changed: Mapping[int, int], values: Sequence[int]
) -> bool:
    """Whether the part's bounds and rows hold with these values, in integers."""
    tried = list(values)
    for var, value in changed.items():
        tried[var] = value
    return face.in_bounds(part.variables, tried) and face.rows_hold(part.rows, tried)
