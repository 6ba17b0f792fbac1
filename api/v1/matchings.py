"""Matchings are asked for like any proposal, read, and asked about."""

from typing import Any
from uuid import UUID

from flask.views import MethodView

from api.answering import answering
from api.auth import actor, application, needs, store
from api.idempotent import idempotent
from api.long_work import ACCEPTED, limited
from api.paging import page_request
from api.v1.explanations import explanations
from api.v1.proposals import proposals, proposing
from api.v1.schemas.base import PageQuery
from api.v1.schemas.matching import (
    MatchingAnswerSchema,
    NewMatchingQuestionSchema,
    NewMatchingSchema,
    PairPage,
    UnservedPage,
)
from api.v1.schemas.planning import ProposalSchema
from service.access import Action
from service.domain.page import Page
from service.use_cases.ask_matching import (
    AskedAboutMatching,
    MatchingAnswer,
    ask_matching,
)
from service.use_cases.read_matching import (
    PairView,
    UnservedView,
    list_pairs,
    list_unserved,
)
from service.use_cases.request_matching import RequestMatching, request_matching


@proposals.route("/matching", endpoint="Matchings")
class Matchings(MethodView):
    """Matchings."""

    @needs(Action.PROPOSE)
    @proposals.arguments(NewMatchingSchema)
    @idempotent
    @proposals.response(202, ProposalSchema, headers=ACCEPTED)
    def post(self, asked: dict[str, Any]) -> object:
        """Begleitungen eines Jahres berechnen lassen; die Adresse zeigt den Stand."""
        wanted = limited(asked, application().settings.solver_seconds)
        command = RequestMatching(**wanted)
        return proposing(request_matching(store(), actor(), command))


@proposals.route("/<uuid:proposal_id>/pairs", endpoint="Pairs")
class Pairs(MethodView):
    """Who accompanies whom."""

    @needs(Action.READ_PROPOSALS)
    @proposals.arguments(PageQuery, location="query")
    @proposals.response(200, PairPage)
    def get(self, query: dict[str, Any], proposal_id: UUID) -> Page[PairView]:
        """Vorgeschlagene Begleitungen mit Begründung."""
        return list_pairs(store(), actor(), proposal_id, page_request(query))


@proposals.route("/<uuid:proposal_id>/unserved", endpoint="Unserved")
class Unserved(MethodView):
    """Who stays alone."""

    @needs(Action.READ_PROPOSALS)
    @proposals.arguments(PageQuery, location="query")
    @proposals.response(200, UnservedPage)
    def get(self, query: dict[str, Any], proposal_id: UUID) -> Page[UnservedView]:
        """Kitas ohne Begleitung, mit dem Grund je Prozessbegleitung."""
        return list_unserved(store(), actor(), proposal_id, page_request(query))


@explanations.route("/matching", endpoint="Matching")
class MatchingQuestions(MethodView):
    """Questions about matchings."""

    @needs(Action.EXPLAIN)
    @explanations.arguments(NewMatchingQuestionSchema)
    @idempotent
    @explanations.response(200, MatchingAnswerSchema)
    def post(self, asked: dict[str, Any]) -> MatchingAnswer:
        """Eine Frage zu einem Vorschlag für Begleitungen beantworten."""
        proposal_id = asked.pop("proposal_id")
        question = AskedAboutMatching(**asked)
        return ask_matching(store(), actor(), proposal_id, question, answering())
