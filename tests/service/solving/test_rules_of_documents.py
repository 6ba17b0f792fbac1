"""What is wrong with a document's rules is told in one round with all other faults."""

from pathlib import Path
from typing import Any

import pytest

from service.errors import InvalidInput
from service.solving.rules import read_with_rules
from solver.documents import DocumentError
from tests.solver.exchange.documents import a_document, as_bytes

PROFILE = {
    "base": "NW",
    "rules": {
        "etwas": {},
        "permit": {"active": False},
        "daily-limit": {"parameters": {"limit_minutes": 900}},
    },
    "tiers": ["uncovered", "nichts"],
}
OF_RULES = {
    "/profile/rules/etwas",
    "/profile/rules/permit/active",
    "/profile/rules/daily-limit/parameters/limit_minutes",
    "/profile/tiers/1",
}


def refused(document: dict[str, Any], asked: str | None = None) -> dict[str, str]:
    """Faults of a document by their places."""
    with pytest.raises((DocumentError, InvalidInput)) as error:
        read_with_rules(as_bytes(document), asked)
    assert len({f.pointer for f in error.value.faults}) == len(error.value.faults)
    return {fault.pointer: fault.detail for fault in error.value.faults}


@pytest.mark.parametrize(
    ("changed", "places"),
    [
        ({}, set()),
        # what cannot be read at all
        ({"title": 3}, {"/title"}),
        # a name that nobody has
        ({"excluded": [{"person": "x", "child": "k"}]}, {"/excluded/0/person"}),
    ],
    ids=["nothing", "unreadable", "unknown"],
)
def test_rules_are_looked_at_whatever_else_is_wrong(changed, places):
    document = a_document(
        profile=PROFILE, first_day="2026-08-03", last_day="2026-08-03", **changed
    )
    found = set(refused(document))
    assert found >= OF_RULES
    assert {place for place in found - OF_RULES if "/child" not in place} == places


@pytest.mark.parametrize(
    "unsure", [{"land": 3}, {"first_day": "gestern"}, {"last_day": "2020-01-01"}]
)
def test_what_land_and_day_decide_waits_until_they_are_known(unsure):
    """Names there are not are wrong by the rules of any land."""
    own = {key: value for key, value in PROFILE.items() if key != "base"}
    named = {"first_day": "2026-08-03", "last_day": "2026-08-03"}
    document = a_document(profile=own, **{**named, **unsure})
    found = set(refused(document))
    (place,) = (f"/{name}" for name in unsure)
    assert found >= {"/profile/rules/etwas", "/profile/tiers/1", place}
    assert "/profile/rules/permit/active" not in found


def test_nothing_is_said_of_a_rule_that_cannot_be_read():
    own = {
        "base": "plain",
        "rules": {"etwas": {"active": 3}, "nichts": {}, "permit": {"parameters": 3}},
        "tiers": [3, "uncovered", 4],
    }
    assert set(refused(a_document(profile=own))) == {
        "/profile/rules/etwas/active",
        "/profile/rules/nichts",
        "/profile/rules/permit/parameters",
        "/profile/tiers/0",
        "/profile/tiers/2",
    }


@pytest.mark.parametrize("base", ["plain", "NW"])
def test_weights_that_cannot_be_read_stand_in_for_none(base):
    own = {
        "base": base,
        "rules": {"nichts": {}},
        "tiers": [{"cost": 0}, {"uncovered": "viel", "changes": 2}, {}, "foo"],
    }
    found = refused(a_document(profile=own, title=3))
    assert set(found) == {
        "/title",
        "/profile/rules/nichts",
        "/profile/tiers/0/cost",
        "/profile/tiers/1/uncovered",
        "/profile/tiers/2",
        "/profile/tiers/3",
    }


@pytest.mark.parametrize("profile", [3, {"base": 3, "rules": {"nichts": {}}}])
def test_rules_of_no_known_land_are_those_of_none(profile):
    found = refused(a_document(profile=profile, land="XX"))
    named = {"/profile/base", "/profile/rules/nichts"}
    assert set(found) == ({"/profile"} if profile == 3 else named)


def test_a_land_there_is_not_is_told_with_other_faults():
    document = a_document(land="XX", title=3, profile=None)
    assert set(refused(document)) == {"/land", "/title"}


def test_rules_of_another_file_have_places_of_their_own(tmp_path: Path):
    rules = tmp_path / "regeln.json"
    rules.write_text('{"rules": {"nichts": {}}}')
    assert set(refused(a_document(title=3), str(rules))) == {"/title"}
    assert set(refused(a_document(), str(rules))) == {"/rules/nichts"}
    rules.write_text("{")
    with pytest.raises(InvalidInput, match="kein Regelprofil"):
        read_with_rules(as_bytes(a_document()), str(rules))
    rules.write_text('{"rules": {"permit": {"active": 3}}}')
    assert set(refused(a_document(), str(rules))) == {"/rules/permit/active"}


def test_days_without_rules_are_told_at_their_places():
    own = {"profile": {"base": "NW"}, "title": 3}
    early = a_document(first_day="1950-01-02", **own)
    assert set(refused(early)) == {"/first_day", "/title"}
    matching = {
        "format": "lueckenlos-matching",
        "version": 1,
        "first_month": "1950-01",
        "coaches": [],
        "kindergartens": [],
    }
    assert set(refused({**matching, "title": 3})) == {"/first_month", "/title"}
    assert set(refused(matching)) == {"/first_month"}


@pytest.mark.parametrize("base", ["plain", "NW"])
@pytest.mark.parametrize(
    ("rule", "name", "value"),
    [
        ("familiarity-level", "level", 3),
        ("familiarity-level", "level", ["met"]),
        ("piece-length", "min_piece_minutes", "lang"),
        ("qualification", "min_units", {}),
        ("present-in-shared-setting", "places_by_persons", {}),
        ("contracts", "limited", 1),
    ],
)
def test_a_number_of_another_kind_is_told_in_german(base, rule, name, value):
    own = {"base": base, "rules": {rule: {"parameters": {name: value}}}}
    ((place, said),) = refused(a_document(profile=own)).items()
    assert place.startswith(f"/profile/rules/{rule}")
    assert "instance" not in said
    assert "object" not in said
