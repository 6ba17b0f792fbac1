"""What a row of a model lacks: one sum for all who ask whether rows hold."""

from collections.abc import Sequence

from solver.linear import Terms


def missing(
    terms: Terms, sides: tuple[int | None, int | None], values: Sequence[int]
) -> int:
    """By how much a row has to grow (positive) or shrink (negative) to hold.

    Parameters
    ----------
    terms
        Its variables with their factors.
    sides
        Its lower and upper side; ``None`` is no side.
    values
        Of all variables, in integers.
    """
    total = 0
    for var, factor in terms:
        total += factor * values[var]
    lower, upper = sides
    if lower is not None and total < lower:
        return lower - total
    if upper is not None and total > upper:
        return upper - total
    return 0
