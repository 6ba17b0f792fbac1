"""What a single change for a kindergarten is; see ``solver.explanation.change``."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from solver.explanation import change
from solver.matching.index import MatchingIndex
from solver.matching.kinds import RuleSet
from solver.matching.problem import Engagement, MatchingProblem


class ChangeKind(IntEnum):
    """Kinds in the order in which they are told: what asks least of people first."""

    HOURS = 1
    BUDGET = 2
    REACH = 3
    COUNT = 4
    REFUSAL = 5
    LANGUAGE = 6
    TOPIC = 7
    EXPERIENCE = 8


class Gain(StrEnum):
    """What a change is to bring about."""

    SERVED = "served"
    HOURS = "hours"


@dataclass(frozen=True, slots=True)
class Change(change.Change[Engagement, MatchingProblem]):
    """One change; it lets a coach take the kindergarten, or with all hours wished."""


@dataclass(frozen=True, slots=True)
class Lack(change.Lack[Engagement]):
    """A coach, what she would take, and every rule that refuses it."""


class Kind(change.Kind[MatchingIndex, RuleSet, Lack, Change]):
    """One kind of change that answers what a rule says of a pair."""
