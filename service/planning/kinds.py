"""Every kind of proposal there is."""

from collections.abc import Mapping
from typing import Final

from service.db.tables.planning import Proposal
from service.domain.kinds import ProposalKind
from service.matching.kind import MatchingKind
from service.planning.plan_kind import PlanKind
from service.planning.substitution_kind import SubstitutionKind

SUBSTITUTION: Final = SubstitutionKind()
MATCHING: Final = MatchingKind()

_KINDS: Final[Mapping[ProposalKind, PlanKind]] = {
    ProposalKind.SUBSTITUTION: SUBSTITUTION,
    ProposalKind.MATCHING: MATCHING,
}


def kind_of(proposal: Proposal) -> PlanKind:
    """What knows how to plan, check and publish a proposal."""
    return _KINDS[proposal.kind]
