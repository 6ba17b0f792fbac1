"""All items of a list that is read page by page."""

from collections.abc import Callable
from typing import TypeVar

from service.domain.page import MAX_PAGE_SIZE, Page, PageRequest

Item = TypeVar("Item")


def every(read: Callable[[PageRequest], Page[Item]]) -> list[Item]:
    """Page after page, until there is no more."""
    found: list[Item] = []
    number = 1
    while True:
        page = read(PageRequest(number, MAX_PAGE_SIZE))
        found += page.items
        if len(found) >= page.total or not page.items:
            return found
        number += 1
