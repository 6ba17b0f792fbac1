"""Engagements: read by each side, settled by hand, answered; budgets and their rest."""

from typing import Any
from uuid import UUID

from flask import url_for
from flask.views import MethodView

from api.auth import actor, needs, store
from api.documents import LOCATION
from api.idempotent import idempotent
from api.paging import page_request
from api.smorest import Resource, expected_version, tagged
from api.v1.schemas.matching import (
    AgreedEngagementSchema,
    BudgetsSchema,
    EngagementAnswerSchema,
    EngagementPage,
    EngagementQuery,
    EngagementSchema,
    EngagementStateSchema,
    NewEngagementSchema,
    YearQuery,
)
from service.access import Action
from service.domain.page import Page
from service.use_cases.agree_engagement import AgreeEngagement, agree_engagement
from service.use_cases.answer_engagement import AnswerEngagement, answer_engagement
from service.use_cases.read_engagements import (
    EngagementView,
    list_engagements,
    read_budgets,
    read_engagement,
)

engagements = Resource(
    "engagements",
    __name__,
    url_prefix="/api/v1/engagements",
    description="Begleitungen",
)
budgets = Resource(
    "budgets",
    __name__,
    url_prefix="/api/v1/budgets",
    description="Budgets der Landkreise",
)


@engagements.route("", endpoint="Collection")
class Engagements(MethodView):
    """Engagements."""

    @needs(Action.READ_ENGAGEMENTS)
    @engagements.arguments(EngagementQuery, location="query")
    @engagements.response(200, EngagementPage)
    def get(self, query: dict[str, Any]) -> Page[EngagementView]:
        """Begleitungen eines Jahres auflisten, soweit sie Ihre sind."""
        year = query.pop("year")
        return list_engagements(store(), actor(), year, page_request(query))

    @needs(Action.AGREE)
    @engagements.arguments(NewEngagementSchema)
    @idempotent
    @engagements.response(201, AgreedEngagementSchema, headers=LOCATION)
    def post(self, asked: dict[str, Any]) -> object:
        """Eine Begleitung von Hand festlegen; Vorschläge lassen sie stehen."""
        done = agree_engagement(store(), actor(), AgreeEngagement(**asked))
        address = url_for("engagements.Item", engagement_id=done.engagement_id)
        return done, {"Location": address}


@engagements.route("/<uuid:engagement_id>", endpoint="Item")
class Engagement(MethodView):
    """One engagement."""

    @needs(Action.READ_ENGAGEMENTS)
    @engagements.versioned
    @engagements.response(200, EngagementSchema)
    def get(self, engagement_id: UUID) -> object:
        """Eine Begleitung lesen."""
        found = read_engagement(store(), actor(), engagement_id)
        return tagged(found, found.version)


@engagements.route("/<uuid:engagement_id>/answer", endpoint="Answer")
class Answer(MethodView):
    """What a coach says, or whoever coordinates."""

    @needs(Action.ANSWER_ENGAGEMENT)
    @engagements.versioned
    @engagements.arguments(EngagementAnswerSchema)
    @engagements.response(200, EngagementStateSchema)
    def put(self, said: dict[str, Any], engagement_id: UUID) -> dict[str, object]:
        """Eine Begleitung zusagen, absagen oder zurücknehmen."""
        command = AnswerEngagement(engagement_id, version=expected_version(), **said)
        return {"state": answer_engagement(store(), actor(), command)}


@budgets.route("", endpoint="Collection")
class Budgets(MethodView):
    """Budgets."""

    @needs(Action.READ_BUDGETS)
    @budgets.arguments(YearQuery, location="query")
    @budgets.response(200, BudgetsSchema)
    def get(self, query: dict[str, Any]) -> dict[str, object]:
        """Budget, Zugesagtes, Angefragtes und Rest je Landkreis, ohne Namen."""
        return {"items": read_budgets(store(), actor(), query["year"])}
