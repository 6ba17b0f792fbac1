"""Matchings, engagements and budgets of a programme."""

from marshmallow import fields

from api.v1.schemas.base import PageQuery, StrictSchema, envelope
from api.v1.schemas.explanations import TierCostSchema
from api.v1.schemas.fields import Choice, Id, QueryWhole, Whole
from api.v1.schemas.planning import FindingSchema, SentenceSchema
from service.domain.kinds import EngagementState
from service.explaining.question import QuestionKind
from service.matching.months import FIRST_YEAR, LAST_YEAR
from service.use_cases.agree_engagement import MOST_HALF_HOURS
from service.use_cases.answer_engagement import EngagementAnswer


class NewMatchingSchema(StrictSchema):
    """A calendar year from a month on.

    What was accepted stays. With ``keep_proposed`` false, what nobody has answered yet
    is planned anew.
    """

    year = Whole(least=FIRST_YEAR, most=LAST_YEAR, required=True)
    first_month = Whole(least=1, most=12)
    keep_proposed = fields.Boolean(truthy={True}, falsy={False})
    seconds = Whole(least=1, most=600)
    seed = Whole(least=0, most=2_147_483_647)


class PairSchema(StrictSchema):
    """A coach for a kindergarten, and why; half-hours a month, months as first days."""

    id = fields.UUID(required=True)
    coach_id = fields.UUID(required=True)
    coach = fields.String(required=True)
    kindergarten_id = fields.UUID(required=True)
    kindergarten = fields.String(required=True)
    county = fields.String(required=True)
    first_month = fields.Date(required=True)
    last_month = fields.Date(required=True)
    half_hours = fields.Integer(required=True)
    visits_per_month = fields.Integer(required=True)
    reason = fields.Nested(SentenceSchema, required=True)


class UnservedSchema(StrictSchema):
    """A kindergarten without a coach, and why each coach is out."""

    id = fields.UUID(required=True)
    kindergarten_id = fields.UUID(required=True)
    kindergarten = fields.String(required=True)
    county = fields.String(required=True)
    sentences = fields.List(fields.Nested(SentenceSchema), required=True)


class NewMatchingQuestionSchema(StrictSchema):
    """A question about a matching.

    ``why-not`` asks about a kindergarten and a coach; ``alternatives`` about a
    kindergarten; ``difference`` about an earlier proposal. Without kindergarten all of
    the proposal's are meant.
    """

    proposal_id = Id(required=True)
    question = Choice(QuestionKind, required=True)
    kindergarten_id = Id()
    coach_id = Id()
    earlier_proposal_id = Id()


class MatchingAnswerPartSchema(StrictSchema):
    """What is answered about one kindergarten.

    Where all were asked about at once and time did not reach it, ``reached`` is false.
    ``moves`` are all other kindergartens that change; ``sentences`` tell few of many.
    """

    kindergarten_id = fields.UUID(required=True)
    reached = fields.Boolean(required=True)
    proven = fields.Boolean(required=True)
    tiers = fields.List(fields.Nested(TierCostSchema), required=True)
    sentences = fields.List(fields.Nested(SentenceSchema), required=True)
    moves = fields.List(fields.Nested(SentenceSchema), required=True)


class MatchingAnswerSchema(StrictSchema):
    """The answer, verified by the audit or by solving again."""

    proposal_id = fields.UUID(required=True)
    question = fields.Enum(QuestionKind, by_value=True, required=True)
    parts = fields.List(fields.Nested(MatchingAnswerPartSchema), required=True)


class YearQuery(StrictSchema):
    """Which calendar year."""

    year = QueryWhole(least=FIRST_YEAR, most=LAST_YEAR, required=True)


class EngagementQuery(PageQuery):
    """Which calendar year, which page."""

    year = QueryWhole(least=FIRST_YEAR, most=LAST_YEAR, required=True)


class EngagementSchema(StrictSchema):
    """An engagement as the reader may see it.

    Counties read no coach, kindergartens no money: there it is empty.
    """

    id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    coach_id = fields.UUID(required=True, allow_none=True)
    coach = fields.String(required=True)
    kindergarten_id = fields.UUID(required=True)
    kindergarten = fields.String(required=True)
    county_id = fields.UUID(required=True)
    county = fields.String(required=True)
    first_month = fields.Date(required=True)
    last_month = fields.Date(required=True)
    half_hours = fields.Integer(required=True)
    visits_per_month = fields.Integer(required=True)
    state = fields.Enum(EngagementState, by_value=True, required=True)
    by_hand = fields.Boolean(required=True)
    way_minutes = fields.Integer(required=True, allow_none=True)
    year_cents = fields.Integer(required=True, allow_none=True)


class NewEngagementSchema(StrictSchema):
    """A pair settled by hand, from a month to the end of the year."""

    coach_id = Id(required=True)
    kindergarten_id = Id(required=True)
    half_hours = Whole(least=1, most=MOST_HALF_HOURS, required=True)
    year = Whole(least=FIRST_YEAR, most=LAST_YEAR, required=True)
    first_month = Whole(least=1, most=12)


class AgreedEngagementSchema(StrictSchema):
    """The engagement, and what the rules find about it; that blocks nothing."""

    engagement_id = fields.UUID(required=True)
    findings = fields.List(fields.Nested(FindingSchema), required=True)


class EngagementAnswerSchema(StrictSchema):
    """What is said to an engagement."""

    answer = Choice(EngagementAnswer, required=True)


class EngagementStateSchema(StrictSchema):
    """The state the answer led to."""

    state = fields.Enum(EngagementState, by_value=True, required=True)


class BudgetSchema(StrictSchema):
    """A county's money in a calendar year [cents]; without budget there is no limit."""

    county_id = fields.UUID(required=True)
    county = fields.String(required=True)
    year = fields.Integer(required=True)
    budget_cents = fields.Integer(required=True, allow_none=True)
    accepted_cents = fields.Integer(required=True)
    asked_cents = fields.Integer(required=True)
    left_cents = fields.Integer(required=True, allow_none=True)


class BudgetsSchema(StrictSchema):
    """Budgets of the counties within reach, by name."""

    items = fields.List(fields.Nested(BudgetSchema), required=True)


PairPage = envelope("Pair", PairSchema)
UnservedPage = envelope("Unserved", UnservedSchema)
EngagementPage = envelope("Engagement", EngagementSchema)
