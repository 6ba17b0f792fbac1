"""Events of clusters: read, answered, moved by a job, explained."""

from typing import Any
from uuid import UUID

from flask.views import MethodView

from api.answering import answering
from api.auth import actor, needs, store
from api.idempotent import idempotent
from api.long_work import ACCEPTED
from api.paging import page_request
from api.smorest import Resource, expected_version
from api.v1.schedulings import looking
from api.v1.schemas.appointments import (
    AnsweredAppointmentSchema,
    AppointmentAnswerSchema,
    AskedEventSchema,
    ClusterEventPage,
    EventReasonsSchema,
    MoveEventSchema,
)
from api.v1.schemas.matching import EngagementQuery
from api.v1.schemas.schedulings import SchedulingSchema
from service.access import Action
from service.dates.workshops.views import EventView
from service.domain.page import Page
from service.use_cases.answer_appointment import (
    AnswerAppointment,
    AppointmentKind,
    answer_appointment,
)
from service.use_cases.explain_event import (
    AskedAboutEvent,
    EventAnswer,
    explain_event,
)
from service.use_cases.move_event import MoveEvent, request_event_move
from service.use_cases.read_workshops import list_workshops

cluster_events = Resource(
    "cluster_events",
    __name__,
    url_prefix="/api/v1/cluster-events",
    description="Werkstätten, Treffen und Tagungen der Verbünde",
)


@cluster_events.route("", endpoint="Collection")
class ClusterEvents(MethodView):
    """Events."""

    @needs(Action.READ_CLUSTER_EVENTS)
    @cluster_events.arguments(EngagementQuery, location="query")
    @cluster_events.response(200, ClusterEventPage)
    def get(self, query: dict[str, Any]) -> Page[EventView]:
        """Veranstaltungen eines Jahres und der Reihe auflisten, die darin beginnt."""
        year = query.pop("year")
        return list_workshops(store(), actor(), year, page_request(query))


@cluster_events.route("/<uuid:event_id>/answer", endpoint="Answer")
class SaidOfEvent(MethodView):
    """What is said of an event."""

    @needs(Action.AGREE)
    @cluster_events.versioned
    @cluster_events.arguments(AppointmentAnswerSchema)
    @cluster_events.response(200, AnsweredAppointmentSchema)
    def put(self, said: dict[str, Any], event_id: UUID) -> dict[str, object]:
        """Eine Veranstaltung bestätigen, absagen oder als gehalten eintragen."""
        command = AnswerAppointment(
            AppointmentKind.EVENT, event_id, version=expected_version(), **said
        )
        return {"version": answer_appointment(store(), actor(), command)}


@cluster_events.route("/<uuid:event_id>/move", endpoint="Move")
class MovingEvent(MethodView):
    """Another day for an event."""

    @needs(Action.AGREE)
    @cluster_events.changing
    @cluster_events.arguments(MoveEventSchema)
    @cluster_events.response(202, SchedulingSchema, headers=ACCEPTED)
    def post(self, asked: dict[str, Any], event_id: UUID) -> object:
        """Eine Veranstaltung verlegen lassen; so wenige andere wie möglich weichen."""
        command = MoveEvent(event_id, version=expected_version(), **asked)
        return looking(request_event_move(store(), actor(), command))


@cluster_events.route("/explanations", endpoint="Explanations")
class EventExplanations(MethodView):
    """Questions about events."""

    @needs(Action.READ_CLUSTERS)
    @cluster_events.arguments(AskedEventSchema)
    @idempotent
    @cluster_events.response(200, EventReasonsSchema)
    def post(self, asked: dict[str, Any]) -> EventAnswer:
        """Erklären, warum eine Veranstaltung dann und dort ist, oder warum nicht."""
        return explain_event(store(), actor(), AskedAboutEvent(**asked), answering())
