"""Questions about the dates of sessions."""

from typing import Any

from flask.views import MethodView

from api.answering import answering
from api.auth import actor, needs, store
from api.idempotent import idempotent
from api.v1.explanations import explanations
from api.v1.schemas.coaching_sessions import (
    NewSessionQuestionSchema,
    SessionAnswerFoundSchema,
)
from service.access import Action
from service.use_cases.explain_session import (
    AskedAboutSession,
    SessionAnswer,
    explain_session,
)


@explanations.route("/session", endpoint="Session")
class SessionQuestions(MethodView):
    """Questions about a date."""

    @needs(Action.EXPLAIN_SESSION)
    @explanations.arguments(NewSessionQuestionSchema)
    @idempotent
    @explanations.response(200, SessionAnswerFoundSchema)
    def post(self, asked: dict[str, Any]) -> SessionAnswer:
        """Eine Frage zum Datum eines Termins beantworten, soweit er Ihrer ist."""
        question = AskedAboutSession(**asked)
        return explain_session(store(), actor(), question, answering())
