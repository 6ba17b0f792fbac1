"""A token does what one of its scopes names, and nothing besides."""

from service.access import Action, Scope
from service.access.roles import scope_of
from service.accounts.actors import actor_in
from service.db.tables.accounts import User
from service.nouns.catalogue import NOUNS
from service.use_cases.create_token import NewToken, create_token
from tests.api.world import World

API = "/api/v1/"
LISTS = {
    "proposals": Action.READ_PROPOSALS,
    "feeds": Action.READ_FEEDS,
    "imports": Action.READ_IMPORTS,
    "jobs": Action.READ_JOBS,
    "users": Action.READ_USERS,
    "audit-events": Action.READ_AUDIT,
    "reports/coverage?month=2026-10": Action.READ_COVERAGE,
    "reports/statements?month=2026-10": Action.READ_STATEMENTS,
    "reports/credentials": Action.READ_PROOFS,
}
MADE = {
    "proposals": Action.PROPOSE,
    "publications": Action.PUBLISH,
    "feeds": Action.SUBSCRIBE,
}


def headers_with(world: World, scope: Scope) -> dict[str, str]:
    with world.store.system_read() as session:
        user = session.get_one(User, world.users["administrator"])
    actor = actor_in(world.store, user, world.tenant.id)
    made = create_token(world.store, actor, NewToken(scope.value, (scope,)))
    return {"Authorization": f"Bearer {made.secret}"}


def test_each_endpoint_asks_for_its_scope(still_world: World) -> None:
    client = still_world.client()
    calls = [("GET", path, action) for path, action in LISTS.items()]
    calls += [("POST", path, action) for path, action in MADE.items()]
    calls += [("GET", noun.path, noun.read) for noun in NOUNS]
    calls += [("POST", n.path, n.change) for n in NOUNS if n.change and n.may_create]
    for scope in Scope:
        headers = headers_with(still_world, scope)
        for method, path, action in calls:
            body = {"json": {}} if method == "POST" else {}
            answer = client.open(API + path, method=method, headers=headers, **body)
            good = 422 if method == "POST" else 200
            expected = good if scope_of(action) == scope else 403
            assert answer.status_code == expected, (scope, method, path)
