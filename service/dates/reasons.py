"""Reasons of dates as people read them."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing said: the rule or kind of answer, and its sentence."""

    rule: str
    text: str


def distinct(told: Iterable[tuple[str, str]]) -> tuple[Reason, ...]:
    """Each sentence once, in the order in which they were said."""
    return tuple(dict.fromkeys(Reason(rule, text) for rule, text in told))
