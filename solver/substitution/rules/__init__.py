"""The registry of rules and wishes, and the way from a profile to a rule set.

How to add a rule
-----------------
1. One file here: docstring, ``Parameters`` (frozen, units in the names, ranges
   checked), the class with its ``info`` (an id that was never used before), then
   ``refuse`` or ``post``/``cost``, then ``breaches`` or ``measure``. It imports
   ``solver.substitution.kinds`` and helpers, never another rule and never the engine.
2. Add the class to ``RULES`` below (pair rules: cheap and telling ones first, their
   order decides which reason is shown); ``not_built.py`` no longer has it.
3. A default in every rule profile, with its level and source.
4. Tests: allows, forbids, exactly at the limit, the sentence (``RuleContract``); the
   oracle in ``tests/solver`` says it again, naively; one mutant too tight and one too
   loose, which the agreement test must catch.
5. A German word for each new code in ``solver/words.py``; the English of title,
   sentence, words and numbers in ``service/translations`` (a test lists what lacks).
6. The source is read again and ``checked_on`` says when.
"""

from collections.abc import Iterable, Iterator
from typing import Any, cast

from solver.profile import RuleProfile
from solver.registry import by_number, choose
from solver.rule import Rule, RuleId, RuleInfo
from solver.substitution.kinds import (
    Handover,
    PieceLimits,
    RuleSet,
    Wish,
)
from solver.substitution.rules.availability import Availability
from solver.substitution.rules.breaks import Breaks
from solver.substitution.rules.brought_once import BroughtOnce
from solver.substitution.rules.capabilities import Capabilities
from solver.substitution.rules.capacity_profile import CapacityProfile
from solver.substitution.rules.changes import FewChanges
from solver.substitution.rules.continuity import Continuity
from solver.substitution.rules.contracts import Contracts
from solver.substitution.rules.cooperation import Cooperation
from solver.substitution.rules.cost import LowCost
from solver.substitution.rules.credentials import Credentials
from solver.substitution.rules.daily_limit import DailyLimit
from solver.substitution.rules.daily_rest import DailyRest
from solver.substitution.rules.distinct_persons import DistinctPersons
from solver.substitution.rules.exclusions import Exclusions
from solver.substitution.rules.extra_children import ExtraChildren
from solver.substitution.rules.extra_way import ShortWay
from solver.substitution.rules.extra_way_limit import ExtraWayLimit
from solver.substitution.rules.fairness import EvenLoad
from solver.substitution.rules.familiar_person import FamiliarPerson
from solver.substitution.rules.familiarity_level import FamiliarEnough
from solver.substitution.rules.fixed_cover import FixedCoverStays
from solver.substitution.rules.group_together import GroupTogether
from solver.substitution.rules.longest_duration import LongestDuration
from solver.substitution.rules.not_built import NOT_BUILT
from solver.substitution.rules.one_person_at_a_time import OnePersonAtATime
from solver.substitution.rules.one_place_at_a_time import OnePlaceAtATime
from solver.substitution.rules.permit import PermitHolds
from solver.substitution.rules.personal_limits import OwnLimits
from solver.substitution.rules.persons_deployed import FewPersons
from solver.substitution.rules.piece_length import PieceLength
from solver.substitution.rules.place_open import PlaceOpen
from solver.substitution.rules.place_usable import PlaceUsable
from solver.substitution.rules.present_at_once_person import PresentAtOnceWithPerson
from solver.substitution.rules.present_at_once_place import PresentAtOnceAtPlace
from solver.substitution.rules.present_in_shared_setting import PresentInSharedSetting
from solver.substitution.rules.qualification import Qualification
from solver.substitution.rules.siblings_apart import SiblingsApart
from solver.substitution.rules.siblings_together import SiblingsTogether
from solver.substitution.rules.spare_places import SparePlaces
from solver.substitution.rules.tie_break import TieBreak
from solver.substitution.rules.uncovered import Uncovered
from solver.substitution.rules.weekly_hours import WeeklyHours
from solver.weighted import WeightedWishes, single_wishes

#: Rules in the order in which an option is refused; those that depend on the time of
#: day come after the others, whatever their place here.
RULES: tuple[type[Rule[Any]], ...] = (
    FixedCoverStays,
    Cooperation,
    PieceLength,
    Availability,
    Exclusions,
    OwnLimits,
    PermitHolds,
    Credentials,
    Qualification,
    Capabilities,
    FamiliarEnough,
    PlaceUsable,
    PlaceOpen,
    ExtraWayLimit,
    LongestDuration,
    DistinctPersons,
    OnePlaceAtATime,
    PresentAtOnceWithPerson,
    PresentAtOnceAtPlace,
    CapacityProfile,
    ExtraChildren,
    Breaks,
    DailyLimit,
    WeeklyHours,
    SiblingsTogether,
    PresentInSharedSetting,
    Contracts,
    DailyRest,
    BroughtOnce,
    OnePersonAtATime,
)
#: Wishes in the default order of the tiers, then those that only some profiles name.
WISHES: tuple[type[Wish[Any]], ...] = (
    Uncovered,
    FewChanges,
    FamiliarPerson,
    Continuity,
    SiblingsApart,
    GroupTogether,
    ShortWay,
    EvenLoad,
    SparePlaces,
    LowCost,
    TieBreak,
    FewPersons,
)
#: What a profile has to ask for by name.
_ON_DEMAND: tuple[type[Wish[Any]], ...] = (FewPersons,)
DEFAULT_TIERS: tuple[RuleId, ...] = tuple(
    wish.info.id for wish in WISHES if wish not in _ON_DEMAND
)


def catalogue() -> tuple[RuleInfo, ...]:
    """Every rule and wish by number, those not built included."""
    return by_number(RULES, WISHES, NOT_BUILT)


def load_rules(profile: RuleProfile) -> RuleSet:
    """The rules of a profile with its numbers, and what is not checked.

    A rule the profile does not mention holds with its default numbers.

    Raises
    ------
    ProfileError
        If a setting is unknown or wrong, a law is switched off, or a tier is no wish
        or named twice.
    """
    chosen = choose(profile, RULES, WISHES, NOT_BUILT)
    return RuleSet(
        pair=tuple(sorted(chosen.pair, key=lambda rule: rule.timed)),
        joint=chosen.joint,
        wishes=tuple(_tiers(chosen.wishes)),
        not_checked=(*chosen.switched_off, *(info.id for info in NOT_BUILT)),
        pieces=_pieces((*chosen.rules, *single_wishes(chosen.wishes))),
    )


def _tiers(wishes: Iterable[Rule[Any]]) -> Iterator[Wish[Any]]:
    """Wishes in order; urgency classes become tiers of their own."""
    for wish in wishes:
        if isinstance(wish, Uncovered):
            yield from wish.tiers()
        elif isinstance(wish, Wish):
            yield wish
        elif isinstance(wish, WeightedWishes):
            for part in single_wishes((wish,)):
                if isinstance(part, Uncovered):
                    # The classes named go first; the rest is what is weighed.
                    yield from part.tiers()[:-1]
            # Of the kinds above, and all that a wish says it says as well.
            yield cast("Wish[Any]", wish)


def _pieces(active: Iterable[Rule[Any]]) -> PieceLimits:
    """How needs may be cut, from the two rules and the wish that say it."""
    handover, shortest, step, gain = Handover.AT_ALL, 1, 1, 0
    for rule in active:
        if isinstance(rule, OnePersonAtATime):
            handover = rule.handover
        elif isinstance(rule, PieceLength):
            shortest = rule.parameters.min_piece_minutes
            step = rule.parameters.step_minutes
        elif isinstance(rule, Uncovered):
            gain = rule.parameters.handover_gain_minutes
    return PieceLimits(handover, shortest, step, gain)
