"""Multipliers that need no relaxation: rows whose variables all cost the same.

Where every need can be met, the rows "each need once" alone prove it. That is seen in
one look at the rows; the relaxation of a large problem takes minutes to say so.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from solver.engine.face import Face


def obvious_multipliers(
    face: Face, rows: Iterable[int], costs: Mapping[int, int]
) -> dict[int, float]:
    """Multipliers of rows that pay for all of their variables at once.

    A row counts if one more of any of its free variables saves the same per unit of
    the row. Rows that pay for most go first, each variable is paid for once.
    """
    if not any(cost < 0 for cost in costs.values()):
        return {}  # nothing is saved by taking anything
    offers = []
    for row in rows:
        price = _price(face, row, costs)
        if price is not None:
            gain = sum(1 for var, _ in face.terms[row] if face.free(var))
            offers.append((-gain, row, price))
    found: dict[int, float] = {}
    paid: set[int] = set()
    for _, row, price in sorted(offers, key=lambda offer: offer[:2]):
        variables = [var for var, _ in face.terms[row] if face.free(var)]
        if paid.isdisjoint(variables):
            paid.update(variables)
            found[row] = float(price)
    return found


def _price(face: Face, row: int, costs: Mapping[int, int]) -> Fraction | None:
    """What one unit of a row saves if all its variables save the same, else None."""
    if face.row_uppers[row] is None:
        return None
    lowers, uppers = face.lowers, face.uppers
    saved = size = 0
    for var, factor in face.terms[row]:
        if lowers[var] == uppers[var]:
            continue
        cost = costs.get(var, 0)
        if cost >= 0 or factor <= 0:
            return None
        if size == 0:
            saved, size = cost, factor
        elif saved * factor != cost * size:
            return None
    return Fraction(saved, size) if size else None
