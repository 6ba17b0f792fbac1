"""Consultation visits: each side reads and answers its own, the coordination moves."""

from typing import Any
from uuid import UUID

from flask.views import MethodView

from api.answering import answering
from api.auth import actor, needs, store
from api.idempotent import idempotent
from api.paging import page_request
from api.smorest import Resource, expected_version
from api.v1.schemas.appointments import (
    AnsweredAppointmentSchema,
    AppointmentAnswerSchema,
    AskedVisitSchema,
    ConsultationPage,
    MoveConsultationSchema,
    MovedConsultationSchema,
    VisitReasonsSchema,
)
from api.v1.schemas.matching import EngagementQuery
from service.access import Action
from service.dates.consultations.views import VisitView
from service.domain.page import Page
from service.use_cases.answer_appointment import (
    AnswerAppointment,
    AppointmentKind,
    answer_appointment,
)
from service.use_cases.explain_consultation import (
    AskedAboutVisit,
    VisitAnswer,
    explain_consultation,
)
from service.use_cases.move_consultation import (
    MoveConsultation,
    MovedConsultation,
    move_consultation,
)
from service.use_cases.read_consultations import list_consultations

consultations = Resource(
    "consultations",
    __name__,
    url_prefix="/api/v1/consultations",
    description="Besuche bei Konsultationseinrichtungen",
)


@consultations.route("", endpoint="Collection")
class Consultations(MethodView):
    """Visits."""

    @needs(Action.READ_CONSULTATIONS)
    @consultations.arguments(EngagementQuery, location="query")
    @consultations.response(200, ConsultationPage)
    def get(self, query: dict[str, Any]) -> Page[VisitView]:
        """Konsultationsbesuche eines Jahres auflisten, soweit sie Ihre sind."""
        year = query.pop("year")
        return list_consultations(store(), actor(), year, page_request(query))


@consultations.route("/<uuid:visit_id>/answer", endpoint="Answer")
class SaidOfVisit(MethodView):
    """What is said of a visit."""

    @needs(Action.ANSWER_CONSULTATION)
    @consultations.versioned
    @consultations.arguments(AppointmentAnswerSchema)
    @consultations.response(200, AnsweredAppointmentSchema)
    def put(self, said: dict[str, Any], visit_id: UUID) -> dict[str, object]:
        """Einen Konsultationsbesuch bestätigen, absagen oder als gehalten eintragen."""
        command = AnswerAppointment(
            AppointmentKind.VISIT, visit_id, version=expected_version(), **said
        )
        return {"version": answer_appointment(store(), actor(), command)}


@consultations.route("/<uuid:visit_id>/move", endpoint="Move")
class MovingVisit(MethodView):
    """Another day or host for a visit."""

    @needs(Action.AGREE)
    @consultations.changing
    @consultations.arguments(MoveConsultationSchema)
    @consultations.response(200, MovedConsultationSchema)
    def post(self, asked: dict[str, Any], visit_id: UUID) -> MovedConsultation:
        """Einen Konsultationsbesuch verlegen; alle anderen bleiben, wo sie sind."""
        command = MoveConsultation(visit_id, version=expected_version(), **asked)
        return move_consultation(store(), actor(), command, answering())


@consultations.route("/explanations", endpoint="Explanations")
class VisitExplanations(MethodView):
    """Questions about visits."""

    @needs(Action.READ_CONSULTATIONS)
    @consultations.arguments(AskedVisitSchema)
    @idempotent
    @consultations.response(200, VisitReasonsSchema)
    def post(self, asked: dict[str, Any]) -> VisitAnswer:
        """Erklären, warum eine Kita dort zu Besuch ist oder nirgends."""
        return explain_consultation(
            store(), actor(), AskedAboutVisit(**asked), answering()
        )
