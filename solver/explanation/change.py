"""What a single change is: something a problem lacks, and what it would allow.

Each kind says which rules it can answer. A change is only tried where it answers every
rule that refuses the option: two changes at once are never proposed.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Generic, TypeVar

from solver.kinds import IndexT, OptionT
from solver.rule import Facts, Refusal, RuleId

ProblemT = TypeVar("ProblemT")
RulesT = TypeVar("RulesT")
LackT = TypeVar("LackT", bound="Lack[Any]")
ChangeT = TypeVar("ChangeT")


@dataclass(frozen=True, slots=True)
class Change(Generic[OptionT, ProblemT]):
    """One change of the problem; ``size`` counts in the kind's own unit.

    ``option`` is what it would allow. ``key`` is alike for changes that ``make`` the
    same problem. ``says`` and ``facts`` are the statement about it.
    """

    kind: IntEnum
    size: int
    option: OptionT
    key: tuple[object, ...]
    says: RuleId
    facts: Facts
    make: Callable[[], ProblemT] = field(compare=False)


@dataclass(frozen=True, slots=True)
class Lack(Generic[OptionT]):
    """What somebody would take, and every rule that refuses it."""

    option: OptionT
    refusals: tuple[Refusal, ...]

    @property
    def rules(self) -> frozenset[str]:
        """Ids of the refusing rules."""
        return frozenset(refusal.rule for refusal in self.refusals)


class Kind(ABC, Generic[IndexT, RulesT, LackT, ChangeT]):
    """One kind of change; ``answers`` are the rules that it can answer."""

    kind: IntEnum
    answers: frozenset[str]

    @abstractmethod
    def of(self, index: IndexT, rules: RulesT, lack: LackT) -> Iterable[ChangeT]:
        """Changes that may let the option be taken; none where none applies."""


def offered(
    index: IndexT,
    rules: RulesT,
    kinds: Iterable[Kind[IndexT, RulesT, LackT, ChangeT]],
    lacks: Iterable[LackT],
) -> Iterator[ChangeT]:
    """Each change that answers by itself all that the rules have against an option."""
    known = tuple(kinds)
    for lack in lacks:
        for kind in known:
            if lack.rules <= kind.answers:
                yield from kind.of(index, rules, lack)
