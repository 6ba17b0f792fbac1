"""Contact visits: planned by a job, moved, answered, logged."""

from enum import StrEnum

from marshmallow import fields

from api.v1.schemas.appointments import ReasonSchema
from api.v1.schemas.base import PageQuery, StrictSchema, envelope
from api.v1.schemas.fields import Choice, Day, Whole
from api.v1.schemas.reports import Flag
from service.domain.kinds import AppointmentState
from service.use_cases.log_visit import MOST_MINUTES
from service.use_cases.plan_visits import MOST_WEEKS


class VisitAnswer(StrEnum):
    """What is said to a visit."""

    CONFIRM = "confirm"
    CANCEL = "cancel"


class NewVisitPlanSchema(StrictSchema):
    """So many weeks from tomorrow on; what is confirmed stays."""

    weeks = Whole(least=1, most=MOST_WEEKS, required=True)
    seconds = Whole(least=1, most=600)
    seed = Whole(least=0, most=2_147_483_647)


class VisitQuery(PageQuery):
    """Which days, both included: from today for twelve weeks if none are named."""

    first_day = Day()
    last_day = Day()


class VisitFileQuery(StrictSchema):
    """Which days; a file that is handed on names nobody unless it is asked for."""

    first_day = Day()
    last_day = Day()
    names = Choice(Flag, load_default=Flag.FALSE)


class AskedContactsSchema(StrictSchema):
    """Which household, by whom, on which day; weeks from tomorrow on."""

    host_id = fields.UUID(required=True)
    visitor_id = fields.UUID()
    day = Day()
    weeks = Whole(least=1, most=MOST_WEEKS)


class ContactReasonsSchema(StrictSchema):
    """Reasons about one household."""

    host_id = fields.UUID(required=True)
    reasons = fields.List(fields.Nested(ReasonSchema), required=True)


class ContactVisitSchema(StrictSchema):
    """A visit; times are local minutes of the day.

    Who takes part reads first names. ``clashes`` says that one of both is
    away at that time, or the visitor stands in for somebody.
    """

    id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    visitor_id = fields.UUID(required=True)
    host_id = fields.UUID(required=True)
    visitor = fields.String(required=True)
    host = fields.String(required=True)
    place = fields.String(required=True)
    day = fields.Date(required=True)
    start_minute = fields.Integer(required=True)
    end_minute = fields.Integer(required=True)
    state = fields.Enum(AppointmentState, by_value=True, required=True)
    held_minutes = fields.Integer(required=True, allow_none=True)
    clashes = fields.Boolean(required=True)


class HeldVisitSchema(StrictSchema):
    """How long a visit really was."""

    minutes = Whole(least=1, most=MOST_MINUTES, required=True)


class LoggedVisitSchema(StrictSchema):
    """The visit's version, and how many contacts it brought."""

    version = fields.Integer(required=True)
    contacts = fields.Integer(required=True)


class VisitAnswerSchema(StrictSchema):
    """It stands, or it does not take place."""

    answer = Choice(VisitAnswer, required=True)


class AnsweredVisitSchema(StrictSchema):
    """The visit's version."""

    version = fields.Integer(required=True)


class MoveVisitSchema(StrictSchema):
    """To which day of its weeks; without one to the nearest possible."""

    day = Day()


class MovedVisitSchema(StrictSchema):
    """Where the visit is now."""

    day = fields.Date(required=True)
    start_minute = fields.Integer(required=True)
    end_minute = fields.Integer(required=True)
    version = fields.Integer(required=True)


ContactVisitPage = envelope("ContactVisit", ContactVisitSchema)
