"""Questions about a proposal: why, why not, what would help, what has changed."""

from typing import Any

from flask import current_app
from flask.views import MethodView

from api.auth import actor, application, needs, store
from api.idempotent import idempotent
from api.smorest import Resource
from api.v1.schemas.explanations import AnsweredQuestionSchema, NewExplanationSchema
from service.access import Action
from service.explaining.process import AnsweringProcess
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


def answering() -> AnsweringProcess:
    """The one process of this application that answers; started by the first one."""
    settings = application().settings
    process: AnsweringProcess = current_app.extensions.setdefault(
        "answering", AnsweringProcess(settings.solver_memory_mib)
    )
    return process


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
