"""Better values by solving a few blocks anew while all others stay as they are.

Blocks that compete for the same subjects go together. As long as a size of
neighbourhood brings something it is kept; then one block more is opened.
"""

import random
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from solver.engine.face import Face
from solver.engine.parts import Part
from solver.linear import Block, Item, Terms

#: Prices differ by chance by up to such a share of them.
BLUR = 0.8


@dataclass(frozen=True, slots=True)
class Frozen:
    """A face in which all but a few variables stand at the incumbent's values."""

    lowers: Sequence[int]
    uppers: Sequence[int]
    terms: Sequence[Terms]
    row_lowers: Sequence[int | None]
    row_uppers: Sequence[int | None]


@dataclass(frozen=True, slots=True)
class Likely:
    """What is left out as unlikely, and how many subjects blocks share without it."""

    out: frozenset[int]
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
        self._rivals = self._competing(frozenset())
        self._holder: dict[str, int] = {}
        self._out: frozenset[int] = frozenset()

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
        self._holder = {
            item.subject: number
            for number in self.blocks
            for item in self._items[number]
            if any(values[var] for var in item.variables)
        }

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
        self._out = frozenset(
            var
            for var in self._owned
            if most is not None and reduced.get(var, 0) > most
        )

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
        return Likely(out, self._competing(out))

    def turn_to(self, likely: Likely) -> None:
        """Leave out what is unlikely, and have blocks compete without it."""
        self._out, self._rivals = likely.out, likely.rivals

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

    def part(self, chosen: Sequence[int], values: Sequence[int]) -> Part:
        """Variables that may change if these blocks are opened, and their rows."""
        face, mine = self.face, set(chosen)
        opened = {
            int(var)
            for number in chosen
            for item in self._items[number]
            if self._holder.get(item.subject, number) in mine
            for var in item.variables
            if var in self._variables and (var not in self._out or values[var])
        }
        rows = self._rows_of(opened)
        # What belongs to nobody (a load counted) follows if it may.
        loose = {
            int(var)
            for row in rows
            for var, _ in face.terms[row]
            if var in self._variables and var not in self._owned
        }
        rows |= self._rows_of(loose)
        return Part(tuple(sorted(opened | loose)), tuple(sorted(rows)))

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
        return frozen(self.face, part, values)


def frozen(face: Face, part: Part, values: Sequence[int]) -> Frozen:
    """A face with everything outside a part at the values given."""
    lowers, uppers = list(values), list(values)
    for var in part.variables:
        lowers[var], uppers[var] = face.lowers[var], face.uppers[var]
    return Frozen(lowers, uppers, face.terms, face.row_lowers, face.row_uppers)
