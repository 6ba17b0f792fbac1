"""Parts that were proven once, met again in other models of one question.

What is asked for changes a model in one place; elsewhere the tiers fall into the same
parts as before. A part is the same if CP-SAT would be told the same: bounds, rows,
costs and hint, its variables numbered through. So what is given back is what it would
say, whatever was asked before.
"""

from collections.abc import Mapping, Sequence

from solver.engine.budget import Allowance, Budget
from solver.engine.cpsat import PartOptimum, minimise_part
from solver.engine.face import Face
from solver.engine.parts import Part
from solver.engine.restarts import minimise_anew

#: Bounds, costs, hint; terms and sides of the rows.
_Key = tuple[tuple[int, ...], ...]


class KnownParts:
    """Parts with their best values, under the same limits; only what is proven.

    With ``anew`` a search that does not come to an end at once is begun anew: that pays
    where many parts are met and few of them take long.
    """

    def __init__(self, *, anew: bool = False) -> None:
        self._solve = minimise_anew if anew else minimise_part
        self._best: dict[_Key, tuple[tuple[int, ...], int]] = {}

    def minimise(
        self,
        face: Face,
        part: Part,
        objective: Mapping[int, int],
        incumbent: Sequence[int],
        budget: Budget,
        allowance: Allowance,
    ) -> PartOptimum | None:
        """What the engine says; it is asked if the part is not known yet."""
        key = _key(face, part, objective, incumbent)
        known = self._best.get(key)
        if known is not None:
            values, bound = known
            return PartOptimum(dict(zip(part.variables, values, strict=True)), bound)
        found = self._solve(face, part, objective, incumbent, budget, allowance)
        if found is not None:
            cost = sum(objective.get(var, 0) * n for var, n in found.values.items())
            if cost == found.bound:
                values = tuple(found.values[var] for var in part.variables)
                self._best[key] = values, found.bound
        return found


def _key(
    face: Face,
    part: Part,
    objective: Mapping[int, int],
    incumbent: Sequence[int],
) -> _Key:
    number = {var: n for n, var in enumerate(part.variables)}
    rows: list[tuple[int, ...]] = []
    for row in part.rows:
        fixed = 0
        line: list[int] = []
        for var, factor in face.terms[row]:
            if var in number:
                line += number[var], factor
            else:
                fixed += factor * face.lowers[var]
        # Sides as signs and numbers: an open side is told from any number.
        for side in (face.row_lowers[row], face.row_uppers[row]):
            line += (0, 0) if side is None else (1, side - fixed)
        rows.append(tuple(line))
    lowers = tuple(face.lowers[var] for var in part.variables)
    uppers = tuple(face.uppers[var] for var in part.variables)
    costs = tuple(objective.get(var, 0) for var in part.variables)
    hint = tuple(incumbent[var] for var in part.variables)
    return lowers, uppers, costs, hint, *rows
