"""The registry of rules and wishes for matching.

A rule is added as in ``solver.substitution.rules``: one file, one line here, a default
in the rule profile, its tests.
"""

from typing import Any, Final

from solver.matching.kinds import RuleSet, Wish
from solver.matching.rules.coach_hours import CoachHours
from solver.matching.rules.conflict_of_interest import NoConflictOfInterest
from solver.matching.rules.continuity import PairsKept
from solver.matching.rules.cost import LowCost
from solver.matching.rules.county_budget import CountyBudget
from solver.matching.rules.even_load import EvenLoad
from solver.matching.rules.experience import ExperiencedAtStart
from solver.matching.rules.fit import GoodFit
from solver.matching.rules.hours import HoursAgreed
from solver.matching.rules.hours_met import HoursMet
from solver.matching.rules.kindergartens_per_coach import KindergartensPerCoach
from solver.matching.rules.language import SameLanguage
from solver.matching.rules.one_coach import OneCoach
from solver.matching.rules.reach import WithinReach
from solver.matching.rules.refused_pairs import PairWanted
from solver.matching.rules.score import LowScore
from solver.matching.rules.served import BeginnersServed, Served
from solver.matching.rules.topic_cover import TopicsCovered
from solver.matching.rules.travel import ShortWays
from solver.registry import Registry
from solver.rule import Rule

#: Rules in the order in which a pair is refused.
RULES: tuple[type[Rule[Any]], ...] = (
    NoConflictOfInterest,
    PairWanted,
    SameLanguage,
    WithinReach,
    ExperiencedAtStart,
    TopicsCovered,
    HoursAgreed,
    OneCoach,
    CoachHours,
    CountyBudget,
    KindergartensPerCoach,
)
#: Wishes in the default order of the tiers.
WISHES: tuple[type[Wish[Any]], ...] = (
    BeginnersServed,
    Served,
    HoursMet,
    PairsKept,
    GoodFit,
    ShortWays,
    EvenLoad,
    LowCost,
    LowScore,
)
_REGISTRY: Final = Registry(RULES, WISHES, RuleSet)
DEFAULT_TIERS: Final = _REGISTRY.tiers
catalogue: Final = _REGISTRY.catalogue
load_rules: Final = _REGISTRY.load
