"""Consultation visits and events of clusters: read, answered, moved, explained."""

from marshmallow import fields

from api.v1.schemas.base import StrictSchema, envelope
from api.v1.schemas.fields import Choice, Day, Id, Whole
from service.domain.kinds import AppointmentState, ClusterEventKind
from service.matching.months import FIRST_YEAR, LAST_YEAR
from service.use_cases.answer_appointment import AppointmentAnswer

MOST_OF_A_KIND = 100


class ConsultationSchema(StrictSchema):
    """A visit of a kindergarten at a host; times are local minutes of the day."""

    id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    kindergarten_id = fields.UUID(required=True)
    host_id = fields.UUID(required=True)
    kindergarten = fields.String(required=True)
    host = fields.String(required=True)
    day = fields.Date(required=True)
    start_minute = fields.Integer(required=True)
    end_minute = fields.Integer(required=True)
    state = fields.Enum(AppointmentState, by_value=True, required=True)


class MoveConsultationSchema(StrictSchema):
    """To which day, without one to the best other; to which host, else the same."""

    day = Day()
    host_id = Id()


class MovedConsultationSchema(StrictSchema):
    """Where the visit is now; at another host it has another id."""

    visit_id = fields.UUID(required=True)
    day = fields.Date(required=True)
    start_minute = fields.Integer(required=True)
    end_minute = fields.Integer(required=True)


class AppointmentAnswerSchema(StrictSchema):
    """What is said of it: confirmed, held, or cancelled."""

    answer = Choice(AppointmentAnswer, required=True)


class AnsweredAppointmentSchema(StrictSchema):
    """The version of it after that."""

    version = fields.Integer(required=True)


class AskedVisitSchema(StrictSchema):
    """Why a kindergarten's visits are so; with a host why not there, on that day."""

    kindergarten_id = Id(required=True)
    year = Whole(least=FIRST_YEAR, most=LAST_YEAR, required=True)
    host_id = Id()
    day = Day()


class ReasonSchema(StrictSchema):
    """A rule or a kind of answer, and its sentence."""

    rule = fields.String(required=True)
    text = fields.String(required=True)


class VisitReasonsSchema(StrictSchema):
    """Reasons about one kindergarten."""

    kindergarten_id = fields.UUID(required=True)
    reasons = fields.List(fields.Nested(ReasonSchema), required=True)


class ClusterEventSchema(StrictSchema):
    """An event of a cluster; ``cluster`` is empty for a conference of all.

    ``series_year`` is the year in which its series began, maybe the one before.
    """

    id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    cluster_id = fields.UUID(required=True, allow_none=True)
    cluster = fields.String(required=True)
    kind = fields.Enum(ClusterEventKind, by_value=True, required=True)
    number = fields.Integer(required=True)
    series_year = fields.Integer(required=True)
    title = fields.String(required=True)
    host_id = fields.UUID(required=True, allow_none=True)
    host = fields.String(required=True)
    first_day = fields.Date(required=True)
    last_day = fields.Date(required=True)
    state = fields.Enum(AppointmentState, by_value=True, required=True)


class MoveEventSchema(StrictSchema):
    """The day on which the event is to begin."""

    day = Day(required=True)


class AskedEventSchema(StrictSchema):
    """Why an event is then and there; with a day why not then, at a host why not there.

    Of the series that begins in a year; without a cluster a conference of all is meant.
    """

    year = Whole(least=FIRST_YEAR, most=LAST_YEAR, required=True)
    kind = Choice(ClusterEventKind, required=True)
    number = Whole(least=1, most=MOST_OF_A_KIND)
    cluster_id = Id()
    day = Day()
    host_id = Id()


class EventReasonsSchema(StrictSchema):
    """Reasons about one event."""

    event = fields.String(required=True)
    reasons = fields.List(fields.Nested(ReasonSchema), required=True)


ConsultationPage = envelope("Consultation", ConsultationSchema)
ClusterEventPage = envelope("ClusterEvent", ClusterEventSchema)
