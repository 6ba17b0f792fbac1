"""The solutions still in question: bounds and rows, tightened tier by tier.

After a tier is proven only its optimal face remains. Where the relaxation proved it,
that face is described by variables at their bounds and rows without slack, so no
objective row is needed and independent parts fall apart more and more.
"""

from collections.abc import Sequence

from solver.linear import LinearModel, Row, Terms

Values = list[int]


class Face:
    """Bounds and rows of a model, to be tightened; indices are stable.

    ``changed_bounds`` and ``changed_rows`` collect what an incremental relaxation
    has to take over; whoever takes it over clears them.
    """

    def __init__(self, model: LinearModel) -> None:
        self.lowers = list(model.lowers)
        self.uppers = list(model.uppers)
        self.terms: list[Terms] = [row.terms for row in model.rows]
        self.row_lowers: list[int | None] = [row.lower for row in model.rows]
        self.row_uppers: list[int | None] = [row.upper for row in model.rows]
        self.changed_bounds: set[int] = set()
        self.changed_rows: set[int] = set()

    def free(self, var: int) -> bool:
        """Whether a variable can still take more than one value."""
        return self.lowers[var] < self.uppers[var]

    def raise_lower(self, var: int, lower: int) -> None:
        """Bound a variable from below, if that is tighter."""
        if lower > self.lowers[var]:
            self.lowers[var] = lower
            self.changed_bounds.add(var)

    def cut_upper(self, var: int, upper: int) -> None:
        """Bound a variable from above, if that is tighter."""
        if upper < self.uppers[var]:
            self.uppers[var] = upper
            self.changed_bounds.add(var)

    def raise_row(self, row: int, lower: int) -> None:
        """Bound a row from below, if that is tighter."""
        old = self.row_lowers[row]
        if old is None or lower > old:
            self.row_lowers[row] = lower
            self.changed_rows.add(row)

    def cut_row(self, row: int, upper: int) -> None:
        """Bound a row from above, if that is tighter."""
        old = self.row_uppers[row]
        if old is None or upper < old:
            self.row_uppers[row] = upper
            self.changed_rows.add(row)

    def add(self, row: Row) -> None:
        """Add a row."""
        self.terms.append(row.terms)
        self.row_lowers.append(row.lower)
        self.row_uppers.append(row.upper)
        self.changed_rows.add(len(self.terms) - 1)

    def activity_range(self, row: int) -> tuple[int, int]:
        """Smallest and largest sum the bounds allow a row."""
        low = high = 0
        lowers, uppers = self.lowers, self.uppers
        for var, factor in self.terms[row]:
            if factor > 0:
                low += factor * lowers[var]
                high += factor * uppers[var]
            else:
                low += factor * uppers[var]
                high += factor * lowers[var]
        return low, high

    def binds(self, row: int) -> bool:
        """Whether a row forbids anything the bounds allow."""
        low, high = self.activity_range(row)
        lower, upper = self.row_lowers[row], self.row_uppers[row]
        return (lower is not None and low < lower) or (
            upper is not None and high > upper
        )

    def admits(self, values: Sequence[int]) -> bool:
        """Whether a full assignment respects every bound and row, in integers."""
        return all(
            low <= value <= high
            for low, value, high in zip(self.lowers, values, self.uppers, strict=True)
        ) and all(self.row_holds(row, values) for row in range(len(self.terms)))

    def row_holds(self, row: int, values: Sequence[int]) -> bool:
        """Whether one row holds for a full assignment."""
        total = sum(factor * values[var] for var, factor in self.terms[row])
        lower, upper = self.row_lowers[row], self.row_uppers[row]
        return (lower is None or total >= lower) and (upper is None or total <= upper)
