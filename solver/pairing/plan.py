"""Teams as they were decided, and what is proven of them."""

from dataclasses import dataclass
from enum import StrEnum

from solver.pairing.problem import PersonId, Team
from solver.rule import RuleId
from solver.tier import TierResult


class Method(StrEnum):
    """How teams were found, and by that what their bounds are worth."""

    #: Maximum-weight matching in a general graph: exact on all tiers at once.
    MATCHING = "matching"
    #: Set packing; columns are priced over every team that the rules pass.
    PACKING = "packing"


@dataclass(frozen=True, slots=True)
class PairingPlan:
    """What was decided; bounds hold for all teams that the rules pass.

    ``unique`` says it is proven that no other teams are as good on every tier.
    """

    assignments: tuple[Team, ...]
    alone: tuple[PersonId, ...] = ()
    method: Method = Method.PACKING
    tiers: tuple[TierResult, ...] = ()
    not_checked: tuple[RuleId, ...] = ()
    unique: bool = False
