"""A matching as the terminal shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from service.access import Action, load
from service.commands.common.plan_view import TierView
from service.db.store import Store
from service.db.tables.planning import Proposal
from service.domain.actor import Actor
from service.domain.kinds import ProposalKind, ProposalState
from service.errors import InvalidInput
from service.i18n import translate_sentence
from service.planning.rule_changes import RuleChangeView, rule_changes
from service.planning.sentences import Sentence
from service.use_cases.read_matching import PairView, UnservedView, whole_matching


@dataclass(frozen=True, slots=True)
class Change:
    """The smallest change that would serve a kindergarten; ``proven`` to be that."""

    kindergarten_id: UUID
    proven: bool
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class MatchView:
    """All of a matching that a coordinator looks at.

    ``standing`` engagements were there already; the matching leaves them alone or,
    where nobody had answered and that was asked for, plans them anew. ``changes`` say
    what would help each kindergarten alone, but for those ``without_time`` for it.
    """

    id: UUID
    state: ProposalState
    first_day: date
    last_day: date
    failure: str
    standing: int
    pairs: Sequence[PairView]
    unserved: Sequence[UnservedView]
    tiers: tuple[TierView, ...]
    not_checked: tuple[str, ...]
    rule_changes: Sequence[RuleChangeView]
    changes: Sequence[Change] = ()
    without_time: Sequence[UUID] = ()


def match_view(store: Store, actor: Actor, proposal_id: UUID) -> MatchView:
    """Read a matching with all its reasons.

    Raises
    ------
    NotPermitted, NotFound
        If it is not the actor's to read.
    InvalidInput
        If it is a proposal of another kind.
    """
    with store.read(actor.tenant_id) as session:
        proposal = load(session, actor, Proposal, proposal_id, Action.READ_PROPOSALS)
        if proposal.kind is not ProposalKind.MATCHING:
            raise InvalidInput(
                "Dieser Vorschlag plant Vertretungen; lueckenlos plan zeigt ihn."
            )
        pairs, unserved = whole_matching(session, actor, proposal_id)
        return MatchView(
            id=proposal.id,
            state=proposal.state,
            first_day=proposal.first_day,
            last_day=proposal.last_day,
            failure=translate_sentence(proposal.failure),
            standing=len(proposal.standing),
            pairs=pairs,
            unserved=unserved,
            tiers=tuple(TierView(**tier) for tier in proposal.tiers),
            not_checked=tuple(proposal.not_checked),
            rule_changes=rule_changes(proposal.rule_profile),
        )
