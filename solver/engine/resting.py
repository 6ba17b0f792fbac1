"""What a tier need not decide: auxiliary variables that cost nothing yet.

A variable that counts persons of an episode, or minutes above a band of load, only
ties variables together once its own tier comes. Until then it may stand where it
satisfies all its rows; without those rows the days of a week fall apart into parts.
What a row can reach is counted with the rows by which at most one of some is taken.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from solver.engine.face import Face, move_reach

#: About so many variables between two looks at the clock.
VARIABLES_BETWEEN_LOOKS = 64


@dataclass(frozen=True, slots=True)
class Rest:
    """One resting variable, the rows only it takes care of, and which way it helps."""

    var: int
    rows: tuple[int, ...]
    upwards: bool


@dataclass(frozen=True, slots=True)
class Resting:
    """Resting variables in the order found, and the rows that remain."""

    rests: tuple[Rest, ...]
    rows: tuple[int, ...]

    def settle(self, face: Face, values: list[int]) -> None:
        """Move resting variables as little from their bound as their rows ask for.

        Last found first: its rows name nobody who is settled after it.
        """
        for rest in reversed(self.rests):
            _settle(face, rest, values)


def find_resting(
    face: Face, costs: Mapping[int, int], give_up: Callable[[], bool] = lambda: False
) -> Resting:
    """Resting variables for these costs; ``face.live`` has to be pruned.

    Once ``give_up`` is true no more are looked for; those not found are just decided.
    """
    return _Finder(face, costs).found(give_up)


class _Finder:
    """Counts for each variable the rows that each of its two directions can break."""

    def __init__(self, face: Face, costs: Mapping[int, int]) -> None:
        self._face = face
        self._costs = costs
        self._rows = dict(face.live)
        self._assumed: dict[int, int] = {}
        self._reached: dict[int, int] = {}
        self._choices: dict[int, list[int]] = {}
        self._is_choice: dict[int, bool] = {}
        self._least = list(face.least)
        self._most = list(face.most)
        self._rising = list(face.rising)
        self._falling = list(face.falling)

    def _drop(self, row: int) -> None:
        """Count a row no longer."""
        face = self._face
        del self._rows[row]
        above = face.row_uppers[row] is not None
        below = face.row_lowers[row] is not None
        for var, factor in face.terms[row]:
            self._rising[var] -= above if factor > 0 else below
            self._falling[var] -= below if factor > 0 else above

    def found(self, give_up: Callable[[], bool]) -> Resting:
        """Variables whose rows are all satisfied at one end, until none is left."""
        rests: list[Rest] = []
        face = self._face
        waiting = self._may_rest(range(len(face.lowers)))
        while waiting:
            var = waiting.pop()
            if var % VARIABLES_BETWEEN_LOOKS == 0 and give_up():
                break
            upwards = self._way(var)
            if upwards is None or var in self._assumed:
                continue
            rest = self._rest(var, upwards=upwards)
            if rest is not None:
                rests.append(rest)
                waiting.extend(self._release(rest))
        return Resting(tuple(rests), tuple(self._rows))

    def _may_rest(self, variables: Iterable[int]) -> list[int]:
        """Those not yet told that cost nothing and break no row in one direction."""
        lowers, uppers = self._face.lowers, self._face.uppers
        rising, falling = self._rising, self._falling
        costs, assumed = self._costs, self._assumed
        return [
            var
            for var in variables
            if lowers[var] < uppers[var]
            and not (rising[var] and falling[var])
            and var not in costs
            and var not in assumed
        ]

    def _way(self, var: int) -> bool | None:
        """Up (true) or down if that can break none of its rows, else ``None``."""
        if var in self._costs:
            return None
        if self._rising[var] == 0:
            return True
        return False if self._falling[var] == 0 else None

    def _rest(self, var: int, *, upwards: bool) -> Rest | None:
        face, live = self._face, self._rows
        value = face.uppers[var] if upwards else face.lowers[var]
        column = [term for term in face.columns[var] if term[0] in live]
        doubtful = self._doubtful(column, var, value)
        if doubtful is None:
            return None
        rows = tuple(row for row, _ in column)
        self._assumed[var] = value
        if any(self._most_of(row, rows) > upper for row, upper in doubtful):
            del self._assumed[var]
            return None
        down, up = value - face.lowers[var], value - face.uppers[var]
        move_reach(face.columns[var], down, up, self._least, self._most)
        return Rest(var, rows, upwards)

    def _doubtful(
        self, column: Iterable[tuple[int, int]], var: int, value: int
    ) -> list[tuple[int, int]] | None:
        """Rows that bind by bounds alone where a variable rests, with their sides.

        ``None`` if it is seen at a glance that one binds whatever else is known: most
        variables rest nowhere, and what a row can reach is counted for all of them.
        """
        face, reached = self._face, self._reached
        lowers, uppers = face.row_lowers, face.row_uppers
        low, high = value - face.lowers[var], value - face.uppers[var]
        found: list[tuple[int, int]] = []
        for row, factor in column:
            lower, upper = lowers[row], uppers[row]
            down, up = (low, high) if factor > 0 else (high, low)
            if lower is not None and self._least[row] + factor * down < lower:
                return None
            if upper is None or self._most[row] + factor * up <= upper:
                continue
            if lower is not None:
                return None
            most = reached.get(row)
            if most is None:
                most = reached[row] = self._most_of(row, ())
            if most + factor * up > upper:
                return None
            found.append((row, upper))
        return found

    def _most_of(self, row: int, own: Sequence[int]) -> int:
        """What a row can reach, at most one of a group being 1.

        Those groups have to remain: rows dropped with a variable say nothing any more.
        """
        lowers, uppers, assumed = self._face.lowers, self._face.uppers, self._assumed
        most = 0
        choices: dict[int, None] = {}
        for var, factor in self._face.terms[row]:
            if var in assumed:
                most += factor * assumed[var]
            elif factor == 1 and uppers[var] == 1 and lowers[var] >= 0:
                choices[var] = None
            else:
                most += factor * (uppers[var] if factor > 0 else lowers[var])
        while len(choices) > 1:
            for choice in self._together(next(iter(choices)), choices, own):
                del choices[choice]
            most += 1
        return most + len(choices)

    def _together(
        self, first: int, choices: Mapping[int, None], own: Sequence[int]
    ) -> Sequence[int]:
        """The largest group of choices with the first of which at most one is 1."""
        terms, rows = self._face.terms, self._rows
        found: Sequence[int] = (first,)
        for row in self._choices_of(first):
            if row in rows and row not in own and len(terms[row]) > len(found):
                inside = [var for var, _ in terms[row] if var in choices]
                if len(inside) > len(found):
                    found = inside
        return found

    def _choices_of(self, var: int) -> Sequence[int]:
        """Rows of a variable that let at most one of theirs be 1, and none below 0."""
        known = self._choices.get(var)
        if known is None:
            told, uppers = self._is_choice, self._face.row_uppers
            known = self._choices[var] = []
            for row, _ in self._face.columns[var]:
                if uppers[row] != 1:
                    continue
                if row not in told:
                    told[row] = self._at_most_one(row)
                if told[row]:
                    known.append(row)
        return known

    def _at_most_one(self, row: int) -> bool:
        """Whether nothing in a row with the upper side 1 can be negative."""
        face = self._face
        lowers = face.lowers
        return all(factor > 0 and lowers[var] >= 0 for var, factor in face.terms[row])

    def _release(self, rest: Rest) -> list[int]:
        """Drop a resting variable's rows; gives back who may rest because of it."""
        face = self._face
        near: dict[int, None] = {}
        for row in rest.rows:
            self._drop(row)
            self._reached.pop(row, None)
            near.update((var, None) for var, _ in face.terms[row])
        return self._may_rest(near)


def _settle(face: Face, rest: Rest, values: list[int]) -> None:
    """The value nearest to the far bound that all the variable's rows admit."""
    var = rest.var
    values[var] = face.lowers[var] if rest.upwards else face.uppers[var]
    for row in rest.rows:
        missing = face.missing(row, values)
        if missing:
            factor = _factor(face.terms[row], var)
            step = -(-abs(missing) // abs(factor))
            values[var] += step if (missing > 0) == (factor > 0) else -step


def _factor(terms: Sequence[tuple[int, int]], var: int) -> int:
    return next(factor for other, factor in terms if other == var)
