"""Signing in and out with a browser, and who one is."""

from http import HTTPStatus
from typing import Any

from flask import Response, jsonify, request
from flask.views import MethodView

from api.auth import (
    actor,
    clear_session_cookie,
    csrf_token,
    policy,
    recognised,
    session_secret,
    set_session_cookie,
    store,
)
from api.smorest import Resource
from api.v1.schemas.accounts import (
    CurrentSchema,
    PasswordSchema,
    SignedInSchema,
    SignInSchema,
)
from service.access import Action, require
from service.accounts.actors import NO_TENANT
from service.accounts.attempts import Limit, limited
from service.accounts.secrets import normalised_email
from service.use_cases.change_user import change_own_password
from service.use_cases.sign_in import SignIn, sign_in
from service.use_cases.sign_out import sign_out

FAILURES_PER_ADDRESS = 30
FAILURES_PER_ACCOUNT = 10
"""Per minute; the account itself is locked earlier than that, if there is one."""

sessions = Resource(
    "sessions", __name__, url_prefix="/api/v1/sessions", description="Anmeldung"
)


@sessions.route("", endpoint="Sessions")
class Sessions(MethodView):
    """Signing in."""

    @sessions.arguments(SignInSchema)
    @sessions.response(201, SignedInSchema)
    @sessions.doc(security=[])
    def post(self, typed: dict[str, Any]) -> Response:
        """Mit E-Mail-Adresse und Passwort anmelden."""
        limits = (
            Limit(f"from {request.remote_addr}", FAILURES_PER_ADDRESS),
            Limit(f"as {normalised_email(typed['email'])}", FAILURES_PER_ACCOUNT),
        )
        with limited(store(), limits):
            signed = sign_in(store(), policy(), SignIn(**typed))
        body = {
            "user_id": signed.user_id,
            "tenant_id": signed.tenant_id,
            "tenants": signed.tenants,
            "expires_at": signed.expires_at,
            "csrf_token": csrf_token(signed.secret),
        }
        answer = jsonify(SignedInSchema().dump(body))
        answer.status_code = HTTPStatus.CREATED
        lifetime = int(policy().session_lifetime.total_seconds())
        set_session_cookie(answer, signed.secret, lifetime)
        return answer


@sessions.route("/current", endpoint="Current")
class Current(MethodView):
    """The sign-in this request comes with."""

    @sessions.response(200, CurrentSchema)
    def get(self) -> dict[str, object]:
        """Wer angemeldet ist, mit welchen Rollen."""
        who = recognised()
        secret = session_secret()
        return {
            "user_id": who.actor.user_id,
            "display_name": who.display_name,
            "email": who.email,
            "tenant_id": None
            if who.actor.tenant_id == NO_TENANT
            else who.actor.tenant_id,
            "roles": sorted(who.actor.roles),
            "scopes": None if who.actor.scopes is None else sorted(who.actor.scopes),
            "locale": who.actor.locale,
            "expires_at": who.expires_at,
            "csrf_token": None
            if secret is None or who.actor.scopes is not None
            else csrf_token(secret),
        }

    @sessions.response(204)
    def delete(self) -> Response:
        """Abmelden."""
        require(actor(), Action.OWN_SESSIONS)
        secret = session_secret()
        if secret is not None:
            sign_out(store(), secret)
        answer = Response(status=HTTPStatus.NO_CONTENT)
        clear_session_cookie(answer)
        return answer


@sessions.route("/current/password", endpoint="Password")
class Password(MethodView):
    """One's own password."""

    @sessions.arguments(PasswordSchema)
    @sessions.response(204)
    def post(self, typed: dict[str, str]) -> None:
        """Das eigene Passwort ändern; alle Anmeldungen enden."""
        change_own_password(store(), policy(), actor(), typed["old"], typed["new"])
