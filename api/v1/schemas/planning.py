"""Proposals, publications, answers and explanations."""

from marshmallow import fields

from api.v1.schemas.base import StrictSchema, envelope
from api.v1.schemas.computed import ComputedSchema
from api.v1.schemas.fields import Choice, Day, Id, Text, Told, Whole
from service.domain.answers import Answer
from service.domain.kinds import AssignmentState, Model, ProposalKind, ProposalState


class NewProposalSchema(StrictSchema):
    """Days to plan, both inclusive; without area the whole tenant."""

    first_day = Day(required=True)
    last_day = Day(required=True)
    area_id = Id(allow_none=True)
    seconds = Whole(least=1, most=600)
    seed = Whole(least=0, most=2_147_483_647)


class TierSchema(StrictSchema):
    """A tier of wishes with its value and the bound that is proven."""

    id = fields.String(required=True)
    unit = fields.String(required=True)
    value = fields.Integer(required=True)
    bound = fields.Integer(required=True)
    proven = fields.Boolean(required=True)
    conditional = fields.Boolean(required=True)


class UnknownNumberSchema(StrictSchema):
    """A number of the Land that is not sourced; the federal default was used."""

    rule = fields.String(required=True)
    parameter = fields.String(required=True)
    rule_title = fields.String(required=True)
    title = fields.String(required=True)


class RuleChangeSchema(StrictSchema):
    """What is another from a day of the plan on, and how it counts, in words."""

    rule = fields.String(required=True)
    parameter = fields.String(required=True)
    since = fields.Date(required=True)
    text = fields.String(required=True)


class ProposalSchema(ComputedSchema):
    """A proposal: how far it is, what it reached, what it was made from."""

    kind = fields.Enum(ProposalKind, by_value=True, required=True)
    first_day = fields.Date(required=True)
    last_day = fields.Date(required=True)
    state = fields.Enum(ProposalState, by_value=True, required=True)
    tiers = fields.List(fields.Nested(TierSchema), required=True)
    not_checked = fields.List(fields.String(), required=True)
    unknown_numbers = fields.List(fields.Nested(UnknownNumberSchema), required=True)
    rule_changes = fields.List(fields.Nested(RuleChangeSchema), required=True)
    item_count = fields.Integer(required=True)
    gap_count = fields.Integer(required=True)


class ItemSchema(StrictSchema):
    """One proposed assignment."""

    id = fields.UUID(required=True)
    child_id = fields.UUID(required=True)
    day = fields.Date(required=True)
    start_minute = fields.Integer(required=True)
    end_minute = fields.Integer(required=True)
    person_id = fields.UUID(required=True)
    place_id = fields.UUID(required=True)
    absent_person_id = fields.UUID(required=True)
    model = fields.Enum(Model, by_value=True, required=True)


class GapSchema(StrictSchema):
    """Minutes nobody takes; the reasons are an explanation of their own."""

    id = fields.UUID(required=True)
    child_id = fields.UUID(required=True)
    absent_person_id = fields.UUID(required=True)
    day = fields.Date(required=True)
    start_minute = fields.Integer(required=True)
    end_minute = fields.Integer(required=True)


class NewPublicationSchema(StrictSchema):
    """Which proposal shall stand."""

    proposal_id = Id(required=True)


class PublishedSchema(StrictSchema):
    """What stands now, and what blocked nothing but was left out.

    ``unplanned`` came in after the plan; ``contradictions`` are facts settled by hand
    that put somebody in two places.
    """

    publication_id = fields.UUID(required=True)
    number = fields.Integer(required=True)
    added = fields.Integer(required=True)
    changed = fields.Integer(required=True)
    ended = fields.Integer(required=True)
    feeds = fields.Integer(required=True)
    unplanned = fields.List(Told(), required=True)
    contradictions = fields.List(Told(), required=True)


class FindingSchema(StrictSchema):
    """A broken rule in words, with the records it is about."""

    rule = fields.String(required=True)
    text = fields.String(required=True)
    facts = fields.Dict(required=True)


class CurrentAuditSchema(StrictSchema):
    """Whether the proposal could be published now.

    ``fixed`` findings are on cover that is settled already and block nothing, as does
    what is ``unplanned``; ``decided`` ones refuse the publication.
    """

    publishable = fields.Boolean(required=True)
    difference = fields.List(Told(), required=True)
    decided = fields.List(fields.Nested(FindingSchema), required=True)
    fixed = fields.List(fields.Nested(FindingSchema), required=True)
    unplanned = fields.List(Told(), required=True)
    not_checked = fields.List(fields.String(), required=True)


class DerivedAgainSchema(StrictSchema):
    """The stored plan checked on its stored problem by the rules of then."""

    accepted = fields.Boolean(required=True)
    digest_agrees = fields.Boolean(required=True)
    tiers_agree = fields.Boolean(required=True)
    profile_revision = fields.String(required=True)
    decided = fields.List(fields.Nested(FindingSchema), required=True)
    fixed = fields.List(fields.Nested(FindingSchema), required=True)
    not_checked = fields.List(fields.String(), required=True)


class WithdrawnSchema(StrictSchema):
    """Days on which nothing stands any more."""

    days = fields.List(fields.Date(), required=True)
    ended = fields.Integer(required=True)
    feeds = fields.Integer(required=True)


class AnswerSchema(StrictSchema):
    """What is said to an assignment."""

    answer = Choice(Answer, required=True)
    note = Text(longest=200, load_default="")


class AnsweredSchema(StrictSchema):
    """The state the answer led to."""

    state = fields.Enum(AssignmentState, by_value=True, required=True)


class SentenceSchema(StrictSchema):
    """One reason: a German sentence and the record it was made from."""

    rule = fields.String(required=True)
    text = fields.String(required=True)
    facts = fields.Dict(required=True)


class ExplanationSchema(StrictSchema):
    """Why it is so, as far as the viewer may know."""

    subject_id = fields.UUID(required=True)
    sentences = fields.List(fields.Nested(SentenceSchema), required=True)


class PersonQuestionQuery(StrictSchema):
    """Which child, which person; without a day every day of the proposal."""

    child_id = Id(required=True)
    person_id = Id(required=True)
    day = Day()


class PersonAnswerSchema(StrictSchema):
    """Why (not), for one stretch of the child's need."""

    day = fields.Date(required=True)
    start_minute = fields.Integer(required=True)
    end_minute = fields.Integer(required=True)
    sentences = fields.List(fields.Nested(SentenceSchema), required=True)


class PersonExplanationSchema(StrictSchema):
    """Why (not) this person for this child."""

    child_id = fields.UUID(required=True)
    person_id = fields.UUID(required=True)
    answers = fields.List(fields.Nested(PersonAnswerSchema), required=True)


ProposalPage = envelope("Proposal", ProposalSchema)
ItemPage = envelope("ProposalItem", ItemSchema)
GapPage = envelope("ProposalGap", GapSchema)
