"""Sessions of coaches at kindergartens: read, logged once held, accounted, stated."""

from typing import Any
from uuid import UUID

from flask import Response
from flask.views import MethodView

from api.auth import actor, needs, store
from api.long_work import ACCEPTED
from api.paging import page_request
from api.smorest import Resource, expected_version
from api.v1.files import ATTACHED, BYTES, attached
from api.v1.schedulings import looking
from api.v1.schemas.coaching_sessions import (
    AnsweredSessionSchema,
    CoachingSessionPage,
    HeldSchema,
    HourAccountsSchema,
    LoggedSchema,
    SessionAnswerSchema,
)
from api.v1.schemas.matching import EngagementQuery, YearQuery
from api.v1.schemas.reports import MonthQuery
from api.v1.schemas.schedulings import MoveSchema, SchedulingSchema
from service.access import Action
from service.domain.page import Page
from service.reports.sheets_sessions import statement_sheets
from service.reports.workbook import XLSX, workbook_bytes
from service.use_cases.answer_session import (
    AnsweredSession,
    AnswerSession,
    answer_session,
)
from service.use_cases.log_session import LogSession, log_session
from service.use_cases.move_session import MoveSession, request_move
from service.use_cases.read_sessions import (
    SessionAccounts,
    SessionView,
    list_sessions,
    month_named,
    read_accounts,
    read_statement,
)

coaching_sessions = Resource(
    "coaching_sessions",
    __name__,
    url_prefix="/api/v1/coaching-sessions",
    description="Termine der Begleitungen",
)


@coaching_sessions.route("", endpoint="Collection")
class CoachingSessions(MethodView):
    """Sessions."""

    @needs(Action.READ_ENGAGEMENTS)
    @coaching_sessions.arguments(EngagementQuery, location="query")
    @coaching_sessions.response(200, CoachingSessionPage)
    def get(self, query: dict[str, Any]) -> Page[SessionView]:
        """Termine eines Jahres auflisten, soweit sie Ihre sind."""
        year = query.pop("year")
        return list_sessions(store(), actor(), year, page_request(query))


@coaching_sessions.route("/<uuid:session_id>/held", endpoint="Held")
class Held(MethodView):
    """What was held."""

    @needs(Action.ANSWER_ENGAGEMENT)
    @coaching_sessions.versioned
    @coaching_sessions.arguments(HeldSchema)
    @coaching_sessions.response(200, LoggedSchema)
    def put(self, said: dict[str, Any], session_id: UUID) -> dict[str, object]:
        """Gehaltene Minuten eines Termins eintragen, einmal."""
        command = LogSession(session_id, version=expected_version(), **said)
        return {"version": log_session(store(), actor(), command)}


@coaching_sessions.route("/<uuid:session_id>/answer", endpoint="Answer")
class SaidToDate(MethodView):
    """What a side says to a date."""

    @needs(Action.ANSWER_SESSION)
    @coaching_sessions.versioned
    @coaching_sessions.arguments(SessionAnswerSchema)
    @coaching_sessions.response(200, AnsweredSessionSchema)
    def put(self, said: dict[str, Any], session_id: UUID) -> AnsweredSession:
        """Einen Termin bestätigen, oder um einen anderen Tag bitten."""
        command = AnswerSession(session_id, version=expected_version(), **said)
        return answer_session(store(), actor(), command)


@coaching_sessions.route("/<uuid:session_id>/move", endpoint="Move")
class Moving(MethodView):
    """Another day for a session."""

    @needs(Action.AGREE)
    @coaching_sessions.changing
    @coaching_sessions.arguments(MoveSchema)
    @coaching_sessions.response(202, SchedulingSchema, headers=ACCEPTED)
    def post(self, asked: dict[str, Any], session_id: UUID) -> object:
        """Einen Termin verlegen lassen; so wenige andere wie möglich weichen."""
        command = MoveSession(session_id, version=expected_version(), **asked)
        return looking(request_move(store(), actor(), command))


@coaching_sessions.route("/accounts", endpoint="Accounts")
class Accounts(MethodView):
    """Accounts of hours."""

    @needs(Action.READ_ENGAGEMENTS)
    @coaching_sessions.arguments(YearQuery, location="query")
    @coaching_sessions.response(200, HourAccountsSchema)
    def get(self, query: dict[str, Any]) -> SessionAccounts:
        """Stunden je Kita, Begleitung und Landkreis: geplant, gehalten, offen."""
        return read_accounts(store(), actor(), query["year"])


@coaching_sessions.route("/statement.xlsx", endpoint="Statement")
class Statement(MethodView):
    """Held sessions of a month, to hand on."""

    @needs(Action.READ_ENGAGEMENTS)
    @coaching_sessions.arguments(MonthQuery, location="query")
    @coaching_sessions.response(200, BYTES, content_type=XLSX, headers=ATTACHED)
    def get(self, query: dict[str, Any]) -> Response:
        """Abrechnung eines Monats als Arbeitsmappe, soweit sie Ihre ist."""
        month = month_named(query["month"])
        views = read_statement(store(), actor(), month)
        accounts = read_accounts(store(), actor(), month.year)
        sheets = statement_sheets(month, views, accounts)
        name = f"termine-{query['month']}.xlsx"
        return attached(workbook_bytes(sheets), name, XLSX)
