"""Calendar feeds and imports."""

from marshmallow import fields

from api.v1.schemas.base import StrictSchema, envelope
from api.v1.schemas.fields import Choice, Id, Text, Told
from service.domain.kinds import FeedKind, ImportState


class NewFeedSchema(StrictSchema):
    """Whose calendar is subscribed to, and how its holder calls it."""

    kind = Choice(FeedKind, required=True)
    recipient_id = Id(required=True)
    label = Text(shortest=1, longest=100, required=True)


class FeedSchema(StrictSchema):
    """A subscription; its secret is not among what is told."""

    id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    kind = fields.Enum(FeedKind, by_value=True, required=True)
    recipient_id = fields.UUID(required=True)
    label = fields.String(required=True)
    created_at = fields.AwareDateTime(required=True)
    last_used_on = fields.Date(required=True, allow_none=True)
    revoked_at = fields.AwareDateTime(required=True, allow_none=True)


class WaySchema(StrictSchema):
    """How a calendar program is told; the address is ``webcal:`` or ``https:``."""

    program = fields.String(required=True)
    steps = fields.String(required=True)
    address = fields.String(required=True)


class CreatedFeedSchema(StrictSchema):
    """A new subscription with its secret address, told this once."""

    feed = fields.Nested(FeedSchema, required=True)
    address = fields.String(required=True)
    ways = fields.List(fields.Nested(WaySchema), required=True)


class FileFaultSchema(StrictSchema):
    """A fault of a file; rows count from 1 as a spreadsheet shows them."""

    sheet = fields.String(required=True)
    row = fields.Integer(required=True, allow_none=True)
    column = fields.String(required=True)
    value = fields.String(required=True)
    expected = Told(required=True)
    code = fields.String(required=True)


class FieldChangeSchema(StrictSchema):
    """One field, old and new."""

    field = fields.String(required=True)
    old = fields.Raw(required=True, allow_none=True)
    new = fields.Raw(required=True, allow_none=True)


class ItemChangeSchema(StrictSchema):
    """One thing that would change."""

    label = fields.String(required=True)
    fields_ = fields.List(
        fields.Nested(FieldChangeSchema), data_key="fields", attribute="fields"
    )


class NounDifferenceSchema(StrictSchema):
    """What a file would change of one noun; labels are codes, not names."""

    noun = fields.String(required=True)
    title = fields.String(required=True)
    new = fields.List(fields.String(), required=True)
    changed = fields.List(fields.Nested(ItemChangeSchema), required=True)
    unchanged = fields.Integer(required=True)
    missing = fields.List(fields.String(), required=True)


class ImportReportSchema(StrictSchema):
    """Everything about one file."""

    run_id = fields.UUID(required=True, allow_none=True)
    file_name = fields.String(required=True)
    digest = fields.String(required=True)
    row_count = fields.Integer(required=True)
    fault_count = fields.Integer(required=True)
    faults = fields.List(fields.Nested(FileFaultSchema), required=True)
    notices = fields.List(fields.Nested(FileFaultSchema), required=True)
    differences = fields.List(fields.Nested(NounDifferenceSchema), required=True)
    stored = fields.Boolean(required=True)
    is_sound = fields.Boolean(required=True)
    changes_something = fields.Boolean(required=True)
    summary = Told(required=True)


class ImportSchema(StrictSchema):
    """One file and what became of it."""

    id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    file_name = fields.String(required=True)
    digest = fields.String(required=True)
    state = fields.Enum(ImportState, by_value=True, required=True)
    created_at = fields.AwareDateTime(required=True)
    stored_at = fields.AwareDateTime(required=True, allow_none=True)
    faults = fields.List(fields.Nested(FileFaultSchema), required=True)
    changes = fields.Dict(required=True)


FeedPage = envelope("Feed", FeedSchema)
ImportPage = envelope("Import", ImportSchema)
