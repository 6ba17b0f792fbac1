"""Documents from outside: every fault at once and at its place, nothing crashes."""

import json
import random
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from solver.documents import DocumentError
from solver.exchange.schema import plan_schema, problem_schema, profile_schema
from solver.exchange.translate import problem_from_document
from solver.slots import Slot
from tests.solver.exchange.documents import EXAMPLES, a_document, as_bytes


def faults(document: Any) -> dict[str, str]:
    """Details by pointer; empty if the document can be read."""
    content = document if isinstance(document, bytes) else as_bytes(document)
    try:
        problem_from_document(content)
    except DocumentError as error:
        return {fault.pointer: fault.detail for fault in error.faults}
    return {}


def test_there_are_two_worked_examples_and_both_are_read():
    assert len(EXAMPLES) >= 2
    for path in EXAMPLES:
        assert problem_from_document(path.read_bytes()).problem.needs


def test_what_is_left_out_is_the_plainest_thing():
    problem = problem_from_document(as_bytes(a_document())).problem
    (need,) = problem.needs
    assert (need.child, need.slot) == ("n", Slot(480, 600))
    (link,) = problem.links
    assert (link.substitute, link.absent, link.place) == ("a", need.absent, "ort")
    assert problem.persons["a"].available == {need.day: (Slot(0, 1440),)}


@pytest.mark.parametrize(
    ("told", "minute"), [("07:30", 450), (450, 450), ("24:00", 1440), ("00:00", 0)]
)
def test_times_are_clocks_or_minutes(told: object, minute: int):
    absent = [{"start": told if minute < 1440 else 0, "end": 1440}]
    if minute == 1440:
        absent = [{"start": 0, "end": told}]
    document = a_document(persons=[{"id": "a", "absent": absent}])
    (slot,) = next(
        iter(
            problem_from_document(as_bytes(document))
            .problem.persons["a"]
            .absent.values()
        )
    )
    assert minute in (slot.start, slot.end)


@pytest.mark.parametrize("told", ["24:01", "7:30", "25:00", -1, 1441, 7.5, True, None])
def test_other_times_are_refused_at_their_place(told: object):
    needs = [{"id": "n", "start": told, "end": "10:00"}]
    assert set(faults(a_document(needs=needs))) == {"/needs/0/start"}


def test_all_faults_are_told_at_once_with_their_places():
    found = faults(
        a_document(
            persons=[{"id": "a", "kind": "robot", "places": 3}, {"id": "a"}],
            needs=[
                {"id": "n", "start": "08:00", "end": "10:00", "day": "23.11.2026"},
                {"start": "08:00", "end": 601.5},
            ],
            excluded=[{"person": 7}],
        )
    )
    assert set(found) == {
        "/persons/0/kind",
        "/persons/0/places",
        "/persons/1/id",
        "/needs/0/day",
        "/needs/1",
        "/needs/1/end",
        "/excluded/0/person",
    }


def test_a_byte_order_mark_is_read_over():
    document = as_bytes(a_document())
    marked = problem_from_document(b"\xef\xbb\xbf" + document)
    assert marked == problem_from_document(document)


def with_tiers(*tiers: Any) -> dict[str, Any]:
    return a_document(profile={"base": "plain", "tiers": list(tiers)})


@pytest.mark.parametrize("weight", [1, 1_000])
def test_a_tier_may_add_wishes_with_weights(weight: int):
    document = with_tiers("uncovered", {"cost": weight})
    Draft202012Validator(problem_schema()).validate(document)
    assert faults(document) == {}


def test_wrong_weights_are_told_at_once_with_all_other_faults():
    document = with_tiers(
        {"cost": 0, "changes": -1, "fairness": 1.5, "continuity": 1_001},
        {},
        7,
        {"": 1, "extra-way": True},
    )
    document["needs"][0]["start"] = "25:00"
    assert set(faults(document)) == {
        "/needs/0/start",
        "/profile/tiers/0/cost",
        "/profile/tiers/0/changes",
        "/profile/tiers/0/fairness",
        "/profile/tiers/0/continuity",
        "/profile/tiers/1",
        "/profile/tiers/2",
        "/profile/tiers/3/",
        "/profile/tiers/3/extra-way",
    }
    for number, tier in enumerate(document["profile"]["tiers"]):
        assert not Draft202012Validator(problem_schema()).is_valid(with_tiers(tier)), (
            number
        )


def test_names_nobody_has_are_told_at_once():
    found = faults(
        a_document(
            needs=[
                {"id": "n", "start": 480, "end": 600, "persons": ["a", "wer"]},
                {"id": "m", "start": 480, "end": 600, "absent": "weg"},
            ],
            excluded=[{"person": "x", "child": "y", "need": "z"}],
            family_minutes={"kein~kind/1": {"ort": 5}},
            fixed=[{"child": "n", "person": "q", "start": 0, "end": 60}],
        )
    )
    assert {
        "/needs/0/persons/1",
        "/needs/1/absent",
        "/excluded/0/person",
        "/excluded/0/child",
        "/excluded/0/need",
        "/family_minutes/kein~0kind~11",
        "/fixed/0/person",
    } <= set(found)


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({}, "/persons/1/home"),
        ({"allowed": [{"persons": ["a", "b"]}]}, "/allowed/0/places"),
        (
            {"allowed": [{"persons": ["b"], "places": ["x", "?"]}]},
            "/allowed/0/places/1",
        ),
    ],
)
def test_a_place_is_missing_where_it_would_be_written(changes, pointer):
    document = a_document(
        persons=[{"id": "a", "home": "x"}, {"id": "b"}],
        places=[{"id": "x"}, {"id": "y"}],
        needs=[{"id": "n", "start": 480, "end": 600, "regular_place": "x"}],
        **changes,
    )
    assert set(faults(document)) == {pointer}


@pytest.mark.parametrize(
    ("place", "field"),
    [
        ({"regular_place": "?"}, "regular_place"),
        ({"place": "?"}, "place"),
        ({"regular_place": "x", "place": "?", "persons": ["a"]}, "place"),
        ({}, "regular_place"),
    ],
)
def test_the_place_of_a_need_is_told_at_its_own_field(place, field):
    document = a_document(
        persons=[{"id": "a", "home": "x"}],
        places=[{"id": "x"}, {"id": "y"}],
        needs=[{"id": "n", "start": 480, "end": 600, **place}],
    )
    found = faults(document)
    assert set(found) == {f"/needs/0/{field}"}
    assert "niemand" not in str(found)


def test_what_can_be_read_is_looked_at_beside_what_cannot():
    found = faults(
        a_document(
            persons=[{"id": "a", "kind": "robot", "home": "nirgends"}, {"id": "a"}],
            places=[{"id": "ort", "staff": ["a", "wer"]}],
            needs=[
                {"id": "n", "start": "8 Uhr", "end": 600, "persons": ["a", "wer"]},
                {"id": "m", "start": 600, "end": 480},
                {"id": "o", "start": 480, "end": 600, "persons": ["a", "wo"]},
            ],
            excluded=[{"person": "x", "child": "n"}, {"child": "m", "person": 7}],
            presences=[{"child": "k", "person": "a", "start": 600, "end": 500}],
        )
    )
    assert set(found) == {
        "/persons/0/kind",
        "/needs/0/start",
        "/excluded/1/person",
        # ... and all that is sure in spite of it:
        "/persons/0/home",
        "/places/0/staff/1",
        "/needs/0/persons/1",
        "/needs/1/end",
        "/needs/2/persons/1",
        "/excluded/0/person",
        "/presences/0/end",
        "/persons/1/id",
    }
    assert found["/excluded/0/person"] == "„x“ ist als Person nicht angegeben."


@pytest.mark.parametrize(
    "broken",
    [
        {"persons": [{"id": 7}, {"id": "b"}]},
        {"persons": [{"kind": "floater"}, {"id": "b"}]},
        {"persons": ["a", {"id": "b"}]},
        {"persons": {"a": {}}},
    ],
)
def test_nobody_is_missing_who_may_be_among_what_cannot_be_read(broken):
    needs = [{"id": "n", "start": 480, "end": 600, "persons": ["a"], "absent": "c"}]
    found = faults(a_document(needs=needs, **broken))
    assert found
    assert all(pointer.startswith("/persons") for pointer in found)


@pytest.mark.parametrize(
    ("changes", "pointers"),
    [
        ({"first_day": "gestern", "last_day": "2020-01-01"}, {"/first_day"}),
        ({"last_day": 7}, {"/last_day"}),
        (
            {"needs": [{"id": "n", "start": 480, "end": 600, "day": "morgen"}]},
            {"/needs/0/day"},
        ),
        ({"frozen_until": {"day": "x", "time": 25}}, {"/frozen_until/day"}),
        ({"places": [{"id": None}], "persons": [{"id": "a"}]}, {"/places/0/id"}),
        (
            {
                "needs": [{"start": 480, "end": 600}],
                "excluded": [{"person": "a", "need": "n"}],
            },
            {"/needs/0"},
        ),
    ],
)
def test_nothing_is_told_that_is_wrong_only_because_of_something_else(
    changes, pointers
):
    assert set(faults(a_document(**{"persons": [{"id": "a"}], **changes}))) == pointers


def test_faults_of_names_and_of_the_problem_itself_are_told_at_once():
    found = faults(
        a_document(
            persons=[{"id": "a"}, {"id": "a"}],
            needs=[
                {"id": "n", "start": 480, "end": 600},
                {"id": "n", "start": 0, "end": 60},
                {"id": "m", "start": 60, "end": 60},
            ],
        )
    )
    assert set(found) == {
        "/persons/1/id",
        "/needs/1/id",
        "/needs/2/end",
    }


def test_faults_of_the_problem_itself_point_into_the_document():
    twice = [{"id": "n", "start": 480, "end": 600}, {"id": "n", "start": 0, "end": 60}]
    assert set(faults(a_document(needs=twice))) == {"/needs/1/id"}
    over = [
        {"id": "n", "child": "k", "start": 480, "end": 600},
        {"id": "m", "child": "k", "start": 540, "end": 660},
    ]
    assert set(faults(a_document(needs=over))) == {"/needs/1"}
    there = [{"child": "n", "person": "a", "start": 540, "end": 700}]
    assert set(faults(a_document(presences=there))) == {"/needs/0"}


def test_a_child_that_is_its_own_sibling_and_a_permit_of_no_length():
    found = faults(
        a_document(
            children=[{"id": "n", "siblings": ["n"]}],
            persons=[{"id": "a", "permit": {"places": 5, "start": 600, "end": 600}}],
        )
    )
    assert set(found) == {"/children/0/siblings/0", "/persons/0/permit/end"}


HOSTILE = {
    "not UTF-8": b'{"format": "\xff"}',
    "UTF-16": '{"format": "lueckenlos-problem"}'.encode("utf-16"),
    "not JSON": b"{",
    "empty": b"",
    "a list": b"[]",
    "too deep": b"[" * 100_000 + b"]" * 100_000,
    "NaN": as_bytes(a_document()).replace(b"480", b"NaN").replace(b'"08:00"', b"NaN"),
    "infinite": as_bytes(a_document()).replace(b'"08:00"', b"Infinity"),
    "doubled": b'{"format": "lueckenlos-problem", "version": 1, "version": 1}',
    "long number": as_bytes(a_document()).replace(b'"08:00"', b"9" * 10_000),
    "other format": as_bytes(a_document(format="etwas")),
    "other version": as_bytes(a_document(version=2)),
    "lone surrogate": as_bytes(a_document()).replace(b'"a"', b'"\\ud800"'),
    "too many needs": as_bytes(
        a_document(needs=[{"id": f"{i}", "start": 0, "end": 1} for i in range(50_001)])
    ),
    "too many days": as_bytes(a_document(last_day="2036-11-23")),
    "last before first": as_bytes(a_document(last_day="2020-01-01")),
    "year 0": as_bytes(a_document(first_day="0000-01-01")),
    "huge cost": as_bytes(a_document(pair_costs={"n": {"a": 10**9}})),
    "negative": as_bytes(a_document(persons=[{"id": "a", "history_minutes": -1}])),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_documents_are_refused_with_a_sentence(name: str):
    found = faults(HOSTILE[name])
    assert found
    assert all(detail.endswith((".", "“")) for detail in found.values()), found


def test_nan_and_infinity_hide_no_other_fault_and_have_places():
    document = as_bytes(
        a_document(
            persons=[{"id": "a", "history_minutes": "NAN"}, {"id": "a"}],
            needs=[{"id": "n", "start": "INF", "end": "12:00"}],
        )
    )
    found = faults(document.replace(b'"NAN"', b"NaN").replace(b'"INF"', b"1e999"))
    assert set(found) == {
        "/persons/0/history_minutes",
        "/needs/0/start",
        "/persons/1/id",
    }
    assert "keine Zahl (NaN)" in found["/persons/0/history_minutes"]
    assert "unendlich" in found["/needs/0/start"]


def test_fields_that_stand_twice_hide_no_other_fault_and_have_places():
    text = as_bytes(
        a_document(
            title="x",
            persons=[{"id": "a", "capacity": 1}, {"id": "a"}],
            pair_costs={"n": {"a": 1}},
        )
    ).decode()
    for field in ("title", "capacity", "a"):
        text = text.replace(f'"{field}":', f'"{field}": 0, "{field}":')
    found = faults(text.encode())
    twice = {"/title", "/persons/0/capacity", "/pair_costs/n/a"}
    assert set(found) == {*twice, "/persons/1/id"}
    assert all("mehr als einmal" in found[pointer] for pointer in twice)


def test_a_million_needs_are_refused_without_being_looked_at_one_by_one():
    need = b'{"id":"x","start":0,"end":1}'
    content = as_bytes(a_document(needs=["HERE"])).replace(
        b'"HERE"', b",".join([need] * 200_000)
    )
    found = faults(content)
    assert set(found) == {"/needs"}
    assert "50000" in found["/needs"]


def test_no_more_than_a_thousand_faults_are_told():
    needs = [{"id": f"{i}", "start": -1, "end": 1} for i in range(3_000)]
    assert len(faults(a_document(needs=needs))) == 1_000


# --- the schema says what the reader reads


def test_schemas_are_schemas():
    for schema in (problem_schema(), plan_schema(), profile_schema()):
        Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_fit_the_schema(path: Path):
    Draft202012Validator(problem_schema()).validate(json.loads(path.read_bytes()))


STRANGE: tuple[Any, ...] = (None, True, -1, 3, "x", "", "2026-11-23", "07:30", [], {})


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_reader_and_schema_agree_on_what_is_written_wrongly(path: Path):
    """One value is replaced; whatever the schema refuses the reader refuses, too.

    And where the schema lets it pass, no fault is one of form.
    """
    validator = Draft202012Validator(problem_schema())
    whole = json.loads(path.read_bytes())
    rng = random.Random(path.stem)
    for _ in range(150):
        document = deepcopy(whole)
        pointer = _spoil(document, rng)
        fits = validator.is_valid(document)
        found = faults(document)
        if not fits:
            assert found, pointer
        else:
            forms = [d for d in found.values() if "erwartet, gegeben" in d]
            assert forms == [], pointer


def _spoil(document: Any, rng: random.Random) -> str:
    """Replace one value somewhere; tells where."""
    pointer = ""
    while True:
        keys = list(document) if isinstance(document, dict) else range(len(document))
        key = rng.choice(list(keys))
        pointer += f"/{key}"
        inner = document[key]
        if not isinstance(inner, (dict, list)) or not inner or rng.random() < 0.1:
            document[key] = rng.choice(STRANGE)
            return f"{pointer} = {document[key]!r}"
        document = inner


def test_every_field_is_described():
    for schema in (problem_schema(), plan_schema(), profile_schema()):
        for name, shape in schema["$defs"].items():
            assert shape["description"], name
            for field, form in shape["properties"].items():
                assert form["description"], (name, field)


def test_capacities_hold_while_they_are_given():
    capacity = [{"places": 1, "start": 0, "end": 600}, {"places": 3, "start": 600}]
    document = a_document(persons=[{"id": "a", "capacity": capacity}])
    given = problem_from_document(as_bytes(document)).problem.capacities
    assert [(c.places, c.slot.start, c.slot.end) for c in given] == [
        (1, 0, 600),
        (3, 600, 1440),
    ]
