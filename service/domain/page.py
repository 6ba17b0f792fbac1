"""One page of a long list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")

MAX_PAGE_SIZE = 200


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Which page; ``number`` counts from 1."""

    number: int = 1
    size: int = 50

    @property
    def offset(self) -> int:
        """How many items lie before the page."""
        return (self.number - 1) * self.size


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """The items of a page and how many there are in all."""

    items: Sequence[Item]
    page: int
    size: int
    total: int
