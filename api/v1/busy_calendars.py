"""Calendars that coaches and kindergartens give, so that their busy times count."""

from typing import Any
from uuid import UUID

from flask import url_for
from flask.views import MethodView
from flask_smorest.fields import Upload

from api.auth import actor, needs, store
from api.documents import LOCATION
from api.idempotent import idempotent
from api.paging import page_request
from api.smorest import Resource, expected_version, tagged
from api.v1.schemas import words
from api.v1.schemas.base import PageQuery, StrictSchema
from api.v1.schemas.busy import BusyCalendarPage, BusyCalendarSchema, NewBusySchema
from service.access import Action
from service.busy.owners import BusyOwner
from service.busy.sources import BusySourceView
from service.domain.page import Page
from service.use_cases.give_calendar import (
    give_calendar,
    remove_calendar,
    replace_calendar,
)
from service.use_cases.list_calendars import list_calendars, read_calendar_source

busy_calendars = Resource(
    "busy-calendars",
    __name__,
    url_prefix="/api/v1/busy-calendars",
    description="Belegte Zeiten aus anderen Kalendern",
)


class CalendarFileSchema(StrictSchema):
    """A calendar as an iCalendar file (.ics)."""

    file = Upload(required=True, error_messages={"required": words.NO_FILE})


@busy_calendars.route("", endpoint="Collection")
class BusyCalendars(MethodView):
    """Calendars that were given."""

    @needs(Action.READ_BUSY)
    @busy_calendars.arguments(PageQuery, location="query")
    @busy_calendars.response(200, BusyCalendarPage)
    def get(self, query: dict[str, Any]) -> Page[BusySourceView]:
        """Hinterlegte Kalender auflisten; was in ihnen steht, ist nicht gespeichert."""
        return list_calendars(store(), actor(), page_request(query))

    @needs(Action.CHANGE_BUSY)
    @busy_calendars.arguments(
        NewBusySchema, location="form", content_type="multipart/form-data"
    )
    @busy_calendars.arguments(CalendarFileSchema, location="files")
    @idempotent
    @busy_calendars.response(201, BusyCalendarSchema, headers=LOCATION)
    def post(self, asked: dict[str, Any], sent: dict[str, Any]) -> object:
        """Einen Kalender hinterlegen: behalten werden nur die belegten Zeiten."""
        owner = BusyOwner(asked["owner_kind"], asked["owner_id"])
        content = sent["file"].stream.read()
        view = give_calendar(store(), actor(), owner, asked["name"], content)
        where = url_for("busy-calendars.Item", calendar_id=view.id)
        return view, {"Location": where, "ETag": f'"{view.version}"'}


@busy_calendars.route("/<uuid:calendar_id>", endpoint="Item")
class BusyCalendar(MethodView):
    """One calendar that was given."""

    @needs(Action.READ_BUSY)
    @busy_calendars.versioned
    @busy_calendars.response(200, BusyCalendarSchema)
    def get(self, calendar_id: UUID) -> object:
        """Einen hinterlegten Kalender ansehen."""
        view = read_calendar_source(store(), actor(), calendar_id)
        return tagged(view, view.version)

    @needs(Action.CHANGE_BUSY)
    @busy_calendars.versioned
    @busy_calendars.response(204)
    def delete(self, calendar_id: UUID) -> None:
        """Einen Kalender und seine Zeiten entfernen."""
        remove_calendar(store(), actor(), calendar_id, expected_version())


@busy_calendars.route("/<uuid:calendar_id>/file", endpoint="File")
class BusyCalendarFile(MethodView):
    """The file of a calendar; it can be given, never be read."""

    @needs(Action.CHANGE_BUSY)
    @busy_calendars.versioned
    @busy_calendars.arguments(CalendarFileSchema, location="files")
    @busy_calendars.response(200, BusyCalendarSchema)
    def put(self, sent: dict[str, Any], calendar_id: UUID) -> object:
        """Einen Kalender neu hinterlegen; die früheren Zeiten gelten nicht mehr."""
        version = expected_version()
        content = sent["file"].stream.read()
        view = replace_calendar(store(), actor(), calendar_id, content, version)
        return tagged(view, view.version)
