"""Plans are asked for, watched while they are computed, and read."""

from typing import Any
from uuid import UUID

from flask import url_for
from flask.views import MethodView

from api.answering import answering
from api.auth import actor, application, needs, store
from api.documents import RETRY_AFTER
from api.idempotent import idempotent
from api.long_work import ACCEPTED, accepted, limited, watched
from api.paging import page_request
from api.smorest import Resource
from api.v1.schemas.base import PageQuery
from api.v1.schemas.planning import (
    CurrentAuditSchema,
    DerivedAgainSchema,
    ExplanationSchema,
    GapPage,
    ItemPage,
    NewProposalSchema,
    PersonExplanationSchema,
    PersonQuestionQuery,
    ProposalPage,
    ProposalSchema,
)
from service.access import Action
from service.domain.page import Page
from service.jobs.registry import handlers
from service.planning.plan_kind import CurrentAudit
from service.planning.requesting import RequestedProposal
from service.use_cases.audit_proposal import (
    DerivedAgain,
    audit_proposal,
    derive_again,
)
from service.use_cases.cancel_computation import cancel_proposal
from service.use_cases.explain import Explanation, explain_gap, explain_item
from service.use_cases.explain_person import (
    PersonExplanation,
    PersonQuestion,
    explain_person,
)
from service.use_cases.read_proposals import (
    GapView,
    ItemView,
    ProposalView,
    list_gaps,
    list_items,
    list_proposals,
    read_proposal,
)
from service.use_cases.request_proposal import RequestProposal, request_proposal

proposals = Resource(
    "proposals", __name__, url_prefix="/api/v1/proposals", description="Vorschläge"
)


def proposing(requested: RequestedProposal) -> object:
    """What is answered to whoever asked for a proposal; its job is made known."""
    address = url_for("proposals.Item", proposal_id=requested.proposal_id)
    view = read_proposal(store(), actor(), requested.proposal_id)
    return accepted(view, requested.job_id, address)


@proposals.route("", endpoint="Collection")
class Proposals(MethodView):
    """Proposals."""

    @needs(Action.READ_PROPOSALS)
    @proposals.arguments(PageQuery, location="query")
    @proposals.response(200, ProposalPage)
    def get(self, query: dict[str, Any]) -> Page[ProposalView]:
        """Vorschläge auflisten, Neueste zuerst."""
        return list_proposals(store(), actor(), page_request(query))

    @needs(Action.PROPOSE)
    @proposals.arguments(NewProposalSchema)
    @idempotent
    @proposals.response(202, ProposalSchema, headers=ACCEPTED)
    def post(self, asked: dict[str, Any]) -> object:
        """Einen Vorschlag berechnen lassen; die Adresse zeigt, wie weit er ist."""
        wanted = limited(asked, application().settings.solver_seconds)
        command = RequestProposal(**wanted)
        return proposing(request_proposal(store(), actor(), command))


@proposals.route("/<uuid:proposal_id>", endpoint="Item")
class Proposal(MethodView):
    """One proposal: the status resource of its computation."""

    @needs(Action.READ_PROPOSALS)
    @proposals.response(200, ProposalSchema, headers=RETRY_AFTER)
    def get(self, proposal_id: UUID) -> object:
        """Stand, bisher erreichte Stufen und Herkunft eines Vorschlags."""
        found = read_proposal(store(), actor(), proposal_id)
        return watched(found, found.state)


@proposals.route("/<uuid:proposal_id>/cancellation", endpoint="Cancellation")
class Cancellation(MethodView):
    """Calling a computation off."""

    @needs(Action.CANCEL_PROPOSAL)
    @proposals.response(202, ProposalSchema)
    def post(self, proposal_id: UUID) -> ProposalView:
        """Die Berechnung abbrechen."""
        known = handlers(application().settings)
        cancel_proposal(store(), known, actor(), proposal_id)
        return read_proposal(store(), actor(), proposal_id)


@proposals.route("/<uuid:proposal_id>/items", endpoint="Items")
class Items(MethodView):
    """What is proposed."""

    @needs(Action.READ_PROPOSALS)
    @proposals.arguments(PageQuery, location="query")
    @proposals.response(200, ItemPage)
    def get(self, query: dict[str, Any], proposal_id: UUID) -> Page[ItemView]:
        """Vorgeschlagene Vertretungen."""
        return list_items(store(), actor(), proposal_id, page_request(query))


@proposals.route("/<uuid:proposal_id>/gaps", endpoint="Gaps")
class Gaps(MethodView):
    """What nobody takes."""

    @needs(Action.READ_PROPOSALS)
    @proposals.arguments(PageQuery, location="query")
    @proposals.response(200, GapPage)
    def get(self, query: dict[str, Any], proposal_id: UUID) -> Page[GapView]:
        """Lücken eines Vorschlags."""
        return list_gaps(store(), actor(), proposal_id, page_request(query))


@proposals.route("/<uuid:proposal_id>/explanation", endpoint="PersonExplanation")
class WhyNot(MethodView):
    """Why (not) this person."""

    @needs(Action.EXPLAIN)
    @proposals.arguments(PersonQuestionQuery, location="query")
    @proposals.response(200, PersonExplanationSchema)
    def get(self, query: dict[str, Any], proposal_id: UUID) -> PersonExplanation:
        """Warum (nicht) diese Person für dieses Kind."""
        asked = PersonQuestion(**query)
        return explain_person(store(), actor(), proposal_id, asked, answering())


@proposals.route("/<uuid:proposal_id>/audit", endpoint="Audit")
class Audit(MethodView):
    """A proposal on the state of now."""

    @needs(Action.READ_PROPOSALS)
    @proposals.response(200, CurrentAuditSchema)
    def get(self, proposal_id: UUID) -> CurrentAudit:
        """Ob der Vorschlag zum aktuellen Stand passt und was dagegen spricht."""
        return audit_proposal(store(), actor(), proposal_id)


@proposals.route("/<uuid:proposal_id>/original-audit", endpoint="OriginalAudit")
class OriginalAudit(MethodView):
    """A proposal on the state it was made of."""

    @needs(Action.READ_PROPOSALS)
    @proposals.response(200, DerivedAgainSchema)
    def get(self, proposal_id: UUID) -> DerivedAgain:
        """Den Vorschlag auf seiner eigenen Grundlage noch einmal nachprüfen."""
        return derive_again(store(), actor(), proposal_id, answering())


@proposals.route("/items/<uuid:item_id>/explanation", endpoint="ItemExplanation")
class ItemExplanation(MethodView):
    """Why this person."""

    @needs(Action.EXPLAIN)
    @proposals.response(200, ExplanationSchema)
    def get(self, item_id: UUID) -> Explanation:
        """Begründung einer vorgeschlagenen Vertretung."""
        return explain_item(store(), actor(), item_id)


@proposals.route("/gaps/<uuid:gap_id>/explanation", endpoint="GapExplanation")
class GapExplanation(MethodView):
    """Why nobody."""

    @needs(Action.EXPLAIN)
    @proposals.response(200, ExplanationSchema)
    def get(self, gap_id: UUID) -> Explanation:
        """Begründung einer Lücke: wen welche Regel ausschloss."""
        return explain_gap(store(), actor(), gap_id)
