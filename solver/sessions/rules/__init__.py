"""The registry of rules and wishes for dates.

A rule is added as in ``solver.substitution.rules``: one file, one line here, a default
in the rule profile, its tests.
"""

from typing import Any

from solver.profile import RuleProfile
from solver.registry import by_number, choose
from solver.rule import Rule, RuleId, RuleInfo
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
DEFAULT_TIERS: tuple[RuleId, ...] = tuple(wish.info.id for wish in WISHES)


def catalogue() -> tuple[RuleInfo, ...]:
    """Every rule and wish by number."""
    return by_number(RULES, WISHES)


def load_rules(profile: RuleProfile) -> RuleSet:
    """The rules of a profile with its numbers, and what is not checked.

    Raises
    ------
    ProfileError
        If the profile contradicts itself or the catalogue.
    """
    chosen = choose(profile, RULES, WISHES)
    return RuleSet(chosen.pair, chosen.joint, chosen.wishes, chosen.switched_off)
