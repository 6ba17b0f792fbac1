"""Dates that a job finds: asked for, watched, read."""

from marshmallow import fields

from api.v1.schemas.base import StrictSchema, envelope
from api.v1.schemas.computed import WatchedSchema
from api.v1.schemas.fields import Choice, Day, Whole
from api.v1.schemas.planning import TierSchema
from service.domain.kinds import JobState, SchedulingKind
from service.matching.months import FIRST_YEAR, LAST_YEAR


class NewSchedulingSchema(StrictSchema):
    """A calendar year from a month on; dates in calendars are kept where possible."""

    kind = Choice(SchedulingKind, load_default=SchedulingKind.SESSIONS)
    year = Whole(least=FIRST_YEAR, most=LAST_YEAR, required=True)
    first_month = Whole(least=1, most=12)
    seconds = Whole(least=1, most=600)
    seed = Whole(least=0, most=2_147_483_647)


class MoveSchema(StrictSchema):
    """To which day; without one to the best other day."""

    day = Day()


class RefusedDaySchema(StrictSchema):
    """A day that was refused, and why."""

    day = fields.Date(required=True)
    rule = fields.String(required=True)
    text = fields.String(required=True)


class WithoutDateSchema(StrictSchema):
    """Something that found no date; ``month`` is its first day.

    ``kindergarten`` is empty where it is an ``event`` of clusters.
    """

    coach = fields.String(required=True)
    kindergarten = fields.String(required=True)
    month = fields.Date(required=True)
    number = fields.Integer(required=True)
    event = fields.String(required=True)
    refusals = fields.List(fields.Nested(RefusedDaySchema), required=True)


class SchedulingSchema(WatchedSchema):
    """Dates that were asked for: how far they are, what they changed, what is open.

    Numbers are 0 and lists empty until they are done; then they stand already.
    ``assumed`` are sentences about what the plan could not know.
    """

    kind = fields.Enum(SchedulingKind, by_value=True, required=True)
    first_month = fields.Date(required=True)
    state = fields.Enum(JobState, by_value=True, required=True)
    added = fields.Integer(required=True)
    moved = fields.Integer(required=True)
    cancelled = fields.Integer(required=True)
    kept = fields.Integer(required=True)
    without_date = fields.List(fields.Nested(WithoutDateSchema), required=True)
    without_way = fields.List(fields.String(), required=True)
    assumed = fields.List(fields.String(), required=True)
    tiers = fields.List(fields.Nested(TierSchema), required=True)
    proven = fields.Boolean(required=True)


SchedulingPage = envelope("Scheduling", SchedulingSchema)
