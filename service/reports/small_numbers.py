"""Rows about too few people are put together, so that no figure is about one of them.

A row about fewer than three children or fewer than three absent persons goes into one
common row. Would that row alone still be about too few, or be a single row (which the
total minus the others would give away), the next smallest row goes in, too. The total
is never withheld: it is the evidence the law asks for, and tells nobody where or by
which model somebody was away. Where everything is too small only the total is left.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

LEAST_PEOPLE = 3
SMALL = "small"


@dataclass(frozen=True, slots=True)
class People:
    """Whom a row is about."""

    children: frozenset[UUID] = frozenset()
    absent: frozenset[UUID] = frozenset()

    @property
    def count(self) -> int:
        """The smaller of both numbers: what can be told of somebody."""
        return min(len(self.children), len(self.absent))

    @property
    def size(self) -> tuple[int, int]:
        """By which rows are ordered: first what matters, then how many in all."""
        return self.count, len(self.children) + len(self.absent)

    @property
    def too_few(self) -> bool:
        """Whether a figure about them would be about somebody."""
        return self.count < LEAST_PEOPLE

    def __or__(self, other: "People") -> "People":
        """Both together."""
        return People(self.children | other.children, self.absent | other.absent)


def common_row(rows: Mapping[str, People]) -> frozenset[str]:
    """Keys of the rows that must be put together; none where all are large enough."""
    ordered = sorted(rows, key=lambda key: (*rows[key].size, key))
    hidden = [key for key in ordered if rows[key].too_few]
    if not hidden:
        return frozenset()
    for key in ordered[len(hidden) :]:
        if not _all(rows[k] for k in hidden).too_few:
            break
        hidden.append(key)
    return frozenset(hidden)


def _all(people: Iterable[People]) -> People:
    both = People()
    for each in people:
        both |= each
    return both
