"""Tenants, audit events, jobs, rules and glossary."""

from marshmallow import fields

from api.v1.schemas.base import PageQuery, StrictSchema, envelope
from api.v1.schemas.fields import Choice, Day, Email, Text, Told, YesNo
from service.domain.kinds import TenantKind
from service.profiles.catalogues import Problem


class NewTenantSchema(StrictSchema):
    """A body that plans, and who administers it first."""

    name = Text(shortest=1, longest=200, required=True)
    kind = Choice(TenantKind, load_default=TenantKind.YOUTH_OFFICE)
    land = Text(shortest=2, longest=2, required=True)
    time_zone = Text(shortest=1, longest=64, load_default="Europe/Berlin")
    email = Email(required=True)
    display_name = Text(shortest=1, longest=200, required=True)
    password = Text(shortest=1, longest=200, required=True)


class CreatedTenantSchema(StrictSchema):
    """The ids of a new tenant and its first administrator."""

    tenant_id = fields.UUID(required=True)
    user_id = fields.UUID(required=True)


class TenantChangeSchema(StrictSchema):
    """What may change of a tenant."""

    name = Text(shortest=1, longest=200)
    closed = YesNo()


class TenantSchema(StrictSchema):
    """A tenant."""

    id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    name = fields.String(required=True)
    kind = fields.Enum(TenantKind, by_value=True, required=True)
    land = fields.String(required=True)
    time_zone = fields.String(required=True)
    created_at = fields.AwareDateTime(required=True)
    closed_at = fields.AwareDateTime(required=True, allow_none=True)


class AuditQuery(PageQuery):
    """Which events."""

    action = Text(longest=60)
    subject_kind = Text(longest=60)
    subject_id = Text(longest=64)


class AuditEventSchema(StrictSchema):
    """Who did what when."""

    id = fields.UUID(required=True)
    number = fields.Integer(required=True)
    at = fields.AwareDateTime(required=True)
    actor_id = fields.UUID(required=True, allow_none=True)
    action = fields.String(required=True)
    subject_kind = fields.String(required=True)
    subject_id = fields.String(required=True)
    hash = fields.String(required=True)


class JobSchema(StrictSchema):
    """Long work and how far it is."""

    id = fields.UUID(required=True)
    kind = fields.String(required=True)
    state = fields.String(required=True)
    created_at = fields.AwareDateTime(required=True)
    attempts = fields.Integer(required=True)
    cancel_requested = fields.Boolean(required=True)
    share = fields.Float(required=True)
    phase = fields.String(required=True)
    failure = Told(required=True)
    finished_at = fields.AwareDateTime(required=True, allow_none=True)


class TermSchema(StrictSchema):
    """A word of the domain."""

    german = fields.String(required=True)
    english = fields.String(required=True)
    identifier = fields.String(required=True)
    definition = fields.String(required=True)
    source = fields.String(required=True)


class RuleQuery(StrictSchema):
    """Whose rules, on which day; missing means one's own tenant's, today."""

    land = Text(shortest=2, longest=2)
    day = Day()
    area_id = fields.UUID()
    problem = Choice(Problem)


class NumberSchema(StrictSchema):
    """A number of a rule and the level that decided it."""

    name = fields.String(required=True)
    title = fields.String(required=True)
    value = fields.Raw(required=True)
    unit = fields.String(required=True)
    text = fields.String(required=True)
    level = fields.String(required=True)
    known = fields.Boolean(required=True)
    written = fields.Boolean(required=True)
    source = fields.String(required=True)
    remark = fields.String(required=True)
    status = fields.String(required=True)
    reference = fields.String(required=True)
    checked_on = fields.Date(required=True, allow_none=True)


class RuleSchema(StrictSchema):
    """A rule in words and numbers; ``problem`` is what it is about."""

    problem = fields.Enum(Problem, by_value=True, required=True)
    id = fields.String(required=True)
    number = fields.Integer(required=True, allow_none=True)
    title = fields.String(required=True)
    binding = fields.String(required=True)
    applies_to = fields.String(required=True)
    sentence = fields.String(required=True)
    source = fields.String(required=True)
    built = fields.Boolean(required=True)
    active = fields.Boolean(required=True)
    remark = fields.String(required=True)
    numbers = fields.List(fields.Nested(NumberSchema), required=True)


class OverrideSchema(StrictSchema):
    """A tenant's own number, of one municipality or (empty) of all."""

    municipality = fields.String(required=True)
    rule = fields.String(required=True)
    title = fields.String(required=True)
    text = fields.String(required=True)
    source = fields.String(required=True)
    valid_from = fields.Date(required=True)
    valid_until = fields.Date(required=True, allow_none=True)


class RuleCatalogueSchema(StrictSchema):
    """All rules of a Land on a day, with the tenant's own numbers."""

    land = fields.String(required=True)
    land_name = fields.String(required=True)
    municipality = fields.String(required=True)
    day = fields.Date(required=True)
    rules = fields.List(fields.Nested(RuleSchema), required=True)
    number_count = fields.Integer(required=True)
    sourced_count = fields.Integer(required=True)
    sourced_percent = fields.Integer(required=True)
    overrides = fields.List(fields.Nested(OverrideSchema), required=True)


TenantPage = envelope("Tenant", TenantSchema)
AuditPage = envelope("AuditEvent", AuditEventSchema)
JobPage = envelope("Job", JobSchema)
TermPage = envelope("Term", TermSchema)
