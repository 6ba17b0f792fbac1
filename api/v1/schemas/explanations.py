"""Questions about a proposal, and what is answered."""

from marshmallow import fields

from api.v1.schemas.base import StrictSchema
from api.v1.schemas.fields import Choice, Day, Id
from api.v1.schemas.planning import SentenceSchema
from service.explaining.question import QuestionKind


class NewExplanationSchema(StrictSchema):
    """A question about a proposal.

    ``why-not`` asks about a child and a person, ``whole_time`` for all days the child
    misses the same person; ``alternatives`` asks about a child; ``difference`` about
    an earlier proposal. Without child or day all of the proposal's are meant.
    """

    proposal_id = Id(required=True)
    question = Choice(QuestionKind, required=True)
    child_id = Id()
    person_id = Id()
    day = Day()
    earlier_proposal_id = Id()
    whole_time = fields.Boolean()


class TierCostSchema(StrictSchema):
    """A tier of the plan, and of the best plan with what was asked.

    No plan with what was asked lies below ``bound``; the number is exact if proven.
    """

    id = fields.String(required=True)
    unit = fields.String(required=True)
    planned = fields.Integer(required=True)
    forced = fields.Integer(required=True)
    bound = fields.Integer(required=True)
    proven = fields.Boolean(required=True)


class ExplanationPartSchema(StrictSchema):
    """What is answered about one stretch of one child's day."""

    child_id = fields.UUID(required=True)
    day = fields.Date(required=True)
    start_minute = fields.Integer(required=True)
    end_minute = fields.Integer(required=True)
    proven = fields.Boolean(required=True)
    tiers = fields.List(fields.Nested(TierCostSchema), required=True)
    sentences = fields.List(fields.Nested(SentenceSchema), required=True)


class AnsweredQuestionSchema(StrictSchema):
    """The answer, verified by the audit or by solving again."""

    proposal_id = fields.UUID(required=True)
    question = fields.Enum(QuestionKind, by_value=True, required=True)
    parts = fields.List(fields.Nested(ExplanationPartSchema), required=True)
