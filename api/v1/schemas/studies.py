"""Studies: asked for, watched, read."""

from marshmallow import fields

from api.v1.schemas.base import StrictSchema, envelope
from api.v1.schemas.computed import ComputedSchema
from api.v1.schemas.fields import Choice, Id, Text, Whole
from api.v1.schemas.reports import Flag
from service.domain.kinds import StudyKind, StudyState


class NewStudySchema(StrictSchema):
    """What to look into; without area the whole tenant.

    ``parameters`` are the kind's own: a fault names the field and what it may hold.
    """

    kind = Choice(StudyKind, required=True)
    parameters = fields.Dict(keys=Text(shortest=1, longest=60), load_default=dict)
    area_id = Id(allow_none=True)
    seconds = Whole(least=1, most=3600)
    seed = Whole(least=0, most=2_147_483_647)


class StudySchema(ComputedSchema):
    """A study: how far it is, what it was made from."""

    kind = fields.Enum(StudyKind, by_value=True, required=True)
    title = fields.String(required=True)
    parameters = fields.Dict(required=True)
    state = fields.Enum(StudyState, by_value=True, required=True)


class ReadStudySchema(StrictSchema):
    """A study with its result; what that holds is the kind's own."""

    study = fields.Nested(StudySchema, required=True)
    result = fields.Dict(required=True, allow_none=True)


class ReadStudyQuery(StrictSchema):
    """Whether people are named, as far as the reader may read names."""

    names = Choice(Flag, load_default=Flag.TRUE)


class StudyFileQuery(StrictSchema):
    """A file that is handed on names nobody unless it is asked for."""

    names = Choice(Flag, load_default=Flag.FALSE)


class StudyPictureQuery(StudyFileQuery):
    """Which picture; without a name the kind's first."""

    picture = Text(longest=40, load_default="")


StudyPage = envelope("Study", StudySchema)
