"""The kinds of rules and wishes for consultation visits, and a profile's set."""

from dataclasses import dataclass
from typing import Any

from solver import kinds
from solver.consultations.index import ConsultationIndex
from solver.consultations.plan import ConsultationPlan
from solver.consultations.problem import Visit
from solver.consultations.variables import ConsultationVariables
from solver.rule import P


class PairRule(kinds.PairRule[P, ConsultationIndex, Visit]):
    """Says whether this host may receive this request on this day at all."""


class JointRule(kinds.JointRule[P, ConsultationIndex, Visit, ConsultationVariables]):
    """Says whether visits go together, on top of the fixed ones."""


class Wish(kinds.Wish[P, ConsultationIndex, ConsultationPlan, ConsultationVariables]):
    """Says how good visits are."""


@dataclass(frozen=True, slots=True)
class RuleSet(kinds.RuleSet[PairRule[Any], JointRule[Any], Wish[Any]]):
    """The rules of a profile, ready to use; wishes in the order of the tiers."""
