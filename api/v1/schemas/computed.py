"""What is computed by a job: how far it is, and from what it is made."""

from marshmallow import fields

from api.v1.schemas.base import StrictSchema
from api.v1.schemas.fields import Told


class WatchedSchema(StrictSchema):
    """Something that waits for a job, then has what it computed or why it failed."""

    id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    job_id = fields.UUID(required=True, allow_none=True)
    created_at = fields.AwareDateTime(required=True)
    finished_at = fields.AwareDateTime(required=True, allow_none=True)
    seconds = fields.Integer(required=True)
    share = fields.Float(required=True)
    phase = fields.String(required=True)
    failure = Told(required=True)


class ComputedSchema(WatchedSchema):
    """Something computed of an instant's state, so that it can be derived again."""

    area_id = fields.UUID(required=True, allow_none=True)
    problem_digest = fields.String(required=True)
    profile_id = fields.String(required=True)
    profile_revision = fields.String(required=True)
    code_version = fields.String(required=True)
    workers = fields.Integer(required=True)
    seed = fields.Integer(required=True)
    as_of = fields.AwareDateTime(required=True, allow_none=True)
