"""Who has an account and a role in the tenant."""

from typing import Any
from uuid import UUID

from flask import url_for
from flask.views import MethodView

from api.auth import actor, needs, policy, store
from api.documents import LOCATION
from api.idempotent import idempotent
from api.paging import page_request
from api.smorest import Resource, expected_version, tagged, with_tag
from api.v1.schemas.accounts import (
    NewUserSchema,
    UserChangeSchema,
    UserPage,
    UserSchema,
)
from api.v1.schemas.base import PageQuery
from service.access import Action
from service.accounts.views import UserView
from service.domain.page import Page
from service.use_cases.change_user import UserChange, Which, change_user
from service.use_cases.create_user import NewUser, create_user
from service.use_cases.read_users import list_users, read_user

users = Resource(
    "users", __name__, url_prefix="/api/v1/users", description="Benutzerinnen"
)


@users.route("", endpoint="Collection")
class Users(MethodView):
    """Users of the tenant."""

    @needs(Action.READ_USERS)
    @users.arguments(PageQuery, location="query")
    @users.response(200, UserPage)
    def get(self, query: dict[str, Any]) -> Page[UserView]:
        """Benutzerinnen und Benutzer auflisten."""
        return list_users(store(), actor(), page_request(query))

    @needs(Action.CHANGE_USERS)
    @users.arguments(NewUserSchema)
    @idempotent
    @users.response(201, UserSchema, headers=LOCATION)
    def post(self, asked: dict[str, Any]) -> object:
        """Jemandem eine Rolle geben, mit neuem oder vorhandenem Konto."""
        made = create_user(store(), policy(), actor(), NewUser(**asked))
        body, headers = with_tag(made, str(made.version))
        return body, {**headers, "Location": url_for("users.Item", user_id=made.id)}


@users.route("/<uuid:user_id>", endpoint="Item")
class User(MethodView):
    """One user of the tenant."""

    @users.versioned
    @users.response(200, UserSchema)
    def get(self, user_id: UUID) -> object:
        """Ein Konto lesen."""
        found = read_user(store(), actor(), user_id)
        return tagged(found, found.version)

    @needs(Action.CHANGE_USERS)
    @users.versioned
    @users.arguments(UserChangeSchema)
    @users.response(200, UserSchema)
    def patch(self, asked: dict[str, Any], user_id: UUID) -> object:
        """Ein Konto ändern, sperren oder mit neuem Passwort versehen."""
        changed = change_user(
            store(),
            policy(),
            actor(),
            Which(user_id, expected_version()),
            UserChange(**asked),
        )
        return tagged(changed, changed.version)
