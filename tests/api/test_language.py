"""The account decides the language, else the browser; German where nobody asks."""

from collections.abc import Iterator

import pytest

from service.i18n import use_locale
from tests.api.test_planning_flow import work
from tests.api.world import World

API = "/api/v1/"
DAYS = {"first_day": "2026-11-09", "last_day": "2026-11-10"}


@pytest.fixture(autouse=True)
def _german_again() -> Iterator[None]:
    """A request in this thread speaks on after it."""
    yield
    use_locale("de")


def ask(world: World, method: str, path: str, body: object = None, **headers: str):
    sent = {**world.headers["counsellor"], **headers}
    return world.client().open(API + path, method=method, json=body, headers=sent)


@pytest.fixture
def english(world: World) -> World:
    """The world, its counsellor's account set to English."""
    headers = world.headers["administrator"]
    url = f"{API}users/{world.users['counsellor']}"
    version = world.client().get(url, headers=headers).headers["ETag"]
    changed = world.client().patch(
        url, json={"locale": "en"}, headers={**headers, "If-Match": version}
    )
    assert changed.status_code == 200, changed.text
    assert changed.headers["Content-Language"] == "de"
    return world


@pytest.mark.parametrize(
    ("asked", "language", "title"),
    [
        ("en", "en", "Please sign in"),
        ("en-GB,en;q=0.8,de;q=0.2", "en", "Please sign in"),
        ("de-AT,en;q=0.5", "de", "Bitte anmelden"),
        ("en;q=0,fr", "de", "Bitte anmelden"),
        ("fr", "de", "Bitte anmelden"),
        ("", "de", "Bitte anmelden"),
        (None, "de", "Bitte anmelden"),
    ],
)
def test_whoever_is_not_signed_in_reads_what_the_browser_prefers(
    world: World, asked: str | None, language: str, title: str
) -> None:
    headers = {} if asked is None else {"Accept-Language": asked}
    answer = world.client().get(f"{API}rules", headers=headers)
    assert (answer.status_code, answer.json["title"]) == (401, title)
    assert answer.headers["Content-Language"] == language
    assert "Accept-Language" in ", ".join(answer.headers.getlist("Vary"))


def test_the_account_outweighs_the_browser(english: World) -> None:
    told = ask(english, "GET", "rules?land=HB", **{"Accept-Language": "de"})
    assert told.headers["Content-Language"] == "en"
    rules = {rule["id"]: rule for rule in told.json["rules"]}
    assert rules["permit"]["title"] == "Valid permit"
    numbers = {n["name"]: n for n in rules["present-at-once-person"]["numbers"]}
    unknown = numbers["max_children"]
    assert (unknown["text"], unknown["remark"]) == (
        "5 children",
        "unknown, federal default used",
    )
    german = english.client().get(
        f"{API}rules?land=HB",
        headers={**english.headers["administrator"], "Accept-Language": "en"},
    )
    assert german.headers["Content-Language"] == "de"
    assert german.json["rules"][0]["title"] == "Keine zu kurzen Teilstücke"


def test_faults_are_told_where_they_are_in_the_language_of_the_account(
    english: World,
) -> None:
    wrong = ask(english, "POST", "proposals", {"first_day": "morgen", "extra": 1})
    assert (wrong.status_code, wrong.json["title"]) == (
        422,
        "Some of the input is wrong",
    )
    told = {fault["pointer"]: fault["detail"] for fault in wrong.json["errors"]}
    assert told["/first_day"] == "Expected is a date, for example 2026-11-02."
    assert told["/extra"] == "There is no such field."


def test_reasons_are_told_in_the_language_of_the_account(english: World) -> None:
    waiting = ask(english, "POST", "proposals", {**DAYS, "seconds": 5}).json
    work(english, waiting["job_id"])
    for name in ("items", "gaps"):
        rows = ask(english, "GET", f"proposals/{waiting['id']}/{name}").json["items"]
        for row in rows:
            url = f"proposals/{name}/{row['id']}/explanation"
            sentences = ask(english, "GET", url).json["sentences"]
            for sentence in sentences:
                assert " on " in sentence["text"]
                assert " am " not in sentence["text"]


def test_a_repeated_answer_says_the_language_it_was_given_in(english: World) -> None:
    key = {"Idempotency-Key": "k-1"}
    first = ask(english, "POST", "proposals", {**DAYS, "seconds": 5}, **key)
    again = ask(english, "POST", "proposals", {**DAYS, "seconds": 5}, **key)
    assert again.headers["Idempotent-Replayed"] == "true"
    languages = [answer.headers["Content-Language"] for answer in (first, again)]
    assert languages == ["en", "en"]


def test_pages_of_help_and_the_description_say_their_language(world: World) -> None:
    help_page = world.client().get("/hilfe/fehler/stale")
    assert help_page.headers["Content-Language"] == "de"
    english = world.client().get(
        "/hilfe/fehler/stale", headers={"Accept-Language": "en"}
    )
    assert "No longer the current state" in english.text
    assert '<html lang="en">' in english.text
    description = world.client().get(
        f"{API}openapi.json", headers={"Accept-Language": "en"}
    )
    assert description.headers["Content-Language"] == "de"
