"""The registry of rules and wishes for workshop series."""

from typing import Any

from solver.profile import RuleProfile
from solver.registry import by_number, choose
from solver.rule import Rule, RuleId, RuleInfo
from solver.workshops.kinds import RuleSet, Wish
from solver.workshops.rules.gaps_kept import GapsKept
from solver.workshops.rules.host_rotation import HostRotation
from solver.workshops.rules.members_free import MembersFree
from solver.workshops.rules.moved import FewMoved
from solver.workshops.rules.no_school_holidays import NoSchoolHolidays
from solver.workshops.rules.one_date import OneDate
from solver.workshops.rules.one_event_a_day import OneEventADay
from solver.workshops.rules.own_span import OwnSpan
from solver.workshops.rules.placed import Placed
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
    MembersFree,
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
