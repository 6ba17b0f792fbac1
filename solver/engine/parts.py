"""Independent parts of a face: variables that share no row that still binds."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from solver.engine.face import Face


@dataclass(frozen=True, slots=True)
class Part:
    """Free variables that hang together, and the rows that tie them."""

    variables: tuple[int, ...]
    rows: tuple[int, ...]


def whole(face: Face, rows: Sequence[int], resting: frozenset[int]) -> Part:
    """All free variables that do not rest as one part."""
    return Part(
        tuple(
            var
            for var, (low, high) in enumerate(
                zip(face.lowers, face.uppers, strict=True)
            )
            if low < high and var not in resting
        ),
        tuple(rows),
    )


def independent_parts(
    face: Face, rows: Sequence[int], resting: frozenset[int]
) -> tuple[Part, ...]:
    """Parts in the order of their first variable; fixed variables are in none.

    Tiers are sums, so the lexicographic optimum of the whole is made of those of its
    parts; each can be solved, proven and tightened alone.

    Districts are parts only where no row that binds speaks of both. Somebody who may
    serve two of them has rows with variables of either, so these two are one part: on
    a tier that needs her, or until what earlier tiers leave has fixed her. Nothing is
    approximated there.

    Parameters
    ----------
    rows
        Rows that bind; others tie nothing together.
    resting
        Variables that this tier does not decide.
    """
    lowers, uppers = face.lowers, face.uppers
    groups = _Groups(len(lowers))
    first_of_row: list[tuple[int, int]] = []
    for row in rows:
        free = [var for var, _ in face.terms[row] if lowers[var] < uppers[var]]
        if free:
            first_of_row.append((row, free[0]))
            if len(free) > 1:
                groups.join(free)
    roots = groups.roots()
    variables: dict[int, list[int]] = defaultdict(list)
    for var in whole(face, rows, resting).variables:
        variables[roots[var]].append(var)
    tied: dict[int, list[int]] = defaultdict(list)
    for row, var in first_of_row:
        tied[roots[var]].append(row)
    return tuple(
        Part(tuple(variables[key]), tuple(tied[key])) for key in sorted(variables)
    )


class _Groups:
    """Union-find; the root of a group is its smallest member."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def roots(self) -> list[int]:
        """The root of every member: no parent is larger than its child."""
        parent = self._parent
        for member, above in enumerate(parent):
            parent[member] = parent[above]
        return parent

    def join(self, members: Sequence[int]) -> None:
        # The way up is gone by hand: a call for each member takes longer than it.
        parent = self._parent
        anchor = members[0]
        while parent[anchor] != anchor:
            anchor = parent[anchor]
        for member in members:
            other = parent[member]
            if other == anchor:
                continue
            above = parent[other]
            while above != other:
                other, above = above, parent[above]
            if other < anchor:
                parent[anchor] = anchor = other
            else:
                parent[other] = anchor
            parent[member] = anchor
