"""A proposal is made to stand, or what stands is taken back."""

from typing import Any
from uuid import UUID

from flask import url_for
from flask.views import MethodView

from api.auth import actor, needs, store
from api.documents import LOCATION
from api.idempotent import idempotent
from api.v1.nouns import RESOURCE_BY_PATH
from api.v1.schemas.planning import (
    NewPublicationSchema,
    PublishedSchema,
    WithdrawnSchema,
)
from service.access import Action
from service.planning.plan_kind import Withdrawn
from service.use_cases.publish_proposal import publish_proposal
from service.use_cases.withdraw_publication import withdraw_publication

publications = RESOURCE_BY_PATH["publications"]


@publications.route("", endpoint="Publish")
class Publish(MethodView):
    """Publishing."""

    @needs(Action.PUBLISH)
    @publications.arguments(NewPublicationSchema)
    @idempotent
    @publications.response(201, PublishedSchema, headers=LOCATION)
    def post(self, asked: dict[str, Any]) -> object:
        """Einen Vorschlag freigeben: ganze Tage, in einem Zug oder gar nicht."""
        done = publish_proposal(store(), actor(), asked["proposal_id"])
        address = url_for("publications.Item", row_id=done.publication_id)
        return done, {"Location": address}


@publications.route("/<uuid:publication_id>/withdrawal", endpoint="Withdrawal")
class Withdrawal(MethodView):
    """Taking back what stands."""

    @needs(Action.WITHDRAW)
    @idempotent
    @publications.response(200, WithdrawnSchema)
    def post(self, publication_id: UUID) -> Withdrawn:
        """Eine Freigabe für Tage zurückziehen, die noch nicht begonnen haben."""
        return withdraw_publication(store(), actor(), publication_id)
