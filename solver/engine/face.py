"""The solutions still in question: bounds and rows, tightened tier by tier.

After a tier is proven only its optimal face remains. Where the relaxation proved it,
that face is described by variables at their bounds and rows without slack, so no
objective row is needed and independent parts fall apart more and more.
"""

from collections.abc import Iterable, Sequence

from solver.engine.rows import missing
from solver.linear import LinearModel, Row, Terms, Var


def move_reach(
    column: Iterable[tuple[int, int]],
    lower: int,
    upper: int,
    least: list[int],
    most: list[int],
) -> None:
    """Count in a variable's rows by how much its bounds have moved.

    ``least`` and ``most`` are what bounds let each row be.
    """
    for row, factor in column:
        if factor > 0:
            least[row] += factor * lower
            most[row] += factor * upper
        else:
            least[row] += factor * upper
            most[row] += factor * lower


class Face:
    """Bounds and rows of a model, to be tightened; indices are stable.

    ``columns`` gives each variable's rows and coefficients. ``live`` holds the rows
    that forbid something the bounds allow; one that no longer does never will again.
    ``rising`` and ``falling`` count for each variable the live rows that it can break
    by growing or shrinking; ``least`` and ``most`` are what bounds let each row be, and
    ``widest`` what one variable of it adds, or more. ``changed_bounds`` and
    ``changed_rows`` collect what an incremental relaxation has to take over,
    ``unnarrowed`` and ``unnarrowed_rows`` what narrowing has not looked at; whoever
    takes it over clears them.
    """

    def __init__(self, model: LinearModel) -> None:
        self.lowers = list(model.lowers)
        self.uppers = list(model.uppers)
        self.terms: list[Terms] = []
        self.row_lowers: list[int | None] = []
        self.row_uppers: list[int | None] = []
        self.columns: list[list[tuple[int, int]]] = [[] for _ in model.lowers]
        self.live: dict[int, None] = {}
        self.rising = [0] * len(model.lowers)
        self.falling = [0] * len(model.lowers)
        self.least: list[int] = []
        self.most: list[int] = []
        self.widest: list[int] = []
        self.changed_bounds: set[int] = set()
        self.changed_rows: set[int] = set()
        self.unnarrowed: set[int] = set()
        self.unnarrowed_rows: set[int] = set()
        self._moved: set[int] = set()
        self._unseen: list[int] = []
        self._lent = False
        self._enter(model.rows)

    def copy(self) -> "Face":
        """The same face, to be tightened without this one; nobody took it over yet."""
        twin = Face(LinearModel())
        twin.lowers, twin.uppers = list(self.lowers), list(self.uppers)
        twin.terms = list(self.terms)
        twin.row_lowers, twin.row_uppers = list(self.row_lowers), list(self.row_uppers)
        # Most columns stay as they are: whoever adds to one makes it anew.
        twin.columns = list(self.columns)
        self._lent = twin._lent = True
        twin.least, twin.most = list(self.least), list(self.most)
        twin.widest = list(self.widest)
        twin.live = dict(self.live)
        twin.rising, twin.falling = list(self.rising), list(self.falling)
        twin.unnarrowed = set(self.unnarrowed)
        twin.unnarrowed_rows = set(self.unnarrowed_rows)
        twin._moved = set(self._moved)
        twin._unseen = list(self._unseen)
        return twin

    def add(self, row: Row) -> None:
        """Add a row."""
        self._enter((row,))

    def _enter(self, rows: Sequence[Row]) -> None:
        """Add rows and count them among those their variables can break."""
        first = len(self.terms)
        self.terms.extend(_tidied(row.terms) for row in rows)
        self.row_lowers.extend(row.lower for row in rows)
        self.row_uppers.extend(row.upper for row in rows)
        numbers = range(first, len(self.terms))
        self.live.update(dict.fromkeys(numbers))
        self._unseen.extend(numbers)
        self.unnarrowed_rows.update(numbers)
        if self._lent:
            for var in {var for row in numbers for var, _ in self.terms[row]}:
                self.columns[var] = list(self.columns[var])
        for number in numbers:
            self._tie(number)

    def _tie(self, row: int) -> None:
        """Have the variables of a new row know of it, and tell what it can be."""
        columns, rising, falling = self.columns, self.rising, self.falling
        lowers, uppers = self.lowers, self.uppers
        above = self.row_uppers[row] is not None
        below = self.row_lowers[row] is not None
        least = most = widest = 0
        for var, factor in self.terms[row]:
            columns[var].append((row, factor))
            low, high = factor * lowers[var], factor * uppers[var]
            if factor > 0:
                rising[var] += above
                falling[var] += below
            else:
                rising[var] += below
                falling[var] += above
                low, high = high, low
            least += low
            most += high
            if high - low > widest:  # noqa: PLR1730 - a call takes as long as the rest
                widest = high - low
        self.least.append(least)
        self.most.append(most)
        self.widest.append(widest)

    def _count(self, row: int, step: int) -> None:
        """Count a row among those its variables can break, or no longer."""
        above = step if self.row_uppers[row] is not None else 0
        below = step if self.row_lowers[row] is not None else 0
        rising, falling = self.rising, self.falling
        for var, factor in self.terms[row]:
            if factor > 0:
                rising[var] += above
                falling[var] += below
            elif factor < 0:
                rising[var] += below
                falling[var] += above

    def free(self, var: int) -> bool:
        """Whether a variable can still take more than one value."""
        return self.lowers[var] < self.uppers[var]

    def raise_lower(self, var: int, lower: int) -> None:
        """Bound a variable from below, if that is tighter."""
        step = lower - self.lowers[var]
        if step > 0:
            self.lowers[var] = lower
            move_reach(self.columns[var], step, 0, self.least, self.most)
            self._moved.add(var)
            self.changed_bounds.add(var)
            self.unnarrowed.add(var)

    def cut_upper(self, var: int, upper: int) -> None:
        """Bound a variable from above, if that is tighter."""
        step = upper - self.uppers[var]
        if step < 0:
            self.uppers[var] = upper
            move_reach(self.columns[var], 0, step, self.least, self.most)
            self._moved.add(var)
            self.changed_bounds.add(var)
            self.unnarrowed.add(var)

    def bound(self, var: int, lower: int, upper: int) -> None:
        """Bound a variable otherwise for a while; what rests or not is not told."""
        down, up = lower - self.lowers[var], upper - self.uppers[var]
        move_reach(self.columns[var], down, up, self.least, self.most)
        self.lowers[var], self.uppers[var] = lower, upper

    def raise_row(self, row: int, lower: int) -> None:
        """Bound a row from below, if that is tighter."""
        old = self.row_lowers[row]
        if old is None or lower > old:
            self._reside(row, lower, self.row_uppers[row])

    def cut_row(self, row: int, upper: int) -> None:
        """Bound a row from above, if that is tighter."""
        old = self.row_uppers[row]
        if old is None or upper < old:
            self._reside(row, self.row_lowers[row], upper)

    def _reside(self, row: int, lower: int | None, upper: int | None) -> None:
        """Give a row its sides anew."""
        counted = row in self.live
        if counted:
            self._count(row, -1)
        self.row_lowers[row], self.row_uppers[row] = lower, upper
        if counted:
            self._count(row, 1)
        self.changed_rows.add(row)
        self.unnarrowed_rows.add(row)

    def prune(self) -> None:
        """Drop rows from ``live`` that forbid nothing any more."""
        doubtful = dict.fromkeys(self._unseen)
        for var in self._moved:
            doubtful.update((row, None) for row, _ in self.columns[var])
        for row in doubtful:
            if row in self.live and not self.forbids(row):
                self.drop(row)
        self.pruned()

    def drop(self, row: int) -> None:
        """Count a row no longer that forbids nothing any more."""
        del self.live[row]
        self._count(row, -1)

    def pruned(self) -> None:
        """Whoever looked at every row that may have come to rest has dropped it."""
        self._moved.clear()
        self._unseen.clear()

    def forbids(self, row: int) -> bool:
        """Whether a row forbids anything the bounds allow."""
        lower, upper = self.row_lowers[row], self.row_uppers[row]
        return (lower is not None and self.least[row] < lower) or (
            upper is not None and self.most[row] > upper
        )

    def in_bounds(self, variables: Iterable[int], values: Sequence[int]) -> bool:
        """Whether variables have values within their bounds."""
        lowers, uppers = self.lowers, self.uppers
        return all(lowers[var] <= values[var] <= uppers[var] for var in variables)

    def rows_hold(self, rows: Iterable[int], values: Sequence[int]) -> bool:
        """Whether rows hold for a full assignment, in integers."""
        return all(self.missing(row, values) == 0 for row in rows)

    def missing(self, row: int, values: Sequence[int]) -> int:
        """By how much a row has to grow (positive) or shrink (negative)."""
        sides = self.row_lowers[row], self.row_uppers[row]
        return missing(self.terms[row], sides, values)

    def admits(self, values: Sequence[int]) -> bool:
        """Whether a full assignment respects every bound and row, in integers."""
        return self.in_bounds(range(len(values)), values) and self.rows_hold(
            range(len(self.terms)), values
        )


def _tidied(terms: Terms) -> Terms:
    """Terms with every variable once and no coefficient 0."""
    once = dict(terms)
    if len(once) == len(terms) and 0 not in once.values():
        return terms
    merged: dict[Var, int] = {}
    for var, factor in terms:
        merged[var] = merged.get(var, 0) + factor
    return tuple((var, factor) for var, factor in merged.items() if factor)
