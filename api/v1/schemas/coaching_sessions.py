"""Sessions of a programme, hours logged, accounts of hours."""

from marshmallow import fields

from api.v1.schemas.base import StrictSchema, envelope
from api.v1.schemas.explanations import TierCostSchema
from api.v1.schemas.fields import Choice, Day, Id, Whole
from api.v1.schemas.planning import SentenceSchema
from service.domain.kinds import AppointmentState, RefusalOrigin
from service.explaining.question import QuestionKind
from service.use_cases.answer_session import SessionAnswer
from service.use_cases.log_session import MOST_MINUTES


class CoachingSessionSchema(StrictSchema):
    """A session; times are local minutes of the day.

    Counties read no coach's name, kindergartens no money; ``cents`` is there once it is
    held. ``open_sides`` have not confirmed the date, ``refused_by`` have asked for
    another day.
    """

    id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    engagement_id = fields.UUID(required=True)
    coach = fields.String(required=True)
    kindergarten = fields.String(required=True)
    county = fields.String(required=True)
    number = fields.Integer(required=True)
    day = fields.Date(required=True)
    start_minute = fields.Integer(required=True)
    end_minute = fields.Integer(required=True)
    state = fields.Enum(AppointmentState, by_value=True, required=True)
    open_sides = fields.List(fields.Enum(RefusalOrigin, by_value=True), required=True)
    refused_by = fields.List(fields.Enum(RefusalOrigin, by_value=True), required=True)
    held_minutes = fields.Integer(required=True, allow_none=True)
    cents = fields.Integer(required=True, allow_none=True)


class HeldSchema(StrictSchema):
    """How long a session really was."""

    minutes = Whole(least=1, most=MOST_MINUTES, required=True)


class SessionAnswerSchema(StrictSchema):
    """What is said to a date; ``side`` is for whom a coordinator speaks."""

    answer = Choice(SessionAnswer, required=True)
    side = Choice(RefusalOrigin)


class AnsweredSessionSchema(StrictSchema):
    """How the session stands now, and who has not confirmed it yet."""

    state = fields.Enum(AppointmentState, by_value=True, required=True)
    version = fields.Integer(required=True)
    open_sides = fields.List(fields.Enum(RefusalOrigin, by_value=True), required=True)


class NewSessionQuestionSchema(StrictSchema):
    """A question about the date of a kindergarten's session of a month.

    ``month`` is any of its days, ``number`` counts within it. ``why`` asks for the date
    it has, ``why-not`` for another ``day``; ``gap`` and ``single-change`` why it has
    none, and what would help.
    """

    kindergarten_id = Id(required=True)
    month = Day(required=True)
    number = Whole(least=1, most=31)
    question = Choice(QuestionKind, required=True)
    day = Day()


class SessionAnswerFoundSchema(StrictSchema):
    """The answer, as far as the viewer may know; others' reasons are withheld."""

    kindergarten_id = fields.UUID(required=True)
    month = fields.Date(required=True)
    number = fields.Integer(required=True)
    question = fields.Enum(QuestionKind, by_value=True, required=True)
    proven = fields.Boolean(required=True)
    tiers = fields.List(fields.Nested(TierCostSchema), required=True)
    sentences = fields.List(fields.Nested(SentenceSchema), required=True)


class LoggedSchema(StrictSchema):
    """The version of a session after it was logged."""

    version = fields.Integer(required=True)


class HourAccountSchema(StrictSchema):
    """Hours of one side: agreed, planned, held, left [min]; money where it is told."""

    id = fields.UUID(required=True)
    name = fields.String(required=True)
    agreed_minutes = fields.Integer(required=True)
    planned_minutes = fields.Integer(required=True)
    held_minutes = fields.Integer(required=True)
    left_minutes = fields.Integer(required=True)
    planned_cents = fields.Integer(required=True, allow_none=True)
    held_cents = fields.Integer(required=True, allow_none=True)
    budget_cents = fields.Integer(required=True, allow_none=True)
    left_cents = fields.Integer(required=True, allow_none=True)


class HourAccountsSchema(StrictSchema):
    """Accounts of a calendar year, as far as they are yours."""

    year = fields.Integer(required=True)
    kindergartens = fields.List(fields.Nested(HourAccountSchema), required=True)
    coaches = fields.List(fields.Nested(HourAccountSchema), required=True)
    counties = fields.List(fields.Nested(HourAccountSchema), required=True)


CoachingSessionPage = envelope("CoachingSession", CoachingSessionSchema)
