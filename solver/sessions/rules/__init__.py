"""The registry of rules and wishes for dates.

A rule is added as in ``solver.substitution.rules``: one file, one line here, a default
in the rule profile, its tests.
"""

from typing import Any, Final

from solver.registry import Registry
from solver.rule import Rule
from solver.sessions.kinds import RuleSet, Wish
from solver.sessions.rules.coach_absent import CoachNotAbsent
from solver.sessions.rules.coach_busy import CoachNotBusy
from solver.sessions.rules.coach_window import CoachWindow
from solver.sessions.rules.date_refused import DateNotRefused
from solver.sessions.rules.day_load import DayLoad
from solver.sessions.rules.days_apart import DaysApart
from solver.sessions.rules.even_spacing import EvenSpacing
from solver.sessions.rules.in_order import InOrder
from solver.sessions.rules.kindergarten_busy import KindergartenNotBusy
from solver.sessions.rules.kindergarten_closed import KindergartenNotClosed
from solver.sessions.rules.kindergarten_open import KindergartenOpen
from solver.sessions.rules.moved import FewMoved
from solver.sessions.rules.no_school_holidays import NoSchoolHolidays
from solver.sessions.rules.one_date import OneDate
from solver.sessions.rules.own_month import OwnMonth
from solver.sessions.rules.preferred_weekday import PreferredWeekday
from solver.sessions.rules.programme_day import NoProgrammeDay
from solver.sessions.rules.public_holiday import PublicHoliday
from solver.sessions.rules.school_holidays import OutsideSchoolHolidays
from solver.sessions.rules.session_length import SessionLength
from solver.sessions.rules.travel import ShortTours
from solver.sessions.rules.travel_time import TravelTime
from solver.sessions.rules.unplaced import Placed

#: Rules in the order in which a date is refused: those about a whole day first.
RULES: tuple[type[Rule[Any]], ...] = (
    OwnMonth,
    SessionLength,
    PublicHoliday,
    NoProgrammeDay,
    KindergartenNotClosed,
    CoachNotAbsent,
    DateNotRefused,
    NoSchoolHolidays,
    CoachWindow,
    KindergartenOpen,
    CoachNotBusy,
    KindergartenNotBusy,
    TravelTime,
    DayLoad,
    OneDate,
    DaysApart,
    InOrder,
)
#: Wishes in the default order of the tiers.
WISHES: tuple[type[Wish[Any]], ...] = (
    Placed,
    FewMoved,
    OutsideSchoolHolidays,
    PreferredWeekday,
    EvenSpacing,
    ShortTours,
)
_REGISTRY: Final = Registry(RULES, WISHES, RuleSet)
DEFAULT_TIERS: Final = _REGISTRY.tiers
catalogue: Final = _REGISTRY.catalogue
load_rules: Final = _REGISTRY.load
