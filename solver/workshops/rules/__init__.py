"""The registry of rules and wishes for workshop series."""

from typing import Any, Final

from solver.registry import Registry
from solver.rule import Rule
from solver.workshops.kinds import RuleSet, Wish
from solver.workshops.rules.gaps_kept import GapsKept
from solver.workshops.rules.host_rotation import HostRotation
from solver.workshops.rules.moved import FewMoved
from solver.workshops.rules.no_school_holidays import NoSchoolHolidays
from solver.workshops.rules.one_date import OneDate
from solver.workshops.rules.one_event_a_day import OneEventADay
from solver.workshops.rules.own_span import OwnSpan
from solver.workshops.rules.placed import Placed
from solver.workshops.rules.programme_day import NoProgrammeDay
from solver.workshops.rules.public_holiday import PublicHoliday
from solver.workshops.rules.room_for_all import RoomForAll
from solver.workshops.rules.school_holidays import OutsideSchoolHolidays
from solver.workshops.rules.travel import ShortWays
from solver.workshops.rules.working_days import WorkingDays

#: Rules in the order in which a date is refused.
RULES: tuple[type[Rule[Any]], ...] = (
    OwnSpan,
    WorkingDays,
    PublicHoliday,
    NoProgrammeDay,
    NoSchoolHolidays,
    RoomForAll,
    OneDate,
    GapsKept,
    OneEventADay,
    HostRotation,
)
#: Wishes in the default order of the tiers.
WISHES: tuple[type[Wish[Any]], ...] = (
    Placed,
    FewMoved,
    OutsideSchoolHolidays,
    ShortWays,
)
_REGISTRY: Final = Registry(RULES, WISHES, RuleSet)
DEFAULT_TIERS: Final = _REGISTRY.tiers
catalogue: Final = _REGISTRY.catalogue
load_rules: Final = _REGISTRY.load
