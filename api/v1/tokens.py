"""Personal tokens, for programs that act for a person."""

from typing import Any
from uuid import UUID

from flask.views import MethodView

from api.auth import actor, needs, store
from api.idempotent import without_key
from api.paging import page_request
from api.smorest import Resource
from api.v1.schemas.accounts import CreatedTokenSchema, NewTokenSchema, TokenPage
from api.v1.schemas.base import PageQuery
from service.access import Action
from service.accounts.views import TokenView
from service.domain.page import Page
from service.use_cases.create_token import CreatedToken, NewToken, create_token
from service.use_cases.revoke_token import list_tokens, revoke_token

tokens = Resource(
    "tokens", __name__, url_prefix="/api/v1/tokens", description="Zugriffszeichen"
)


@tokens.route("", endpoint="Collection")
class Tokens(MethodView):
    """One's own tokens."""

    @needs(Action.OWN_TOKENS)
    @tokens.arguments(PageQuery, location="query")
    @tokens.response(200, TokenPage)
    def get(self, query: dict[str, Any]) -> Page[TokenView]:
        """Eigene Zugriffszeichen auflisten."""
        return list_tokens(store(), actor(), page_request(query))

    @needs(Action.OWN_TOKENS)
    @tokens.arguments(NewTokenSchema)
    @without_key
    @tokens.response(201, CreatedTokenSchema)
    def post(self, asked: dict[str, Any]) -> CreatedToken:
        """Ein Zugriffszeichen anlegen; das Geheimnis wird nur jetzt gezeigt."""
        return create_token(store(), actor(), NewToken(**asked))


@tokens.route("/<uuid:token_id>", endpoint="Item")
class Token(MethodView):
    """One of one's own tokens."""

    @tokens.response(204)
    def delete(self, token_id: UUID) -> None:
        """Ein Zugriffszeichen widerrufen."""
        revoke_token(store(), actor(), token_id)
