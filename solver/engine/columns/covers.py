"""Covers: of what fills a row too much, not all can be taken.

For every subject a threshold: if one way each from the thresholds on would exceed the
row, at most all but one of these subjects take a way that uses so much. The relaxation
over columns knows each bag by heart, but a county's budget only on average.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from solver.engine.columns.offers import Cover, Offers

#: Shares below this are none; covers have to be exceeded by so much.
NOTHING, EXCEEDED = 1e-6, 0.02
#: Rows with more subjects are left alone; so many sets of thresholds are tried.
MOST_SUBJECTS, MOST_TRIED = 40, 6_000
#: Covers taken from one row at a time.
OF_ONE_ROW = 3


@dataclass(frozen=True, slots=True)
class _Use:
    """A threshold of a subject, and the share of ways from there on."""

    subject: str
    from_: int
    share: float


@dataclass(frozen=True, slots=True)
class _Row:
    """A row all of whose ways use something: room, and uses by subject and way."""

    room: int
    uses: Mapping[str, Mapping[int, int]]
    least: Mapping[str, int]


class Covers:
    """Looks for covers that shares of ways exceed."""

    def __init__(self, offers: Offers) -> None:
        self._offers = offers
        pricing = offers.pricing
        subject_of = {
            var: item.subject
            for block in offers.blocks
            for item in block.items
            for var in item.variables
        }
        self._subjects = [subject_of[way.values[0][0]] for way in pricing.ways]
        self._rows = list(self._with_room())

    def _with_room(self) -> Iterator[_Row]:
        offers = self._offers
        uses: dict[int, dict[str, dict[int, int]]] = {
            number: defaultdict(dict) for number in offers.tying
        }
        takers: dict[str, int] = defaultdict(int)
        for way, used in enumerate(offers.uses):
            subject = self._subjects[way]
            takers[subject] += 1
            for number, use in used.items():
                if number in uses:
                    uses[number][subject][way] = use
        needed = self._needed()
        for number, found in uses.items():
            _, upper = offers.sides(number)
            if upper is None or not 1 < len(found) <= MOST_SUBJECTS:
                continue
            if min(use for ways in found.values() for use in ways.values()) <= 0:
                continue
            least = {
                s: min(w.values()) if s in needed and len(w) == takers[s] else 0
                for s, w in found.items()
            }
            yield _Row(upper, found, least)

    def _needed(self) -> set[str]:
        """Subjects one way of which has to be taken."""
        offers = self._offers
        found: set[str] = set()
        for number in offers.tying:
            if offers.sides(number)[0] != 1:
                continue
            takers = [w for w, uses in enumerate(offers.uses) if number in uses]
            subjects = {self._subjects[way] for way in takers}
            if len(subjects) == 1 and all(
                offers.uses[way][number] == 1 for way in takers
            ):
                found |= subjects
        return found

    def exceeded(self, shares: Mapping[int, float]) -> list[Cover]:
        """Covers that forbid these shares of ways, the worst of each row."""
        return [
            self._cover(row, thresholds)
            for row in self._rows
            for thresholds in self._worst(row, shares)
        ]

    def _worst(self, row: _Row, shares: Mapping[int, float]) -> list[tuple[_Use, ...]]:
        rest = sum(row.least.values())
        found: list[tuple[float, tuple[_Use, ...]]] = []
        for over, uses in _exceeding(_thresholds(row, shares)):
            filled = rest + sum(u.from_ - row.least[u.subject] for u in uses)
            if filled > row.room:
                found.append((over, uses))
        found.sort(key=lambda one: -one[0])
        return [uses for _, uses in found[:OF_ONE_ROW]]

    def _cover(self, row: _Row, uses: Sequence[_Use]) -> Cover:
        """The cover, each threshold lowered as far as it stays one."""
        filled = sum(row.least.values())
        filled += sum(use.from_ - row.least[use.subject] for use in uses)
        spare = filled - row.room - 1
        ways: list[int] = []
        for use in uses:
            own = row.uses[use.subject]
            from_ = min(u for u in own.values() if u >= use.from_ - spare)
            from_ = min(from_, use.from_)
            spare -= use.from_ - from_
            ways += [way for way, used in own.items() if used >= from_]
        pricing = self._offers.pricing
        values = frozenset(pricing.ways[way].values for way in ways)
        return Cover(values, len(uses) - 1)


def _exceeding(
    thresholds: Sequence[Sequence[_Use]],
) -> Iterator[tuple[float, tuple[_Use, ...]]]:
    """Sets of thresholds whose shares add up to more than all but one of them.

    Each share is at most 1, so a set that misses too much is not added to.
    """
    begun: list[tuple[float, tuple[_Use, ...]]] = [(1.0, ())]
    for uses in thresholds:
        more = [
            (over + use.share - 1.0, (*taken, use))
            for over, taken in begun
            for use in uses
            if over + use.share - 1.0 > EXCEEDED
        ]
        begun += more
        yield from more
        if len(begun) > MOST_TRIED:
            return


def _thresholds(row: _Row, shares: Mapping[int, float]) -> list[list[_Use]]:
    """For each subject of which anything is taken: from which use on."""
    found: list[list[_Use]] = []
    for subject, ways in row.uses.items():
        taken = sorted({u for w, u in ways.items() if shares.get(w, 0.0) > NOTHING})
        if taken:
            found.append(
                [_Use(subject, from_, _share(ways, shares, from_)) for from_ in taken]
            )
    return found


def _share(ways: Mapping[int, int], shares: Mapping[int, float], from_: int) -> float:
    return sum(shares.get(way, 0.0) for way, use in ways.items() if use >= from_)
