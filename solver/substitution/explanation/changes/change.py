"""What a single change for a gap is; see ``solver.explanation.change``."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum

from solver.explanation import change
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
class Change(change.Change[Option, Problem]):
    """One change; it lets somebody take the child for all of the gap or more.

    ``alter`` makes it in any problem with the same people: several may be made at once.
    It only ever allows more.
    """

    alter: Callable[[Problem], Problem] = field(compare=False)


@dataclass(frozen=True, slots=True)
class Lack(change.Lack[Option]):
    """A person at a place, what she would take, and every rule that refuses it."""

    need: Need


class Kind(change.Kind[ProblemIndex, RuleSet, Lack, Change]):
    """One kind of change for a gap."""
