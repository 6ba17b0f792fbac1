"""Sign-ins, users and personal tokens."""

from enum import StrEnum

from marshmallow import fields, validate

from api.v1.schemas import words
from api.v1.schemas.base import StrictSchema, envelope
from api.v1.schemas.fields import Choice, Email, Id, Listed, Text, Whole, YesNo
from service.access import Scope
from service.domain.kinds import Role


class Locale(StrEnum):
    """Languages of screens and messages."""

    DE = "de"
    EN = "en"


LONGEST_PASSWORD = 200


class SignInSchema(StrictSchema):
    """What is typed to sign in."""

    email = Email(required=True)
    password = Text(shortest=1, longest=LONGEST_PASSWORD, required=True)
    tenant_id = Id(allow_none=True)


class TenantNameSchema(StrictSchema):
    """A tenant one may sign in to."""

    id = fields.UUID(required=True)
    name = fields.String(required=True)


class SignedInSchema(StrictSchema):
    """A new session; the secret itself is in the cookie alone."""

    user_id = fields.UUID(required=True)
    tenant_id = fields.UUID(required=True, allow_none=True)
    tenants = fields.List(fields.Nested(TenantNameSchema), required=True)
    expires_at = fields.AwareDateTime(required=True)
    csrf_token = fields.String(required=True)


class CurrentSchema(StrictSchema):
    """Who acts with this sign-in or token."""

    user_id = fields.UUID(required=True)
    display_name = fields.String(required=True)
    email = fields.String(required=True)
    tenant_id = fields.UUID(required=True, allow_none=True)
    roles = fields.List(fields.String(), required=True)
    scopes = fields.List(fields.String(), required=True, allow_none=True)
    locale = fields.String(required=True)
    expires_at = fields.AwareDateTime(required=True, allow_none=True)
    csrf_token = fields.String(required=True, allow_none=True)


class PasswordSchema(StrictSchema):
    """A change of one's own password."""

    old = Text(shortest=1, longest=LONGEST_PASSWORD, required=True)
    new = Text(shortest=1, longest=LONGEST_PASSWORD, required=True)


class NewUserSchema(StrictSchema):
    """Who gets which role; without password for an account that exists."""

    email = Email(required=True)
    display_name = Text(shortest=1, longest=200, required=True)
    role = Choice(Role, required=True)
    password = Text(shortest=1, longest=LONGEST_PASSWORD)
    person_id = Id(allow_none=True)
    guardian_id = Id(allow_none=True)
    area_id = Id(allow_none=True)
    coach_id = Id(allow_none=True)
    kindergarten_id = Id(allow_none=True)


class UserChangeSchema(StrictSchema):
    """What is to change of an account."""

    display_name = Text(shortest=1, longest=200)
    locale = Choice(Locale)
    disabled = YesNo()
    password = Text(shortest=1, longest=LONGEST_PASSWORD)


class UserSchema(StrictSchema):
    """A user of the tenant."""

    id = fields.UUID(required=True)
    version = fields.Integer(required=True)
    email = fields.String(required=True)
    display_name = fields.String(required=True)
    locale = fields.String(required=True)
    disabled_at = fields.AwareDateTime(required=True, allow_none=True)
    created_at = fields.AwareDateTime(required=True)
    roles = fields.List(fields.String(), required=True)


class NewTokenSchema(StrictSchema):
    """A personal token to make."""

    label = Text(shortest=1, longest=100, required=True)
    scopes = Listed(
        Choice(Scope),
        required=True,
        validate=validate.Length(1, len(Scope), error=words.OUT_OF_RANGE),
    )
    days = Whole(least=1, most=366, load_default=90)


class TokenSchema(StrictSchema):
    """A personal token; the secret is not among what is told."""

    id = fields.UUID(required=True)
    label = fields.String(required=True)
    scopes = fields.List(fields.String(), required=True)
    created_at = fields.AwareDateTime(required=True)
    last_used_at = fields.AwareDateTime(required=True, allow_none=True)
    expires_at = fields.AwareDateTime(required=True, allow_none=True)
    revoked_at = fields.AwareDateTime(required=True, allow_none=True)


class CreatedTokenSchema(StrictSchema):
    """A new token with its secret, told this once."""

    token = fields.Nested(TokenSchema, required=True)
    secret = fields.String(required=True)


UserPage = envelope("User", UserSchema)
TokenPage = envelope("Token", TokenSchema)
