"""Signing in and out, locks, sessions, tokens, and changes by foreign pages."""

from uuid import UUID, uuid4

import pytest

from api.security_headers import CONTENT_SECURITY
from service.accounts.secrets import digest
from service.db.tables.accounts import ApiToken, User, UserSession
from service.domain.kinds import Role
from service.use_cases import sign_in as module
from service.use_cases.sign_in import REFUSED
from tests.api.conftest import SETTINGS, make_app
from tests.api.world import PASSWORD, World, bearer, join, make_user, sign_in

SESSIONS = "/api/v1/sessions"
CURRENT = f"{SESSIONS}/current"


def attempt(world: World, email: str, password: str = PASSWORD, **more):
    body = {"email": email, "password": password, **more}
    return world.client().post(SESSIONS, json=body)


def current(world: World, headers: dict) -> int:
    return world.client().get(CURRENT, headers=headers).status_code


def browser(world: World, name: str = "counsellor", **more) -> dict[str, str]:
    return sign_in(world.client(cookies=True), name, **more)


def test_a_session_lies_in_a_cookie_no_script_reads(world: World) -> None:
    answer = attempt(world, "Counsellor@Lueckenlos.example ")
    assert answer.status_code == 422
    answer = attempt(world, "COUNSELLOR@lueckenlos.example")
    assert answer.status_code == 201
    cookie = answer.headers["Set-Cookie"]
    for part in ("HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=43200"):
        assert part in cookie
    secret = cookie.split("=", 1)[1].split(";")[0]
    assert secret not in answer.text
    with world.store.system_read() as session:
        row = session.get_one(UserSession, digest(secret))
    assert row.user_id == world.users["counsellor"]


def test_over_https_the_cookie_is_bound_to_the_host(world: World) -> None:
    settings = type(SETTINGS)(
        secret_key="k" * 40, base_url="https://plan.example", password_memory_kib=8
    )
    app = make_app(world.store, world.store.clock, settings)
    body = {"email": "counsellor@lueckenlos.example", "password": PASSWORD}
    answer = app.test_client().post(SESSIONS, json=body)
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-lueckenlos=")
    assert "Secure" in cookie
    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]


def test_each_sign_in_has_a_new_secret(world: World) -> None:
    assert browser(world)["Cookie"] != browser(world)["Cookie"]


def test_nobody_learns_which_accounts_exist(world: World) -> None:
    known = attempt(world, "counsellor@lueckenlos.example", "falsches Passwort")
    unknown = attempt(world, "niemand@lueckenlos.example", "falsches Passwort")
    assert known.status_code == unknown.status_code == 401
    assert known.json["detail"] == unknown.json["detail"] == REFUSED
    assert "Set-Cookie" not in known.headers


def test_an_unknown_account_costs_the_same_work(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str | None] = []
    real = module.password_fits

    def counted(stored: str | None, password: str, memory_kib: int) -> bool:
        checked.append(stored)
        return real(stored, password, memory_kib)

    monkeypatch.setattr(module, "password_fits", counted)
    attempt(world, "niemand@lueckenlos.example")
    attempt(world, "counsellor@lueckenlos.example", "falsches Passwort")
    assert len(checked) == 2
    assert checked[0] is None


def test_five_failures_lock_for_a_quarter_of_an_hour(world: World) -> None:
    email = "counsellor@lueckenlos.example"
    for _ in range(5):
        assert attempt(world, email, "falsches Passwort").status_code == 401
    locked = attempt(world, email)
    assert (locked.status_code, locked.json["detail"]) == (401, REFUSED)
    world.store.clock.advance(minutes=14, seconds=59)
    assert attempt(world, email).status_code == 401
    world.store.clock.advance(seconds=1)
    assert attempt(world, email).status_code == 201


def test_many_attempts_from_one_place_are_slowed_down(world: World) -> None:
    for number in range(30):
        assert attempt(world, f"n{number}@example.org").status_code == 401
    slowed = attempt(world, "counsellor@lueckenlos.example")
    assert slowed.status_code == 429
    assert int(slowed.headers["Retry-After"]) == 61
    world.store.clock.advance(seconds=60)
    assert attempt(world, "counsellor@lueckenlos.example").status_code == 201


def test_web_processes_slow_down_together_and_only_who_fails(world: World) -> None:
    apps = [make_app(world.store, world.store.clock) for _ in range(2)]

    def tried(number: int, email: str, password: str) -> int:
        body = {"email": email, "password": password}
        return apps[number % 2].test_client().post(SESSIONS, json=body).status_code

    good = ("counsellor@lueckenlos.example", PASSWORD)
    for number in range(31):
        assert tried(number, *good) == 201
    for number in range(30):
        assert tried(number, f"n{number}@example.org", PASSWORD) == 401
    assert [tried(number, *good) for number in range(2)] == [429, 429]
    world.store.clock.advance(seconds=60)
    assert [tried(number, *good) for number in range(2)] == [201, 201]


def test_a_session_ends_when_idle_and_at_the_latest_after_half_a_day(
    world: World,
) -> None:
    headers = browser(world)
    world.store.clock.advance(minutes=29)
    assert current(world, headers) == 200
    world.store.clock.advance(minutes=29)
    assert current(world, headers) == 200
    world.store.clock.advance(minutes=30)
    assert current(world, headers) == 401
    headers = browser(world)
    for _ in range(12 * 4 - 1):
        world.store.clock.advance(minutes=15)
        assert current(world, headers) == 200
    world.store.clock.advance(minutes=15)
    assert current(world, headers) == 401


def test_signing_out_ends_this_session_only(world: World) -> None:
    first, second = browser(world), browser(world)
    answer = world.client().delete(CURRENT, headers=first)
    assert answer.status_code == 204
    assert "Max-Age=0" in answer.headers["Set-Cookie"]
    assert current(world, first) == 401
    assert current(world, second) == 200


def test_a_new_password_ends_all_sessions(world: World) -> None:
    headers, new = browser(world), "Kaktus Leiter Mondschein Brot"
    url = f"{CURRENT}/password"
    wrong = world.client().post(url, json={"old": "x", "new": new}, headers=headers)
    assert wrong.status_code == 422
    weak = world.client().post(
        url, json={"old": PASSWORD, "new": "counsellor12345"}, headers=headers
    )
    assert weak.status_code == 422
    body = {"old": PASSWORD, "new": new}
    assert world.client().post(url, json=body, headers=headers).status_code == 204
    assert current(world, headers) == 401
    assert attempt(world, "counsellor@lueckenlos.example").status_code == 401
    assert attempt(world, "counsellor@lueckenlos.example", new).status_code == 201


def test_disabling_an_account_ends_its_sessions_and_tokens(world: World) -> None:
    headers = browser(world)
    admin = {**world.headers["administrator"], "If-Match": "*"}
    url = f"/api/v1/users/{world.users['counsellor']}"
    body = {"disabled": True}
    assert world.client().patch(url, json=body, headers=admin).status_code == 200
    assert current(world, headers) == 401
    assert current(world, world.headers["counsellor"]) == 401
    assert attempt(world, "counsellor@lueckenlos.example").status_code == 401


def test_an_ended_role_counts_at_once(world: World) -> None:
    admin = {**world.headers["administrator"], "If-Match": "*"}
    url = f"/api/v1/memberships/{world.ids['own']['memberships']}"
    assert world.client().delete(url, headers=admin).status_code == 204
    answer = world.client().get("/api/v1/persons", headers=world.headers["childminder"])
    assert answer.status_code == 403


def test_the_last_administrator_stays(world: World) -> None:
    admin = {**world.headers["administrator"], "If-Match": "*"}
    listed = world.client().get(
        f"/api/v1/memberships?user_id={world.users['administrator']}", headers=admin
    )
    url = f"/api/v1/memberships/{listed.json['items'][0]['id']}"
    assert world.client().delete(url, headers=admin).status_code == 409
    body = {"role": "counsellor"}
    answer = world.client().patch(url, json=body, headers=admin)
    assert answer.status_code == 409


def test_a_change_by_cookie_needs_the_token_of_our_pages(world: World) -> None:
    client, headers = world.client(), browser(world)
    url, body = "/api/v1/tokens", {"label": "x", "scopes": ["read"]}
    only_cookie = {"Cookie": headers["Cookie"]}
    assert client.post(url, json=body, headers=only_cookie).status_code == 403
    guessed = {**only_cookie, "X-CSRF-Token": "0" * 64}
    assert client.post(url, json=body, headers=guessed).status_code == 403
    others = {**only_cookie, "X-CSRF-Token": browser(world)["X-CSRF-Token"]}
    assert client.post(url, json=body, headers=others).status_code == 403
    assert client.get(url, headers=only_cookie).status_code == 200
    assert client.post(url, json=body, headers=headers).status_code == 201


@pytest.mark.parametrize("site", ["cross-site", "same-site", "strange"])
def test_a_foreign_page_changes_nothing(world: World, site: str) -> None:
    headers = {**browser(world), "Sec-Fetch-Site": site}
    body = {"label": "x", "scopes": ["read"]}
    answer = world.client().post("/api/v1/tokens", json=body, headers=headers)
    assert answer.status_code == 403
    signed = world.client().post(
        SESSIONS,
        json={"email": "counsellor@lueckenlos.example", "password": PASSWORD},
        headers={"Sec-Fetch-Site": site},
    )
    assert signed.status_code == 403


def test_no_state_changes_by_get(still_world: World) -> None:
    for rule in still_world.app.url_map.iter_rules():
        view = still_world.app.view_functions[rule.endpoint]
        methods = getattr(view, "methods", None) or rule.methods
        if "POST" in methods and rule.rule.endswith(
            ("cancellation", "storage", "withdrawal")
        ):
            assert "GET" not in methods, rule


def test_a_token_is_shown_once_and_does_what_its_scopes_say(world: World) -> None:
    client, headers = world.client(), browser(world)
    body = {"label": "Skript", "scopes": ["read"], "days": 2}
    made = client.post("/api/v1/tokens", json=body, headers=headers).json
    token = {"Authorization": f"Bearer {made['secret']}"}
    assert made["secret"].startswith("llt_")
    listed = client.get("/api/v1/tokens", headers=headers)
    assert made["secret"] not in listed.text
    assert client.get("/api/v1/persons", headers=token).status_code == 200
    refused = client.post("/api/v1/persons", json={}, headers=token)
    assert refused.status_code == 403
    assert client.get("/api/v1/tokens", headers=token).status_code == 403
    with world.store.system_read() as session:
        row = session.get_one(ApiToken, _id(made))
        assert made["secret"].encode() not in row.token_hash
    world.store.clock.advance(days=2)
    assert client.get("/api/v1/persons", headers=token).status_code == 401


def _id(made: dict):
    return UUID(made["token"]["id"])


def test_a_revoked_token_opens_nothing(world: World) -> None:
    client, headers = world.client(), browser(world)
    body = {"label": "Skript", "scopes": ["read"]}
    made = client.post("/api/v1/tokens", json=body, headers=headers).json
    url = f"/api/v1/tokens/{made['token']['id']}"
    assert client.delete(url, headers=browser(world, "guardian")).status_code == 404
    assert client.delete(url, headers=headers).status_code == 204
    assert client.delete(url, headers=headers).status_code == 404
    token = {"Authorization": f"Bearer {made['secret']}"}
    assert client.get("/api/v1/persons", headers=token).status_code == 401


def test_a_token_makes_no_wider_token(world: World) -> None:
    client, headers = world.client(), browser(world)
    made = client.post(
        "/api/v1/tokens", json={"label": "x", "scopes": ["admin"]}, headers=headers
    ).json
    token = {"Authorization": f"Bearer {made['secret']}"}
    wider = {"label": "y", "scopes": ["admin", "publish"]}
    answer = client.post("/api/v1/tokens", json=wider, headers=token)
    assert answer.status_code == 403


@pytest.mark.parametrize("header", ["Bearer ", "Bearer llt_x", "Basic eDp5", "llt_x"])
def test_strange_credentials_open_nothing(still_world: World, header: str) -> None:
    assert current(still_world, {"Authorization": header}) == 401


def test_who_is_in_two_tenants_chooses_and_sees_one(world: World) -> None:
    user = make_user(world.store, "zwei")
    join(world.store, world.tenant.id, user, Role.COUNSELLOR)
    join(world.store, world.other_tenant.id, user, Role.COUNSELLOR)
    answer = attempt(world, "zwei@lueckenlos.example")
    assert [t["name"] for t in answer.json["tenants"]] == ["Beckum", "Herne"]
    assert answer.json["tenant_id"] == str(world.other_tenant.id)
    headers = browser(world, "zwei", tenant_id=str(world.tenant.id))
    own = world.ids["own"]["persons"]
    url = f"/api/v1/persons/{own}"
    assert world.client().get(url, headers=headers).status_code == 200
    elsewhere = bearer(world.store, world.other_tenant.id, user)
    assert world.client().get(url, headers=elsewhere).status_code == 404
    foreign = attempt(world, "counsellor@lueckenlos.example", tenant_id=str(uuid4()))
    assert foreign.status_code == 401


def test_an_account_of_two_tenants_is_changed_by_its_holder_alone(
    world: World,
) -> None:
    user = make_user(world.store, "zwei")
    join(world.store, world.tenant.id, user, Role.COUNSELLOR)
    join(world.store, world.other_tenant.id, user, Role.COUNSELLOR)
    admin = {**world.headers["administrator"], "If-Match": "*"}
    url = f"/api/v1/users/{user.id}"
    answer = world.client().patch(url, json={"disabled": True}, headers=admin)
    assert answer.status_code == 409


def test_an_administrator_makes_accounts_that_fit_their_role(world: World) -> None:
    client, admin = world.client(), world.headers["administrator"]
    new = {
        "email": "neu@lueckenlos.example",
        "display_name": "Neu",
        "role": "childminder",
        "password": "Gurke Teppich Sonnenuhr Kamm",
    }
    unbound = client.post("/api/v1/users", json=new, headers=admin)
    assert unbound.json["errors"][0]["pointer"] == "/person_id"
    foreign = {**new, "person_id": str(world.ids["other"]["persons"])}
    assert client.post("/api/v1/users", json=foreign, headers=admin).status_code == 422
    operator = {**new, "role": "operator"}
    assert client.post("/api/v1/users", json=operator, headers=admin).status_code == 422
    bound = {**new, "person_id": str(world.ids["own"]["persons"])}
    made = client.post("/api/v1/users", json=bound, headers=admin)
    assert (made.status_code, made.json["roles"]) == (201, ["childminder"])
    assert "password" not in made.text
    signed = attempt(world, new["email"], new["password"])
    assert signed.status_code == 201
    again = client.post("/api/v1/users", json=bound, headers=admin)
    assert again.status_code == 409


@pytest.mark.parametrize(
    "weak", ["kurz", "aaaaaaaaaaaaaaaa", "passwort1234567", "Neumann-Neumann-1"]
)
def test_weak_passwords_are_refused(world: World, weak: str) -> None:
    new = {
        "email": "neu@lueckenlos.example",
        "display_name": "Uta Neumann",
        "role": "counsellor",
        "password": weak,
    }
    answer = world.client().post(
        "/api/v1/users", json=new, headers=world.headers["administrator"]
    )
    assert answer.json["errors"][0] == {
        "pointer": "/password",
        "detail": answer.json["detail"],
        "code": "weak-password",
    }


def test_an_operator_makes_a_tenant_and_sees_nobody_in_it(world: World) -> None:
    client, operator = world.client(), world.headers["operator"]
    new = {
        "name": "Kreis Warendorf",
        "land": "NW",
        "email": "leitung@warendorf.example",
        "display_name": "Leitung",
        "password": "Zwiebel Kran Oktober Fenster",
    }
    made = client.post("/api/v1/tenants", json=new, headers=operator)
    assert made.status_code == 201
    assert client.post("/api/v1/tenants", json=new, headers=operator).status_code == 409
    assert attempt(world, new["email"], new["password"]).status_code == 201
    assert client.get("/api/v1/persons", headers=operator).status_code == 403
    with world.store.system_read() as session:
        stored = session.query(User).filter(User.email == new["email"]).one()
    assert stored.password_hash.startswith("$argon2id$")
    seen = client.get(made.headers["Location"], headers=operator)
    closed = client.patch(
        made.headers["Location"],
        json={"closed": True},
        headers={**operator, "If-Match": seen.headers["ETag"]},
    )
    assert closed.status_code == 200
    assert attempt(world, new["email"], new["password"]).status_code == 401


def test_header_fields_hold_a_browser_back_everywhere(still_world: World) -> None:
    client = still_world.client()
    for path in ("/healthz", "/api/v1/persons", "/nirgends", "/hilfe/fehler/busy"):
        headers = client.get(path).headers
        assert headers["Content-Security-Policy"] == CONTENT_SECURITY
        assert "unsafe" not in CONTENT_SECURITY
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert client.get("/api/v1/persons").headers["Cache-Control"] == "no-store"
