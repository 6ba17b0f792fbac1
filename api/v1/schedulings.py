"""Dates of a year are asked for and watched while a job finds them; then they stand."""

from typing import Any
from uuid import UUID

from flask import url_for
from flask.views import MethodView

from api.auth import actor, application, needs, store
from api.documents import RETRY_AFTER
from api.idempotent import idempotent
from api.long_work import ACCEPTED, accepted, limited, watched
from api.paging import page_request
from api.smorest import Resource
from api.v1.schemas.base import PageQuery
from api.v1.schemas.schedulings import (
    NewSchedulingSchema,
    SchedulingPage,
    SchedulingSchema,
)
from service.access import Action
from service.domain.page import Page
from service.jobs.registry import handlers
from service.scheduling.requesting import RequestedScheduling
from service.use_cases.cancel_computation import cancel_scheduling
from service.use_cases.read_schedulings import (
    SchedulingView,
    list_schedulings,
    read_scheduling,
)
from service.use_cases.request_dates import RequestDates, request_dates

schedulings = Resource(
    "schedulings",
    __name__,
    url_prefix="/api/v1/schedulings",
    description="Terminsuchen",
)


def looking(requested: RequestedScheduling) -> object:
    """What is answered to whoever asked for dates; their job is made known."""
    address = url_for("schedulings.Item", scheduling_id=requested.scheduling_id)
    view = read_scheduling(store(), actor(), requested.scheduling_id)
    return accepted(view, requested.job_id, address)


@schedulings.route("", endpoint="Collection")
class Schedulings(MethodView):
    """Searches for dates."""

    @needs(Action.READ_PROPOSALS)
    @schedulings.arguments(PageQuery, location="query")
    @schedulings.response(200, SchedulingPage)
    def get(self, query: dict[str, Any]) -> Page[SchedulingView]:
        """Terminsuchen auflisten, Neueste zuerst."""
        return list_schedulings(store(), actor(), page_request(query))

    @needs(Action.AGREE)
    @schedulings.arguments(NewSchedulingSchema)
    @idempotent
    @schedulings.response(202, SchedulingSchema, headers=ACCEPTED)
    def post(self, asked: dict[str, Any]) -> object:
        """Termine suchen lassen; gefundene stehen, sobald die Suche fertig ist."""
        wanted = limited(asked, application().settings.solver_seconds)
        return looking(request_dates(store(), actor(), RequestDates(**wanted)))


@schedulings.route("/<uuid:scheduling_id>", endpoint="Item")
class Scheduling(MethodView):
    """One search: its status resource, then what it changed."""

    @needs(Action.READ_PROPOSALS)
    @schedulings.response(200, SchedulingSchema, headers=RETRY_AFTER)
    def get(self, scheduling_id: UUID) -> object:
        """Stand einer Terminsuche; danach, was neu ist und was kein Datum fand."""
        found = read_scheduling(store(), actor(), scheduling_id)
        return watched(found, found.state)


@schedulings.route("/<uuid:scheduling_id>/cancellation", endpoint="Cancellation")
class Cancellation(MethodView):
    """Calling a search off."""

    @needs(Action.AGREE)
    @schedulings.response(202, SchedulingSchema)
    def post(self, scheduling_id: UUID) -> SchedulingView:
        """Die Suche abbrechen; es bleibt alles, wie es war."""
        known = handlers(application().settings)
        cancel_scheduling(store(), known, actor(), scheduling_id)
        return read_scheduling(store(), actor(), scheduling_id)
