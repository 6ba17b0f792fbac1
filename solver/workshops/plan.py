"""Dates and hosts as they were decided, and which events found none."""

from dataclasses import dataclass

from solver.rule import Facts, RuleId
from solver.slots import Day
from solver.tier import TierResult
from solver.workshops.problem import EventDate, EventId, MemberId


@dataclass(frozen=True, slots=True)
class RefusedDay:
    """A day on which an event cannot begin: the rule and its facts."""

    day: Day
    rule: RuleId
    facts: Facts


@dataclass(frozen=True, slots=True)
class RefusedHost:
    """A member that cannot be the host: the rule and its facts."""

    host: MemberId
    rule: RuleId
    facts: Facts


@dataclass(frozen=True, slots=True)
class Unplaced:
    """An event without a date: what is against each day, and against each host."""

    event: EventId
    days: tuple[RefusedDay, ...] = ()
    hosts: tuple[RefusedHost, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkshopPlan:
    """What was decided; fixed dates are not repeated here."""

    assignments: tuple[EventDate, ...]
    unplaced: tuple[Unplaced, ...] = ()
    tiers: tuple[TierResult, ...] = ()
    not_checked: tuple[RuleId, ...] = ()
