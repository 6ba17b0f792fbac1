"""Evidence of a month: coverage, statements, proofs that run out."""

from enum import StrEnum

from marshmallow import fields

from api.v1.schemas.base import StrictSchema
from api.v1.schemas.fields import Choice, Text, Told
from service.domain.kinds import PersonKind
from service.reports.expiring import Urgency


class Flag(StrEnum):
    """Yes or no in an address, where everything is text."""

    TRUE = "true"
    FALSE = "false"


class Month(Text):
    """A month, as 2026-11; whether it has begun only the service knows."""

    pattern = r"^[0-9]{4}-(0[1-9]|1[0-2])$"


class MonthQuery(StrictSchema):
    """Which month."""

    month = Month(required=True, metadata={"description": "zum Beispiel 2026-11"})


class StatementQuery(MonthQuery):
    """Which month, and whether names stand beside the codes."""

    names = Choice(Flag, load_default=Flag.FALSE)


class FiguresSchema(StrictSchema):
    """Minutes of care that a regular person could not give."""

    wanted_minutes = fields.Integer(required=True)
    covered_minutes = fields.Integer(required=True)
    uncovered_minutes = fields.Integer(required=True)
    unwanted_minutes = fields.Integer(required=True)
    coverage_percent = fields.Float(required=True, allow_none=True)
    children = fields.Integer(required=True)
    absent_persons = fields.Integer(required=True)
    child_days = fields.Integer(required=True)


class ResponseSchema(StrictSchema):
    """Sick calls, and how long it took until a publication answered them."""

    calls = fields.Integer(required=True)
    answered = fields.Integer(required=True)
    in_time = fields.Integer(required=True)
    median_minutes = fields.Integer(required=True, allow_none=True)
    longest_minutes = fields.Integer(required=True, allow_none=True)
    same_day = fields.Integer(required=True)
    same_day_median_minutes = fields.Integer(required=True, allow_none=True)


class CoverageLineSchema(StrictSchema):
    """A row; its key is an id, a model, or says what is put together."""

    key = fields.String(required=True)
    title = Told(required=True)
    figures = fields.Nested(FiguresSchema, required=True)
    response = fields.Nested(ResponseSchema, required=True, allow_none=True)


class OfMonthSchema(StrictSchema):
    """Which month, and how far it is counted."""

    month = fields.String(required=True)
    title = fields.String(required=True)
    tenant = fields.String(required=True)
    first_day = fields.Date(required=True)
    last_day = fields.Date(required=True)
    through = fields.Date(required=True)
    provisional = fields.Boolean(required=True)
    made_at = fields.AwareDateTime(required=True)


class CoverageSchema(OfMonthSchema):
    """The coverage of a month; nobody is named."""

    least_people = fields.Integer(required=True)
    total = fields.Nested(FiguresSchema, required=True)
    response = fields.Nested(ResponseSchema, required=True)
    by_area = fields.List(fields.Nested(CoverageLineSchema), required=True)
    by_model = fields.List(fields.Nested(CoverageLineSchema), required=True)
    by_way = fields.List(fields.Nested(CoverageLineSchema), required=True)


class WorkSchema(StrictSchema):
    """A day of substitution: exact minutes and begun quarters of an hour."""

    day = fields.Date(required=True)
    children = fields.Integer(required=True)
    minutes = fields.Integer(required=True)
    quarters = fields.Integer(required=True)
    child_minutes = fields.Integer(required=True)
    child_quarters = fields.Integer(required=True)
    unconfirmed_child_minutes = fields.Integer(required=True)
    cents = fields.Integer(required=True, allow_none=True)


class StatementSchema(StrictSchema):
    """What one substitute is to be paid for."""

    person_id = fields.UUID(required=True)
    code = fields.String(required=True)
    name = fields.String(required=True, allow_none=True)
    kind = fields.Enum(PersonKind, by_value=True, required=True)
    employed = fields.Boolean(required=True)
    days = fields.Integer(required=True)
    children = fields.Integer(required=True)
    minutes = fields.Integer(required=True)
    quarters = fields.Integer(required=True)
    child_minutes = fields.Integer(required=True)
    child_quarters = fields.Integer(required=True)
    unconfirmed_child_minutes = fields.Integer(required=True)
    cents = fields.Integer(required=True, allow_none=True)
    held_places = fields.Integer(required=True)
    held_place_days = fields.Integer(required=True)
    contacts = fields.Integer(required=True)
    contact_minutes = fields.Integer(required=True)
    contact_quarters = fields.Integer(required=True)
    work = fields.List(fields.Nested(WorkSchema), required=True)


class StatementsSchema(OfMonthSchema):
    """The statements of a month that the reader may read."""

    statements = fields.List(fields.Nested(StatementSchema), required=True)


class ExpiringSchema(StrictSchema):
    """A proof that needs renewal; it is good until the end of ``expires_on``."""

    person_id = fields.UUID(required=True)
    code = fields.String(required=True)
    name = fields.String(required=True)
    kind = fields.String(required=True)
    title = Told(required=True)
    expires_on = fields.Date(required=True)
    days_left = fields.Integer(required=True)
    urgency = fields.Enum(Urgency, by_value=True, required=True)


class ExpiringReportSchema(StrictSchema):
    """All warnings of a day, the most urgent first."""

    tenant = fields.String(required=True)
    day = fields.Date(required=True)
    warnings = fields.List(fields.Nested(ExpiringSchema), required=True)
