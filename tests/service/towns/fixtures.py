"""Shipped towns; ``python -m tests.service.towns.fixtures`` writes them again."""

from pathlib import Path

from service.towns.make import make_town
from service.towns.town import Town
from service.towns.workbook import write_workbook

TOWNS = Path("fixtures/towns")
SHIPPED = {"beckum-like": (47, 1, "NW"), "herne-like": (95, 1, "NW")}
"""Name to childminders, seed and Land."""


def shipped(name: str) -> Town:
    """A shipped town, invented again."""
    childminders, seed, land = SHIPPED[name]
    return make_town(childminders, seed, land)


if __name__ == "__main__":
    for each in SHIPPED:
        write_workbook(shipped(each), TOWNS / f"{each}.xlsx")
