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


def whole(face: Face) -> Part:
    """All free variables as one part, with every row that binds some of them."""
    return Part(
        tuple(var for var in range(len(face.lowers)) if face.free(var)),
        tuple(row for row in range(len(face.terms)) if face.binds(row)),
    )


def independent_parts(face: Face) -> tuple[Part, ...]:
    """Parts in the order of their first variable; fixed variables are in none.

    Tiers are sums, so the lexicographic optimum of the whole is made of those of its
    parts; each can be solved, proven and tightened alone.
    """
    groups = _Groups(len(face.lowers))
    first_of_row: dict[int, int] = {}
    for row, terms in enumerate(face.terms):
        free = [int(var) for var, _ in terms if face.free(var)]
        if free and face.binds(row):
            first_of_row[row] = free[0]
            groups.join(free)
    variables: dict[int, list[int]] = defaultdict(list)
    for var in range(len(face.lowers)):
        if face.free(var):
            variables[groups.root(var)].append(var)
    rows: dict[int, list[int]] = defaultdict(list)
    for row, var in first_of_row.items():
        rows[groups.root(var)].append(row)
    return tuple(
        Part(tuple(variables[key]), tuple(rows[key])) for key in sorted(variables)
    )


class _Groups:
    """Union-find; the root of a group is its smallest member."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def root(self, member: int) -> int:
        parent = self._parent
        while parent[member] != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    def join(self, members: Sequence[int]) -> None:
        anchor = self.root(members[0])
        for member in members[1:]:
            other = self.root(member)
            if other != anchor:
                anchor, other = min(anchor, other), max(anchor, other)
                self._parent[other] = anchor
