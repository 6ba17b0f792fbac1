"""The rule profile: which rules hold with which numbers, and the order of the wishes.

A profile is dated data of a Land with municipal overrides, resolved before it gets
here; each number keeps the level that decided it and its source, so that an
explanation can name both.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from solver.rule import RuleId, Source

Value = int | bool | str | tuple[str, ...] | Mapping[str, int]


class Level(StrEnum):
    """Who decided a number, from the widest to the narrowest."""

    FEDERAL = "federal"
    LAND = "land"
    MUNICIPALITY = "municipality"
    PERMIT = "permit"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number of a rule with the level that decided it and its source.

    ``known`` is false where the Land's own number could not be sourced and the
    federal default stands in.
    """

    value: Value
    level: Level
    source: Source | None = None
    known: bool = True


@dataclass(frozen=True, slots=True)
class RuleSetting:
    """Parameters of one rule by name; ``active`` false switches a practice off."""

    rule: RuleId
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    active: bool = True


class Counted(StrEnum):
    """How what changes within the days of a plan counts in it."""

    BY_MONTH = "by_month"
    STRICTEST = "strictest"
    FIRST = "first"


@dataclass(frozen=True, slots=True)
class NumberChange:
    """A number of a rule is another from a day of the plan on.

    Without ``parameter`` it is the rule that begins or ends (``before`` and ``after``
    say whether it holds), or the order of the wishes.
    """

    rule: RuleId
    parameter: str
    since: date
    before: Value
    after: Value
    counted: Counted


@dataclass(frozen=True, slots=True)
class RuleProfile:
    """Resolved rules for one Land (and municipality) on the days of a plan.

    ``tiers`` names wishes in order; one that adds several wishes has their weights in
    ``weights`` under its name. ``revision`` identifies the profile's content.
    ``foreign`` says that the problem is no child care: then no law speaks of it, and
    what is switched off is listed on the plan as not checked. ``changes`` are numbers
    that are not the same on all days; ``settings`` hold what counts of them.
    """

    id: str
    land: str
    revision: str
    settings: Mapping[RuleId, RuleSetting]
    tiers: tuple[RuleId, ...]
    municipality: str = ""
    foreign: bool = False
    weights: Mapping[RuleId, Mapping[RuleId, int]] = field(default_factory=dict)
    changes: tuple[NumberChange, ...] = ()
