"""Versions as ETags: nobody overwrites what she has not seen."""

from tests.api.world import World

API = "/api/v1/"


def permit_of(world: World) -> str:
    return f"{API}permits/{world.ids['own']['permits']}"


def test_reading_tells_the_version_and_saves_the_body_next_time(world: World) -> None:
    client, headers = world.client(), world.headers["counsellor"]
    first = client.get(permit_of(world), headers=headers)
    assert first.headers["ETag"] == '"1"'
    known = {**headers, "If-None-Match": first.headers["ETag"]}
    again = client.get(permit_of(world), headers=known)
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == '"1"'


def test_a_change_needs_the_version_it_was_made_from(world: World) -> None:
    client, headers = world.client(), world.headers["counsellor"]
    url = permit_of(world)
    missing = client.patch(url, json={"places": 4}, headers=headers)
    assert missing.status_code == 428
    assert missing.json["type"].endswith("/hilfe/fehler/precondition")
    seen = {**headers, "If-Match": '"1"'}
    changed = client.patch(url, json={"places": 4}, headers=seen)
    assert (changed.status_code, changed.headers["ETag"]) == (200, '"2"')
    assert changed.json["places"] == 4
    stale = client.patch(url, json={"places": 3}, headers=seen)
    assert stale.status_code == 412
    assert stale.json["difference"]
    assert client.get(url, headers=headers).json["places"] == 4


def test_strange_versions_match_nothing_and_a_star_matches_any(world: World) -> None:
    client, headers = world.client(), world.headers["counsellor"]
    url = permit_of(world)
    for tag in (
        '"2"',
        'W/"1"',
        '"x"',
        '"-1"',
        '"1", "2"',
        "1 2 3",
        '"' + "9" * 30 + '"',
    ):
        answer = client.patch(url, json={}, headers={**headers, "If-Match": tag})
        assert answer.status_code == 412, tag
    answer = client.patch(url, json={"places": 2}, headers={**headers, "If-Match": "*"})
    assert answer.status_code == 200


def test_deleting_needs_the_version_and_takes_the_row_away(world: World) -> None:
    client, headers = world.client(), world.headers["counsellor"]
    url = permit_of(world)
    assert client.delete(url, headers=headers).status_code == 428
    wrong = client.delete(url, headers={**headers, "If-Match": '"7"'})
    assert wrong.status_code == 412
    gone = client.delete(url, headers={**headers, "If-Match": '"1"'})
    assert (gone.status_code, gone.data) == (204, b"")
    assert client.get(url, headers=headers).status_code == 404


def test_what_others_hang_on_is_not_deleted(world: World) -> None:
    headers = {**world.headers["administrator"], "If-Match": "*"}
    url = f"{API}persons/{world.ids['own']['persons']}"
    answer = world.client().delete(url, headers=headers)
    assert answer.status_code == 409
    assert "hängt" in answer.json["detail"]


def test_an_account_and_a_tenant_have_versions_too(world: World) -> None:
    client, headers = world.client(), world.headers["administrator"]
    for path, change in (
        (f"users/{world.users['guardian']}", {"display_name": "Kim"}),
        (f"tenants/{world.tenant.id}", {"name": "Herne am Kanal"}),
    ):
        seen = client.get(API + path, headers=headers).headers["ETag"]
        with_seen = {**headers, "If-Match": seen}
        changed = client.patch(API + path, json=change, headers=with_seen)
        assert changed.status_code == 200, changed.json
        assert changed.headers["ETag"] != seen
        again = client.patch(API + path, json=change, headers=with_seen)
        assert again.status_code == 412
