"""Questions about a proposal: why, why not, what would help, what has changed."""

from typing import Any

from flask.views import MethodView

from api.answering import answering
from api.auth import actor, needs, store
from api.idempotent import idempotent
from api.smorest import Resource
from api.v1.schemas.explanations import AnsweredQuestionSchema, NewExplanationSchema
from service.access import Action
from service.use_cases.ask_question import (
    AnsweredQuestion,
    AskedQuestion,
    ask_question,
)

explanations = Resource(
    "explanations",
    __name__,
    url_prefix="/api/v1/explanations",
    description="Fragen an einen Vorschlag",
)


@explanations.route("", endpoint="Collection")
class Explanations(MethodView):
    """Questions."""

    @needs(Action.EXPLAIN)
    @explanations.arguments(NewExplanationSchema)
    @idempotent
    @explanations.response(200, AnsweredQuestionSchema)
    def post(self, asked: dict[str, Any]) -> AnsweredQuestion:
        """Eine Frage zu einem Vorschlag beantworten."""
        proposal_id = asked.pop("proposal_id")
        question = AskedQuestion(**asked)
        return ask_question(store(), actor(), proposal_id, question, answering())
