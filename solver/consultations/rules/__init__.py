"""The registry of rules and wishes for consultation visits."""

from typing import Any, Final

from solver.consultations.kinds import RuleSet, Wish
from solver.consultations.rules.another_house import AnotherHouse
from solver.consultations.rules.answered import Answered
from solver.consultations.rules.both_open import BothOpen
from solver.consultations.rules.counted import HostDay, HostMonth, PairOnce, VisitorDay
from solver.consultations.rules.host_busy import HostNotBusy
from solver.consultations.rules.host_hours import HostHours
from solver.consultations.rules.host_weekday import HostWeekday
from solver.consultations.rules.moved import FewMoved
from solver.consultations.rules.one_visit import OneVisit
from solver.consultations.rules.own_period import OwnPeriod
from solver.consultations.rules.preferred_weekday import PreferredWeekday
from solver.consultations.rules.programme_day import NoProgrammeDay
from solver.consultations.rules.public_holiday import PublicHoliday
from solver.consultations.rules.school_holidays import OutsideSchoolHolidays
from solver.consultations.rules.stays_to_receive import StaysToReceive
from solver.consultations.rules.topic_shown import TopicShown
from solver.consultations.rules.topics_missed import TopicsShown
from solver.consultations.rules.travel import ShortWays
from solver.consultations.rules.visitor_busy import VisitorNotBusy
from solver.consultations.rules.within_way import WithinWay
from solver.registry import Registry
from solver.rule import Rule

#: Rules in the order in which a visit is refused: those about the pair first.
RULES: tuple[type[Rule[Any]], ...] = (
    AnotherHouse,
    TopicShown,
    WithinWay,
    OwnPeriod,
    PublicHoliday,
    NoProgrammeDay,
    HostWeekday,
    BothOpen,
    HostHours,
    HostNotBusy,
    VisitorNotBusy,
    OneVisit,
    HostMonth,
    HostDay,
    VisitorDay,
    PairOnce,
    StaysToReceive,
)
#: Wishes in the default order of the tiers.
WISHES: tuple[type[Wish[Any]], ...] = (
    Answered,
    FewMoved,
    TopicsShown,
    OutsideSchoolHolidays,
    PreferredWeekday,
    ShortWays,
)
_REGISTRY: Final = Registry(RULES, WISHES, RuleSet)
DEFAULT_TIERS: Final = _REGISTRY.tiers
catalogue: Final = _REGISTRY.catalogue
load_rules: Final = _REGISTRY.load
