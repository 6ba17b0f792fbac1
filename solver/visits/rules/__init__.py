"""The registry of rules and wishes for contact visits."""

from typing import Any, Final

from solver.registry import Registry
from solver.rule import Rule
from solver.visits.kinds import RuleSet, Wish
from solver.visits.rules.breaks import Breaks
from solver.visits.rules.cadence import Cadence
from solver.visits.rules.daily_limit import DailyLimit
from solver.visits.rules.day_refused import DayNotRefused
from solver.visits.rules.faded import FewFaded
from solver.visits.rules.household_day import OncePerHouseholdDay
from solver.visits.rules.household_there import HouseholdThere
from solver.visits.rules.missed import FewMissed
from solver.visits.rules.moved import FewMoved
from solver.visits.rules.own_children import OwnChildren
from solver.visits.rules.place_open import PlaceOpen
from solver.visits.rules.reach import WithinReach
from solver.visits.rules.rest import Rest
from solver.visits.rules.risk import SomebodyFamiliar
from solver.visits.rules.room import Room
from solver.visits.rules.spacing import EvenSpacing
from solver.visits.rules.travel import ShortWays
from solver.visits.rules.travel_time import TravelTime
from solver.visits.rules.visitor_free import VisitorFree
from solver.visits.rules.visits_per_day import VisitsPerDay
from solver.visits.rules.weekly_hours import WeeklyHours

#: Rules in the order in which a visit is refused: those about the day first.
RULES: tuple[type[Rule[Any]], ...] = (
    DayNotRefused,
    WithinReach,
    VisitorFree,
    PlaceOpen,
    HouseholdThere,
    OwnChildren,
    Room,
    Rest,
    OncePerHouseholdDay,
    Cadence,
    TravelTime,
    VisitsPerDay,
    DailyLimit,
    Breaks,
    WeeklyHours,
)
#: Wishes in the default order of the tiers.
WISHES: tuple[type[Wish[Any]], ...] = (
    SomebodyFamiliar,
    FewMoved,
    FewFaded,
    FewMissed,
    ShortWays,
    EvenSpacing,
)
_REGISTRY: Final = Registry(RULES, WISHES, RuleSet)
DEFAULT_TIERS: Final = _REGISTRY.tiers
catalogue: Final = _REGISTRY.catalogue
load_rules: Final = _REGISTRY.load
