"""A linear model as plain data: rules post rows here, engines translate it.

Keeping rows free of any engine lets the same rule feed CP-SAT, a MIP engine, a bound
from a relaxation and the decomposition into independent parts.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NewType

Var = NewType("Var", int)
Terms = tuple[tuple[Var, int], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """``lower <= sum(coefficient * variable) <= upper``; ``None`` is open."""

    terms: Terms
    lower: int | None
    upper: int | None
    name: str


@dataclass(frozen=True, slots=True)
class Expression:
    """``constant + sum(coefficient * variable)``: what a wish costs."""

    terms: Terms = ()
    constant: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """Something that may be taken in one of several ways, or not at all.

    Each way gives values of the item's variables, those at 0 left out; all of them are
    0 if it is not taken. Items of one ``subject`` in several blocks exclude each other.
    """

    subject: str
    variables: tuple[Var, ...]
    ways: tuple[Terms, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Somebody with room, and the items she may take; blocks share no variables."""

    name: str
    items: tuple[Item, ...]


@dataclass(slots=True)
class LinearModel:
    """Integer variables with bounds, rows, and terms to minimise.

    ``blocks`` is what a problem may say of its structure: an engine may use it, the
    rows hold without it.
    """

    names: list[str] = field(default_factory=list)
    lowers: list[int] = field(default_factory=list)
    uppers: list[int] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    choices: list[tuple[Var, ...]] = field(default_factory=list)

    def new_int(self, lower: int, upper: int, name: str) -> Var:
        """Add an integer variable with both bounds inclusive."""
        self.names.append(name)
        self.lowers.append(lower)
        self.uppers.append(upper)
        return Var(len(self.names) - 1)

    def new_bool(self, name: str) -> Var:
        """Add a 0-1 variable; the name is a sentence for whoever reads the model."""
        return self.new_int(0, 1, name)

    def new_choice(self, names: Iterable[str], name: str) -> tuple[Var, ...]:
        """Add 0-1 variables of which at most one is 1, from the least to the most.

        Whoever takes decisions one after another may go on to a later one as they
        grow; none of them is a decision itself.
        """
        choice = tuple(self.new_bool(name) for name in names)
        if len(choice) > 1:
            self.add_at_most(((var, 1) for var in choice), 1, name)
            self.choices.append(choice)
        return choice

    def add_at_most(
        self, terms: Iterable[tuple[Var, int]], upper: int, name: str
    ) -> None:
        """Post ``sum(terms) <= upper``."""
        self.rows.append(Row(tuple(terms), None, upper, name))

    def add_at_least(
        self, terms: Iterable[tuple[Var, int]], lower: int, name: str
    ) -> None:
        """Post ``sum(terms) >= lower``."""
        self.rows.append(Row(tuple(terms), lower, None, name))
