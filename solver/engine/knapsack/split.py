"""A face split for Lagrange: one row kept per block, the rest priced.

For each block the row that is filled most is kept as its bag. Rows that hold whatever
an item's alternatives are (extra hours only where chosen) need no price. All other rows
that bind couple blocks and get multipliers.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import gcd

from solver.engine.face import Face
from solver.linear import Block, Item, Terms, Var


@dataclass(frozen=True, slots=True)
class Way:
    """A way to take an item that the face still admits, and the room it takes."""

    weight: int
    values: Terms


@dataclass(frozen=True, slots=True)
class Thing:
    """An item of a bag: the ways still open; whether it has to be taken."""

    variables: tuple[Var, ...]
    ways: tuple[Way, ...]
    must: bool


@dataclass(frozen=True, slots=True)
class Bag:
    """A block on the face: room in units of the weights' common divisor."""

    room: int
    things: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """Bags, the rows to be priced, and the variables that are in no bag."""

    bags: tuple[Bag, ...]
    rows: tuple[int, ...]
    loose: tuple[int, ...]


def split(face: Face, blocks: Sequence[Block], rows: Iterable[int]) -> Split:
    """The face as bags and the rows among ``rows`` that couple them."""
    owner = {
        var: number
        for number, block in enumerate(blocks)
        for item in block.items
        for var in item.variables
    }
    item_of: dict[int, Item] = {
        var: item for block in blocks for item in block.items for var in item.variables
    }
    kept: dict[int, tuple[float, int]] = {}
    priced: list[int] = []
    for row in rows:
        free = [var for var, _ in face.terms[row] if face.free(var)]
        if _needless(face, row, free, item_of):
            continue
        priced.append(row)
        owners = {owner.get(var) for var in free}
        number = owners.pop() if len(owners) == 1 else None
        if number is not None and all(factor > 0 for _, factor in face.terms[row]):
            tight = _tightness(face, row)
            if tight > kept.get(number, (1.0, -1))[0]:
                kept[number] = tight, row
    bags = tuple(
        _bag(face, block, kept[number][1] if number in kept else None)
        for number, block in enumerate(blocks)
    )
    inside = {row for _, row in kept.values()}
    return Split(
        bags,
        tuple(row for row in priced if row not in inside),
        tuple(var for var in range(len(face.lowers)) if var not in owner),
    )


def _needless(
    face: Face, row: int, free: Sequence[int], item_of: Mapping[int, Item]
) -> bool:
    """Whether a row speaks of one item only and all its ways respect it."""
    if not free or free[0] not in item_of:
        return not free
    item = item_of[free[0]]
    if any(item_of.get(var) is not item for var in free):
        return False
    return all(
        _respects(face, row, way)
        for way in ((), *item.ways)
        if _admitted(face, item, way)
    )


def _respects(face: Face, row: int, way: Terms) -> bool:
    value = dict(way)
    total = sum(
        factor * (value.get(Var(var), 0) if face.free(var) else face.lowers[var])
        for var, factor in face.terms[row]
    )
    lower, upper = face.row_lowers[row], face.row_uppers[row]
    return (lower is None or total >= lower) and (upper is None or total <= upper)


def _admitted(face: Face, item: Item, way: Terms) -> bool:
    value = dict(way)
    return all(
        face.lowers[var] <= value.get(var, 0) <= face.uppers[var]
        for var in item.variables
    )


def _tightness(face: Face, row: int) -> float:
    """How often the row's room would be filled if everything were taken."""
    upper = face.row_uppers[row]
    if upper is None:
        return 0.0
    most = sum(factor * face.uppers[var] for var, factor in face.terms[row])
    return most / max(1, upper)


def _bag(face: Face, block: Block, row: int | None) -> Bag:
    factors = {} if row is None else dict(face.terms[row])
    inside = {var for item in block.items for var in item.variables}
    taken = sum(
        factor * face.lowers[var]
        for var, factor in factors.items()
        if var not in inside
    )
    things = []
    for item in block.items:
        ways = tuple(
            Way(sum(factors.get(var, 0) * value for var, value in way), way)
            for way in item.ways
            if _admitted(face, item, way)
        )
        if ways:
            must = not _admitted(face, item, ())
            things.append(Thing(item.variables, ways, must))
    return _scaled(
        (face.row_uppers[row] or 0) - taken if row is not None else 0, things
    )


def _scaled(room: int, things: Sequence[Thing]) -> Bag:
    unit = gcd(*(way.weight for thing in things for way in thing.ways)) or 1
    return Bag(
        max(0, room) // unit,
        tuple(
            Thing(
                thing.variables,
                tuple(Way(way.weight // unit, way.values) for way in thing.ways),
                thing.must,
            )
            for thing in things
        ),
    )
