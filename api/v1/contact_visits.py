"""Contact visits: planned by a job, read by each side, moved, answered, logged."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import Response, url_for
from flask.views import MethodView

from api.answering import answering
from api.auth import actor, application, needs, store
from api.idempotent import idempotent
from api.long_work import ACCEPTED, accepted, limited
from api.paging import page_request
from api.smorest import Resource, expected_version, tagged
from api.v1.files import ATTACHED, BYTES, SVG, attached
from api.v1.schemas.contact_visits import (
    AnsweredVisitSchema,
    AskedContactsSchema,
    ContactReasonsSchema,
    ContactVisitPage,
    ContactVisitSchema,
    HeldVisitSchema,
    LoggedVisitSchema,
    MovedVisitSchema,
    MoveVisitSchema,
    NewVisitPlanSchema,
    VisitAnswer,
    VisitAnswerSchema,
    VisitFileQuery,
    VisitQuery,
)
from api.v1.schemas.plain import JobSchema
from api.v1.schemas.reports import Flag
from service.access import Action
from service.domain.page import Page
from service.reports.workbook import XLSX
from service.use_cases.answer_visit import AnswerVisit, cancel_visit, confirm_visit
from service.use_cases.explain_contact_visits import (
    AskedAboutContacts,
    ContactAnswer,
    explain_contact_visits,
)
from service.use_cases.export_visits import (
    ExportVisits,
    export_visits_picture,
    export_visits_workbook,
)
from service.use_cases.log_visit import LoggedVisit, LogVisit, log_visit
from service.use_cases.move_visit import MovedVisit, MoveVisit, move_visit
from service.use_cases.plan_visits import PlanVisits
from service.use_cases.read_jobs import read_job
from service.use_cases.read_visits import VisitView, list_visits, read_visit
from service.use_cases.request_visits import request_visits

WEEKS_SHOWN = timedelta(weeks=12)

contact_visits = Resource(
    "contact_visits",
    __name__,
    url_prefix="/api/v1/contact-visits",
    description="Kontaktbesuche",
)


@contact_visits.route("", endpoint="Collection")
class ContactVisits(MethodView):
    """Visits."""

    @needs(Action.READ_VISITS)
    @contact_visits.arguments(VisitQuery, location="query")
    @contact_visits.response(200, ContactVisitPage)
    def get(self, query: dict[str, Any]) -> Page[VisitView]:
        """Kontaktbesuche auflisten, soweit sie Ihre sind; ohne Tage ab heute."""
        days = _days(query, WEEKS_SHOWN)
        return list_visits(store(), actor(), days, page_request(query))

    @needs(Action.PLAN_VISITS)
    @contact_visits.arguments(NewVisitPlanSchema)
    @idempotent
    @contact_visits.response(202, JobSchema, headers=ACCEPTED)
    def post(self, asked: dict[str, Any]) -> object:
        """Besuche der nächsten Wochen planen lassen; danach stehen sie."""
        wanted = limited(asked, application().settings.solver_seconds)
        job_id = request_visits(store(), actor(), PlanVisits(**wanted))
        view = read_job(store(), actor(), job_id)
        return accepted(view, job_id, url_for("jobs.Item", job_id=job_id))


def _days(query: dict[str, Any], shown: timedelta) -> tuple[date, date]:
    first: date = query.pop("first_day", None) or store().clock.now().date()
    last: date = query.pop("last_day", None) or first + shown
    return first, last


@contact_visits.route("/overview.xlsx", endpoint="Workbook")
class Workbook(MethodView):
    """Visits of some weeks to hand on."""

    @needs(Action.OVERSEE_VISITS)
    @contact_visits.arguments(VisitFileQuery, location="query")
    @contact_visits.response(200, BYTES, content_type=XLSX, headers=ATTACHED)
    def get(self, query: dict[str, Any]) -> Response:
        """Kontaktbesuche als Arbeitsmappe, ohne Namen, wenn sie niemand verlangt."""
        made = export_visits_workbook(store(), actor(), _exported(query))
        return attached(made, "kontaktbesuche.xlsx", XLSX)


@contact_visits.route("/overview.svg", endpoint="Picture")
class Picture(MethodView):
    """Visits of some weeks to look at."""

    @needs(Action.OVERSEE_VISITS)
    @contact_visits.arguments(VisitFileQuery, location="query")
    @contact_visits.response(200, BYTES, content_type=SVG, headers=ATTACHED)
    def get(self, query: dict[str, Any]) -> Response:
        """Kontaktbesuche als Bild, ohne Namen, wenn sie niemand verlangt."""
        made = export_visits_picture(store(), actor(), _exported(query))
        return attached(made, "kontaktbesuche.svg", SVG)


def _exported(query: dict[str, Any]) -> ExportVisits:
    first, last = _days(query, WEEKS_SHOWN - timedelta(days=1))
    return ExportVisits(first, last, query["names"] is Flag.TRUE)


@contact_visits.route("/explanations", endpoint="Explanations")
class Explanations(MethodView):
    """Questions about visits."""

    @needs(Action.OVERSEE_VISITS)
    @contact_visits.arguments(AskedContactsSchema)
    @idempotent
    @contact_visits.response(200, ContactReasonsSchema)
    def post(self, asked: dict[str, Any]) -> ContactAnswer:
        """Erklären, warum ein Haushalt so besucht wird oder nicht, und was hülfe."""
        return explain_contact_visits(
            store(), actor(), AskedAboutContacts(**asked), answering()
        )


@contact_visits.route("/<uuid:visit_id>", endpoint="Item")
class ContactVisit(MethodView):
    """One visit."""

    @needs(Action.READ_VISITS)
    @contact_visits.versioned
    @contact_visits.response(200, ContactVisitSchema)
    def get(self, visit_id: UUID) -> object:
        """Einen Kontaktbesuch lesen."""
        found = read_visit(store(), actor(), visit_id)
        return tagged(found, found.version)


@contact_visits.route("/<uuid:visit_id>/answer", endpoint="Answer")
class SaidToVisit(MethodView):
    """What a side says to a visit."""

    @needs(Action.ANSWER_VISIT)
    @contact_visits.versioned
    @contact_visits.arguments(VisitAnswerSchema)
    @contact_visits.response(200, AnsweredVisitSchema)
    def put(self, said: dict[str, Any], visit_id: UUID) -> dict[str, object]:
        """Einen Kontaktbesuch bestätigen oder absagen."""
        confirms = said["answer"] is VisitAnswer.CONFIRM
        answer = confirm_visit if confirms else cancel_visit
        command = AnswerVisit(visit_id, version=expected_version())
        return {"version": answer(store(), actor(), command)}


@contact_visits.route("/<uuid:visit_id>/held", endpoint="Held")
class HeldVisit(MethodView):
    """What was held."""

    @needs(Action.ANSWER_VISIT)
    @contact_visits.versioned
    @contact_visits.arguments(HeldVisitSchema)
    @contact_visits.response(200, LoggedVisitSchema)
    def put(self, said: dict[str, Any], visit_id: UUID) -> LoggedVisit:
        """Wirkliche Minuten eines Besuchs eintragen; die Kinder kennen sie dann."""
        command = LogVisit(visit_id, version=expected_version(), **said)
        return log_visit(store(), actor(), command)


@contact_visits.route("/<uuid:visit_id>/move", endpoint="Move")
class Moving(MethodView):
    """Another day for a visit."""

    @needs(Action.PLAN_VISITS)
    @contact_visits.changing
    @contact_visits.arguments(MoveVisitSchema)
    @contact_visits.response(200, MovedVisitSchema)
    def post(self, asked: dict[str, Any], visit_id: UUID) -> MovedVisit:
        """Einen Kontaktbesuch verlegen; alle anderen bleiben."""
        command = MoveVisit(visit_id, version=expected_version(), **asked)
        return move_visit(store(), actor(), command, answering())
