"""Dates as they were decided, which sessions found none, and how good it all is."""

from dataclasses import dataclass

from solver.rule import Facts, RuleId
from solver.sessions.problem import SessionKey, Visit
from solver.slots import Day
from solver.tier import TierResult


@dataclass(frozen=True, slots=True)
class RefusedDay:
    """A day on which a session cannot be: the rule and its facts."""

    day: Day
    rule: RuleId
    facts: Facts


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A session without a date, and for each day of its month the rule against it."""

    session: SessionKey
    refusals: tuple[RefusedDay, ...] = ()


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """What was decided; fixed visits are not repeated here."""

    assignments: tuple[Visit, ...]
    unplaced: tuple[Unplaced, ...] = ()
    tiers: tuple[TierResult, ...] = ()
    not_checked: tuple[RuleId, ...] = ()
