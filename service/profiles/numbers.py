"""What a profile says: a number of a rule, its source, and who may change it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from solver.profile import Level, Value
from solver.rule import Source


class Strictness(StrEnum):
    """Which way a number gets stricter; ``none`` has no order."""

    LOWER = "lower"
    HIGHER = "higher"
    MORE = "more"
    FEWER = "fewer"
    NONE = "none"


class Direction(StrEnum):
    """What the levels below may do with a number."""

    TIGHTEN = "tighten only"
    WIDEN = "may widen"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Freedom:
    """What the levels below may do: ``up_to`` bounds a widening on a condition."""

    direction: Direction = Direction.TIGHTEN
    up_to: int | None = None
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """One number of one rule as a level states it.

    ``by_land`` marks a number that Land law may set: where a Land's own is not
    sourced, the federal one stands in as "unknown". ``known`` is false where the
    number itself is an assumption.
    """

    rule: str
    parameter: str
    value: Value
    source: Source | None = None
    freedom: Freedom | None = None
    strictness: Strictness | None = None
    by_land: bool = False
    known: bool = True
    remark: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Rule and parameter."""
        return self.rule, self.parameter


@dataclass(frozen=True, slots=True)
class Edition:
    """All numbers of one level from ``valid_from`` to ``valid_to`` (inclusive)."""

    file: str
    level: Level
    land: str
    valid_from: date
    valid_to: date | None
    revision: str
    numbers: tuple[Number, ...] = ()
    tiers: tuple[str, ...] = ()
    inactive: tuple[str, ...] = ()

    def holds_on(self, day: date) -> bool:
        """Whether the edition is in force on the day."""
        return self.valid_from <= day and (
            self.valid_to is None or day <= self.valid_to
        )
