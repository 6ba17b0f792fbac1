"""A personal token is made; its secret is told once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from service.access import Action, Scope, require
from service.accounts.actors import NO_TENANT
from service.accounts.secrets import digest, new_secret
from service.accounts.views import TokenView, token_view
from service.db.audit_trail import record
from service.db.store import Store
from service.db.tables.accounts import ApiToken
from service.domain.actor import Actor
from service.errors import InputFault, InvalidInput, NotPermitted

TOKEN_PREFIX = "llt_"  # noqa: S105 -- the prefix of every token, not one
MAX_DAYS = 366


@dataclass(frozen=True, slots=True)
class NewToken:
    """What the token is for; it can do no more than its holder."""

    label: str
    scopes: Sequence[Scope]
    days: int = 90


@dataclass(frozen=True, slots=True)
class CreatedToken:
    """The token and its secret, which is stored nowhere."""

    token: TokenView
    secret: str


def create_token(store: Store, actor: Actor, command: NewToken) -> CreatedToken:
    """The token can be used at once, for the actor's tenant.

    Raises
    ------
    NotPermitted
        If a token makes tokens without the scope for it, or the actor has no tenant.
    InvalidInput
        If no scope is named, or the lifetime is out of range.
    """
    require(actor, Action.OWN_TOKENS)
    if actor.user_id is None or actor.tenant_id == NO_TENANT:
        raise NotPermitted
    if not command.scopes:
        raise _fault("scopes", "Bitte nennen Sie mindestens einen Bereich.")
    if not 1 <= command.days <= MAX_DAYS:
        raise _fault("days", f"Erwartet werden 1 bis {MAX_DAYS} Tage.")
    if actor.scopes is not None and not set(command.scopes) <= actor.scopes:
        raise NotPermitted
    secret = new_secret(TOKEN_PREFIX)
    now = store.clock.now()
    with store.write(actor.tenant_id) as session:
        row = ApiToken(
            id=uuid4(),
            token_hash=digest(secret),
            user_id=actor.user_id,
            tenant_id=actor.tenant_id,
            label=command.label,
            scopes=sorted(scope.value for scope in command.scopes),
            created_at=now,
            expires_at=now + timedelta(days=command.days),
        )
        session.add(row)
        record(
            session,
            actor=actor,
            action="create_token",
            subject_kind="api_token",
            subject_id=row.id,
            detail={"scopes": row.scopes},
            at=now,
        )
    return CreatedToken(token=token_view(row), secret=secret)


def _fault(field: str, detail: str) -> InvalidInput:
    return InvalidInput(detail, [InputFault(f"/{field}", detail, "out-of-range")])
