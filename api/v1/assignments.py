"""What stands is answered and explained."""

from typing import Any
from uuid import UUID

from flask.views import MethodView

from api.auth import actor, needs, store
from api.smorest import expected_version
from api.v1.nouns import RESOURCE_BY_PATH
from api.v1.schemas.planning import AnsweredSchema, AnswerSchema, ExplanationSchema
from service.access import Action
from service.use_cases.answer_assignment import AnswerAssignment, answer_assignment
from service.use_cases.explain import Explanation, explain_assignment

assignments = RESOURCE_BY_PATH["assignments"]


@assignments.route("/<uuid:assignment_id>/answer", endpoint="Answer")
class Answer(MethodView):
    """The answer of whoever stands in."""

    @needs(Action.ANSWER_ASSIGNMENT)
    @assignments.versioned
    @assignments.arguments(AnswerSchema)
    @assignments.response(200, AnsweredSchema)
    def put(self, said: dict[str, Any], assignment_id: UUID) -> dict[str, object]:
        """Zusagen, absagen, beginnen, beenden oder freigeben."""
        command = AnswerAssignment(assignment_id, version=expected_version(), **said)
        return {"state": answer_assignment(store(), actor(), command)}


@assignments.route("/<uuid:assignment_id>/explanation", endpoint="Explanation")
class AssignmentExplanation(MethodView):
    """Why this person."""

    @needs(Action.READ_ASSIGNMENTS)
    @assignments.response(200, ExplanationSchema)
    def get(self, assignment_id: UUID) -> Explanation:
        """Begründung einer Vertretung, soweit Sie sie wissen dürfen."""
        return explain_assignment(store(), actor(), assignment_id)
