"""What a single change is: a person at a place who would take the child, and what for.

Each kind says which rules it can answer. A change is only tried where it answers every
rule that refuses the pair: two changes at once are never proposed.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import IntEnum

from solver.rule import Facts, Refusal, RuleId
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import RuleSet
from solver.substitution.plan import Option
from solver.substitution.problem import Need, Problem


class ChangeKind(IntEnum):
    """Kinds in the order in which they are tried: what asks least of people first."""

    PLACE = 1
    HOURS = 2
    CONTACT = 3
    QUALIFICATION = 4
    WAY = 5
    PERSON = 6


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the problem; ``size`` counts in the kind's own unit.

    ``option`` is what it would allow: somebody takes the child for all of the gap, or
    for all of the open stretch around it. ``key`` is alike for changes that
    ``make`` the same problem. ``says`` and ``facts`` are the statement about it.
    """

    kind: ChangeKind
    size: int
    option: Option
    key: tuple[object, ...]
    says: RuleId
    facts: Facts
    make: Callable[[], Problem] = field(compare=False)


@dataclass(frozen=True, slots=True)
class Lack:
    """A person at a place, what she would take, and every rule that refuses it."""

    need: Need
    option: Option
    refusals: tuple[Refusal, ...]

    @property
    def rules(self) -> frozenset[str]:
        """Ids of the refusing rules."""
        return frozenset(refusal.rule for refusal in self.refusals)


class Kind(ABC):
    """One kind of change."""

    kind: ChangeKind
    #: Rules that a change of this kind can answer.
    answers: frozenset[str]

    @abstractmethod
    def of(self, index: ProblemIndex, rules: RuleSet, lack: Lack) -> Iterable[Change]:
        """Changes that may let the person take the child; none where none applies."""
