"""Personal tokens: listed and revoked by their holder."""

from uuid import UUID

from sqlalchemy import Select, select

from service.access import Action, require
from service.accounts.views import TokenView, token_view
from service.db.audit_trail import record
from service.db.paging import page_of
from service.db.store import Store
from service.db.tables.accounts import ApiToken
from service.domain.actor import Actor
from service.domain.page import Page, PageRequest
from service.errors import NotFound


def list_tokens(store: Store, actor: Actor, wanted: PageRequest) -> Page[TokenView]:
    """One page of the actor's own tokens in this tenant, newest first."""
    require(actor, Action.OWN_TOKENS)
    with store.system_read() as session:
        query = _own(actor).order_by(ApiToken.created_at.desc(), ApiToken.id)
        return page_of(session, query, wanted, token_view)


def revoke_token(store: Store, actor: Actor, token_id: UUID) -> None:
    """The token opens nothing any more.

    Raises
    ------
    NotFound
        If the actor has no such token that still holds.
    """
    require(actor, Action.OWN_TOKENS)
    now = store.clock.now()
    with store.write(actor.tenant_id) as session:
        row = session.scalars(
            _own(actor).where(ApiToken.id == token_id, ApiToken.revoked_at.is_(None))
        ).one_or_none()
        if row is None:
            raise NotFound
        row.revoked_at = now
        record(
            session,
            actor=actor,
            action="revoke_token",
            subject_kind="api_token",
            subject_id=row.id,
            at=now,
        )


def _own(actor: Actor) -> Select[ApiToken]:
    return select(ApiToken).where(
        ApiToken.user_id == actor.user_id, ApiToken.tenant_id == actor.tenant_id
    )
