"""A token does what one of its scopes names, and nothing besides.

Which scope each operation needs is said here a second time, by hand.
"""

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from service.access import Scope
from service.accounts.actors import actor_in
from service.db.tables.accounts import User
from service.use_cases.create_token import NewToken, create_token
from tests.api.matrix import ENDS_A_SIGN_IN, ITEMS, LISTS, NOUNS
from tests.api.test_access_matrix import ask, ask_item, body_of, id_in, writes_of
from tests.api.world import World

READ_BY_ADMIN = {"memberships"}
CHANGED_BY = {
    "areas": Scope.ADMIN,
    "rule-overrides": Scope.ADMIN,
    "memberships": Scope.ADMIN,
    "absences": Scope.REPORT,
    "child-absences": Scope.REPORT,
    "guardian-wishes": Scope.REPORT,
    "arrangements": Scope.PLAN,
}
"""What a plain noun's changes need; where nothing is named, ``write``."""

NEEDED = {
    "PUT assignments/<assignments>/answer": Scope.REPORT,
    "POST proposals": Scope.PLAN,
    "POST proposals/matching": Scope.PLAN,
    "POST engagements": Scope.PLAN,
    "PUT engagements/<engagements>/answer": Scope.REPORT,
    "PUT contact-visits/<visiting>/held": Scope.REPORT,
    "PUT contact-visits/<visiting>/answer": Scope.REPORT,
    "POST contact-visits/<visiting>/move": Scope.PLAN,
    "POST contact-visits": Scope.PLAN,
    "POST contact-visits/explanations": Scope.READ,
    "PUT consultations/<consulting>/answer": Scope.REPORT,
    "POST consultations/<consulting>/move": Scope.PLAN,
    "POST consultations/explanations": Scope.READ,
    "PUT cluster-events/<gathering>/answer": Scope.PLAN,
    "POST cluster-events/<gathering>/move": Scope.PLAN,
    "POST cluster-events/explanations": Scope.READ,
    "PUT coaching-sessions/<coachings>/held": Scope.REPORT,
    "PUT coaching-sessions/<coachings>/answer": Scope.REPORT,
    "POST coaching-sessions/<coachings>/move": Scope.PLAN,
    "POST schedulings": Scope.PLAN,
    "POST schedulings/<schedulings>/cancellation": Scope.PLAN,
    "POST proposals/<proposals>/cancellation": Scope.PLAN,
    "POST studies": Scope.PLAN,
    "POST studies/<studies>/cancellation": Scope.PLAN,
    "POST jobs/<jobs>/cancellation": Scope.PLAN,
    "POST publications": Scope.PUBLISH,
    "POST publications {publications}": Scope.PUBLISH,
    "POST publications/<publications>/withdrawal": Scope.PUBLISH,
    "GET feeds": Scope.FEEDS,
    "POST feeds": Scope.FEEDS,
    "DELETE feeds/<feeds>": Scope.FEEDS,
    "GET busy-calendars": Scope.FEEDS,
    "POST busy-calendars": Scope.FEEDS,
    "GET busy-calendars/<busy>": Scope.FEEDS,
    "DELETE busy-calendars/<busy>": Scope.FEEDS,
    "PUT busy-calendars/<busy>/file": Scope.FEEDS,
    "POST imports": Scope.WRITE,
    "POST imports/<imports>/storage": Scope.WRITE,
    "GET users": Scope.ADMIN,
    "POST users": Scope.ADMIN,
    "GET users/<users>": Scope.ADMIN,
    "PATCH users/<users>": Scope.ADMIN,
    "PATCH tenants/<tenants>": Scope.ADMIN,
    "GET tokens": Scope.ADMIN,
    "POST tokens": Scope.ADMIN,
    "DELETE tokens/<tokens>": Scope.ADMIN,
    "GET audit-events": Scope.ADMIN,
    "POST sessions/current/password": Scope.ADMIN,
    ENDS_A_SIGN_IN: Scope.ADMIN,
    "GET sessions/current": None,
    "POST tenants": "never",
}
"""Where it is not ``read``; None: whoever is signed in. An operator has no token."""


@pytest.fixture(scope="module")
def walkers(still_world: World) -> dict[Scope, World]:
    """The world with a token of a single scope, for each scope."""
    return {
        scope: replace(still_world, headers={"token": headers_with(still_world, scope)})
        for scope in Scope
    }


def headers_with(world: World, scope: Scope) -> dict[str, str]:
    with world.store.system_read() as session:
        user = session.get_one(User, world.users["administrator"])
    actor = actor_in(world.store, user, world.tenant.id)
    made = create_token(world.store, actor, NewToken(scope.value, (scope,)))
    return {"Authorization": f"Bearer {made.secret}"}


def assert_only_with(needed, statuses: dict[Scope, int]) -> None:
    opened = {scope for scope, status in statuses.items() if status != 403}
    expected = {None: set(Scope), "never": set()}.get(needed, {needed})
    assert opened == expected, statuses
    assert not {401, 500} & set(statuses.values())


def called(client: FlaskClient, world: World, call: str) -> int:
    """An operation on the tenant's own row, or a list or creation."""
    if call in ITEMS:
        return ask_item(client, world, "token", call, "own").status_code
    more = {"json": {}} if call.startswith("POST") else {}
    if call == "POST imports":
        more = {"data": {}, "content_type": "multipart/form-data"}
    if call == "POST sessions/current/password":
        more = {"json": {"old": "x", "new": "y"}}
    return ask(client, world, "token", call, **more).status_code


def test_every_operation_named_here_is_there() -> None:
    assert set(NEEDED) <= {*ITEMS, *LISTS, ENDS_A_SIGN_IN}
    assert {*READ_BY_ADMIN, *CHANGED_BY} <= set(NOUNS)


@pytest.mark.parametrize("call", [*ITEMS, *LISTS, ENDS_A_SIGN_IN])
def test_each_operation_asks_for_its_scope(walkers, call: str) -> None:
    statuses = {
        scope: called(world.client(), world, call) for scope, world in walkers.items()
    }
    assert_only_with(NEEDED.get(call, Scope.READ), statuses)


@pytest.mark.parametrize("noun", NOUNS)
def test_each_plain_noun_asks_for_its_scopes(walkers, noun: str) -> None:
    read = Scope.ADMIN if noun in READ_BY_ADMIN else Scope.READ
    change = CHANGED_BY.get(noun, Scope.WRITE)
    for method in ("GET", *writes_of(noun)):
        paths = {"GET": ("", "/own"), "POST": ("",)}.get(method, ("/own",))
        for path in paths:
            statuses = {}
            for scope, world in walkers.items():
                row = path and f"/{id_in(world, 'own', noun)}"
                more = {"json": {}} if method == "POST" else body_of(method)
                answer = ask(
                    world.client(), world, "token", f"{method} {noun}{row}", **more
                )
                statuses[scope] = answer.status_code
            assert_only_with(read if method == "GET" else change, statuses)
