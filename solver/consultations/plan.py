"""Consultation visits as they were decided, and which requests found none."""

from dataclasses import dataclass

from solver.consultations.problem import HostId, RequestId, Visit
from solver.rule import Facts, RuleId
from solver.tier import TierResult


@dataclass(frozen=True, slots=True)
class RefusedHost:
    """A host that cannot take a request: the rule that came farthest, its facts."""

    host: HostId
    rule: RuleId
    facts: Facts


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A request without a visit, and for each host the rule against it."""

    request: RequestId
    refusals: tuple[RefusedHost, ...] = ()


@dataclass(frozen=True, slots=True)
class ConsultationPlan:
    """What was decided; fixed visits are not repeated here."""

    assignments: tuple[Visit, ...]
    unanswered: tuple[Unanswered, ...] = ()
    tiers: tuple[TierResult, ...] = ()
    not_checked: tuple[RuleId, ...] = ()
