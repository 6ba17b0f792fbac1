"""The registry of rules and wishes for season pairing.

How to add a rule: see ``solver.substitution.rules``. A wish is a sum over teams.
"""

from typing import Any, Final

from solver.errors import ProfileError
from solver.pairing.kinds import RuleSet, Wish
from solver.pairing.rules.good_teams_stay import GoodTeamsStay
from solver.pairing.rules.held_budget import HeldBudget
from solver.pairing.rules.held_cost import HeldCost
from solver.pairing.rules.held_places import HeldPlaces
from solver.pairing.rules.near_enough import NearEnough
from solver.pairing.rules.one_team import OneTeam
from solver.pairing.rules.opening_hours import OpeningHours
from solver.pairing.rules.permit import PermitAtStart
from solver.pairing.rules.readiness import Readiness
from solver.pairing.rules.refused_together import RefusedTogether
from solver.pairing.rules.team_size import TeamSize
from solver.pairing.rules.team_ways import ShortTeamWays
from solver.pairing.rules.teams_parted import TeamsParted
from solver.pairing.rules.uncovered_hours import UncoveredHours
from solver.pairing.rules.wishes_met import WishesMet
from solver.pairing.rules.worth_it import WorthIt
from solver.profile import RuleProfile
from solver.registry import Registry
from solver.rule import Rule

#: Rules in the order in which a team is refused.
RULES: tuple[type[Rule[Any]], ...] = (
    TeamSize,
    PermitAtStart,
    Readiness,
    RefusedTogether,
    NearEnough,
    OpeningHours,
    HeldPlaces,
    GoodTeamsStay,
    HeldBudget,
    WorthIt,
    OneTeam,
)
#: Wishes in the default order of the tiers.
WISHES: tuple[type[Wish[Any]], ...] = (
    UncoveredHours,
    HeldCost,
    WishesMet,
    TeamsParted,
    ShortTeamWays,
)
_REGISTRY: Final = Registry(RULES, WISHES, RuleSet)
DEFAULT_TIERS: Final = _REGISTRY.tiers
catalogue: Final = _REGISTRY.catalogue


def load_rules(profile: RuleProfile) -> RuleSet:
    """The rules of a profile with its numbers, and what is not checked.

    Raises
    ------
    ProfileError
        If the profile contradicts itself or the catalogue, or another goal comes
        before coverage: bounds are counted on it.
    """
    if profile.tiers[:1] != DEFAULT_TIERS[:1]:
        raise ProfileError(
            f"Im Regelprofil „{profile.id}“ kommt zuerst, dass so wenige Kinderstunden"
            f" wie möglich ohne Vertretung bleiben ({DEFAULT_TIERS[0]})."
        )
    return _REGISTRY.load(profile)
