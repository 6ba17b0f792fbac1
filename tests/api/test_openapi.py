"""The document of the interface, and its page."""

import json
import re
from hashlib import sha256
from pathlib import Path

from openapi_spec_validator import validate

from api.docs_page import STATIC, VENDORED
from tests.api.world import World

ROOT = Path(__file__).parents[2]


def document(world: World) -> dict:
    return world.client().get("/api/v1/openapi.json").json


def operations(world: World) -> list[tuple[str, str, dict]]:
    return [
        (path, method, operation)
        for path, item in document(world)["paths"].items()
        for method, operation in item.items()
        if method in ("get", "post", "put", "patch", "delete")
    ]


def test_the_document_is_valid(still_world: World) -> None:
    found = document(still_world)
    assert found["openapi"] == "3.1.0"
    validate(found)


def test_no_route_is_missing_in_the_document(still_world: World) -> None:
    told = {
        (method.upper(), re.sub(r"{[^}]*}", "<>", path))
        for path, method, _ in operations(still_world)
    }
    routed = {
        (method, re.sub(r"<[^>]*>", "<>", rule.rule))
        for rule in still_world.app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
        if rule.rule.startswith("/api/v1/")
    }
    unlisted = {("GET", "/api/v1/openapi.json"), ("GET", "/api/v1/docs")}
    assert told == routed - unlisted


def test_every_operation_says_in_german_what_it_does(still_world: World) -> None:
    for path, method, operation in operations(still_world):
        assert operation["summary"].endswith("."), (path, method)


def test_both_ways_to_sign_in_are_told(still_world: World) -> None:
    found = document(still_world)
    assert found["security"] == [{"token": []}, {"session": [], "csrf": []}]
    schemes = found["components"]["securitySchemes"]
    cookie, field = schemes["session"]["name"], schemes["csrf"]["name"]
    told = still_world.headers["operator"]
    assert told["Cookie"].startswith(f"{cookie}=")
    assert field in told
    assert schemes["token"]["scheme"] == "bearer"


def test_errors_are_told_with_the_type_they_are_sent_with(still_world: World) -> None:
    responses = document(still_world)["components"]["responses"]
    for name, response in responses.items():
        assert set(response.get("content", {})) <= {"application/problem+json"}, name
    for path, method, operation in operations(still_world):
        assert "default" in operation["responses"], (path, method)


def test_whatever_changes_a_row_names_its_version(still_world: World) -> None:
    for path, method, operation in operations(still_world):
        if method not in ("patch", "put"):
            continue
        names = {p["$ref"].rsplit("/", 1)[-1] for p in operation["parameters"]}
        assert "IF_MATCH" in names, (path, method)
        assert {"412", "428"} <= set(operation["responses"]), (path, method)


def test_vendored_files_are_those_of_the_manifest() -> None:
    folder = STATIC / VENDORED
    manifest = json.loads((folder / "manifest.json").read_text())
    assert (manifest["name"], manifest["version"]) == ("swagger-ui-dist", "5.35.0")
    assert manifest["licence"] == "Apache-2.0"
    found = {
        path.name: sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.name != "manifest.json"
    }
    assert found == manifest["files"]
    assert {"LICENSE", "NOTICE", "swagger-ui.css", "swagger-ui-bundle.js"} <= set(found)


def test_the_page_asks_no_other_host_and_runs_no_inline_script(
    still_world: World,
) -> None:
    client = still_world.client()
    page = client.get("/api/v1/docs")
    assert page.status_code == 200
    sources = re.findall(r'(?:src|href)="([^"]*)"', page.text)
    assert len(sources) == 3
    for source in sources:
        assert source.startswith("/static/")
        kind = "text/css" if source.endswith(".css") else "text/javascript"
        with client.get(source) as answer:
            assert (answer.status_code, answer.mimetype) == (200, kind)
    assert not re.search(r"<script[^>]*>[^<]", page.text)
    assert "script-src 'self';" in page.headers["Content-Security-Policy"]
    own = (STATIC / "docs.js").read_text()
    assert "validatorUrl: null" in own
    assert not re.search(r"https?://", own)


def test_the_files_reach_a_checkout() -> None:
    ignored = (ROOT / ".gitignore").read_text().split()
    assert not {"static", "static/", "vendor", "vendor/", "*.js"} & set(ignored)
    assert (ROOT / "api/static" / VENDORED / "swagger-ui-bundle.js").is_file()


def test_nothing_outside_of_the_static_folder_is_served(still_world: World) -> None:
    client = still_world.client()
    for name in ("../app.py", "%2e%2e/app.py", "..%2fapp.py", "vendor", ""):
        assert client.get(f"/static/{name}").status_code == 404
