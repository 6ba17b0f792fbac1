"""Better values by solving a few blocks anew while all others stay as they are.

Blocks that compete for the same subjects go together. As long as a size of
neighbourhood brings something it is kept; then one block more is opened.
"""

import random
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress

from solver.engine.face import Face
from solver.engine.frozen import Frozen, Totals, frozen
from solver.engine.parts import Part
from solver.linear import Block, Item

#: Prices differ by chance by up to such a share of them.
BLUR = 0.8


#: Each block's subjects, with variables of theirs.
Ways = Mapping[int, Sequence[tuple[str, Sequence[int]]]]


@dataclass(frozen=True, slots=True)
class Likely:
    """What is left once the unlikely is out, and how many subjects blocks share then.

    ``ways`` gives each block's subjects with what is left of them.
    """

    ways: Ways
    rivals: Mapping[int, Mapping[int, int]]


class Neighbourhoods:
    """Which blocks compete, and what may change if some of them are opened."""

    def __init__(
        self, face: Face, blocks: Sequence[Block], part: Part, seed: int
    ) -> None:
        self.face = face
        self._variables = frozenset(part.variables)
        self._rows = frozenset(part.rows)
        self._random = random.Random(seed)  # noqa: S311 - no secret
        self._items: list[list[Item]] = [
            [i for i in block.items if not self._variables.isdisjoint(i.variables)]
            for block in blocks
        ]
        self.blocks = [n for n, items in enumerate(self._items) if items]
        self._owned = {
            int(var)
            for items in self._items
            for item in items
            for var in item.variables
        }
        self._subjects = {item.subject for items in self._items for item in items}
        takes = {
            int(var): (int(var), item.subject, number)
            for number in self.blocks
            for item in self._items[number]
            for var in item.variables
        }
        self._vars, self._takes = tuple(takes), tuple(takes.values())
        self._loose: dict[int, tuple[int, ...]] = {}
        self._totals = Totals(face)
        self._rivals = self._competing(frozenset())
        self._holder: dict[str, int] = {}
        self._taken: Mapping[int, Sequence[int]] = {}
        self._ways = self._without(frozenset())

    def _competing(self, out: frozenset[int]) -> Mapping[int, Mapping[int, int]]:
        """How many subjects two blocks both may take, some variables left out."""
        takers: dict[str, list[int]] = defaultdict(list)
        for number in self.blocks:
            for item in self._items[number]:
                if not out.issuperset(item.variables):
                    takers[item.subject].append(number)
        found: dict[int, dict[int, int]] = {n: defaultdict(int) for n in self.blocks}
        for numbers in takers.values():
            for one in numbers:
                for other in numbers:
                    if one != other:
                        found[one][other] += 1
        return found

    def look(self, values: Sequence[int]) -> None:
        """See who has what."""
        taken: dict[int, list[int]] = defaultdict(list)
        self._holder.clear()
        for var, subject, block in compress(
            self._takes, map(values.__getitem__, self._vars)
        ):
            self._holder[subject] = block
            taken[block].append(var)
        self._taken = taken

    def some(self, count: int, busy: Collection[int] = ()) -> list[int]:
        """So many blocks: one at random, each next a rival of those before.

        Those that are busy are left out, as far as there are others.
        """
        rng = self._random
        chosen = [rng.choice([b for b in self.blocks if b not in busy] or self.blocks)]
        while len(chosen) < count:
            near: dict[int, int] = defaultdict(int)
            for number in chosen:
                for rival, shared in self._rivals[number].items():
                    if rival not in chosen and rival not in busy:
                        near[rival] += shared
            if not near:
                break
            chosen += rng.choices(list(near), [w * w for w in near.values()])
        return chosen

    def favour(self, reduced: Mapping[int, int], ways: float) -> None:
        """Leave out what the relaxation likes less than so many ways per subject."""
        most = self.price(reduced, ways)
        out = frozenset(
            var
            for var in self._owned
            if most is not None and reduced.get(var, 0) > most
        )
        self._ways = self._without(out)

    def likely(self, prices: Mapping[int, int], ways: float) -> Likely:
        """What to turn to where only so many ways per subject are left in.

        Prices differ by chance from those given: each time other ways are left in.
        """
        most = self.price(prices, ways)
        rng = self._random
        out = frozenset(
            var
            for var in sorted(self._owned if most is not None else ())
            if prices.get(var, 0) * rng.uniform(1 - BLUR, 1 + BLUR) > (most or 0)
        )
        return Likely(self._without(out), self._competing(out))

    def turn_to(self, likely: Likely) -> None:
        """Leave out what is unlikely, and have blocks compete without it."""
        self._ways, self._rivals = likely.ways, likely.rivals

    def _without(self, out: Collection[int]) -> Ways:
        """What is left of each block's subjects."""
        mine = self._variables.difference(out)
        return {
            number: [
                (item.subject, left)
                for item in self._items[number]
                if (left := [int(var) for var in item.variables if var in mine])
            ]
            for number in self.blocks
        }

    def price(self, prices: Mapping[int, int], ways: float) -> int | None:
        """What the last of so many ways per subject costs; ``None`` if all are."""
        known = sorted(prices.get(var, 0) for var in self._owned & self._variables)
        count = round(ways * len(self._subjects))
        return known[count] if count < len(known) else None

    def without(self, out: Collection[int], values: Sequence[int]) -> Part:
        """All but some variables; those that are taken stay in."""
        opened = {
            var
            for var in self._variables
            if var not in out or values[var] != self.face.lowers[var]
        }
        return Part(tuple(sorted(opened)), tuple(sorted(self._rows)))

    def part(self, chosen: Sequence[int]) -> Part:
        """Variables that may change if these blocks are opened, and their rows.

        What is taken was looked at last.
        """
        mine, holder = set(chosen), self._holder
        opened = {
            var
            for number in chosen
            for subject, left in self._ways[number]
            if holder.get(subject, number) in mine
            for var in left
        }
        for number in chosen:
            opened |= self._variables.intersection(self._taken.get(number, ()))
        rows = self._rows_of(opened)
        # What belongs to nobody (a load counted) follows if it may.
        loose = {var for row in rows for var in self._loose_of(row)}
        rows |= self._rows_of(loose)
        return Part(tuple(sorted(opened | loose)), tuple(sorted(rows)))

    def _loose_of(self, row: int) -> tuple[int, ...]:
        """Variables of a row that belong to no block."""
        if row not in self._loose:
            self._loose[row] = tuple(
                int(var)
                for var, _ in self.face.terms[row]
                if var in self._variables and var not in self._owned
            )
        return self._loose[row]

    def _rows_of(self, variables: Iterable[int]) -> set[int]:
        columns, rows = self.face.columns, self._rows
        return {row for var in variables for row, _ in columns[var] if row in rows}

    def empty(self, values: Sequence[int]) -> list[int]:
        """Values with nothing of what belongs to blocks taken."""
        found = list(values)
        for var in self._owned & self._variables:
            found[var] = self.face.lowers[var]
        return found

    def only(self, liked: Collection[int], values: Sequence[int]) -> Part:
        """Of what belongs to blocks only what is liked and what is taken."""
        return self.without(self._owned.difference(liked), values)

    def frozen(self, part: Part, values: Sequence[int]) -> Frozen:
        """The face with everything outside a part at the incumbent's values."""
        return frozen(self.face, part, values, self._totals)
