"""Documents: the same bytes for the same value, every fault told with its place."""

import json
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.documents import DocumentError, profile_from_bytes, profile_to_bytes
from solver.json_codec import codec_of
from solver.json_values import Reader
from solver.profile import Level, Parameter, RuleProfile, RuleSetting
from solver.rule import AgreementSource, LegalSource, Practice, RuleId
from solver.slots import Day, Slot
from solver.substitution.codec import (
    plan_from_bytes,
    plan_to_bytes,
    problem_from_bytes,
    problem_to_bytes,
)
from solver.substitution.plan import Plan
from solver.substitution.problem import Child, Person, Place, Problem
from tests.benchmarks.instances import town_week

st.register_type_strategy(
    Slot,
    st.tuples(st.integers(0, 1439), st.integers(1, 1440))
    .filter(lambda pair: pair[0] < pair[1])
    .map(lambda pair: Slot(*pair)),
)
DAYS = st.integers(1, 3_000_000).map(Day)
st.register_type_strategy(Day, DAYS)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=5)
PROBLEM_HEAD = b'{"format": "lueckenlos-substitution-problem", "version": 1,'
SOURCES = st.one_of(
    st.none(),
    st.builds(LegalSource, law=TEXTS, section=TEXTS, valid_from=st.none() | st.dates()),
    st.builds(AgreementSource, title=TEXTS),
    st.builds(Practice, title=TEXTS),
)
VALUES = st.one_of(
    st.integers(),
    st.booleans(),
    TEXTS,
    st.lists(TEXTS).map(tuple),
    st.dictionaries(TEXTS, st.integers()),
)
PARAMETERS = st.builds(
    Parameter, value=VALUES, level=st.sampled_from(Level), source=SOURCES
)
PROFILES = st.builds(
    RuleProfile,
    id=TEXTS,
    land=TEXTS,
    revision=TEXTS,
    settings=st.dictionaries(
        TEXTS.map(RuleId),
        st.builds(
            RuleSetting,
            rule=TEXTS.map(RuleId),
            parameters=st.dictionaries(TEXTS, PARAMETERS, max_size=3),
        ),
        max_size=3,
    ),
    tiers=st.lists(TEXTS.map(RuleId), max_size=3).map(tuple),
)


@settings(max_examples=100, deadline=None)
@given(profile=PROFILES)
def test_a_profile_comes_back_as_it_was(profile: RuleProfile):
    document = profile_to_bytes(profile)
    again = profile_from_bytes(document)
    assert again == profile
    assert profile_to_bytes(again) == document
    assert _kinds(again) == _kinds(profile)


def _kinds(profile: RuleProfile) -> dict[tuple[str, str], type]:
    """``True`` equals 1; what is read must be of the same kind, too."""
    return {
        (rule, name): type(parameter.value)
        for rule, setting in profile.settings.items()
        for name, parameter in setting.parameters.items()
    }


@pytest.mark.parametrize("kind", [Child, Person, Place, Plan])
def test_a_part_comes_back_as_it_was(kind: type):
    @settings(max_examples=25, deadline=None)
    @given(value=st.from_type(kind))
    def round_trip(value: object) -> None:
        codec, reader = codec_of(kind), Reader()
        written = json.loads(json.dumps(codec.write(value)))
        assert codec.read(written, reader) == value
        assert not reader.faults

    round_trip()


@pytest.fixture(scope="module")
def problem() -> Problem:
    return town_week(12, 2, 5, 1)


def test_a_problem_comes_back_as_it_was(problem: Problem):
    document = problem_to_bytes(problem)
    assert problem_from_bytes(document) == problem
    assert problem_to_bytes(problem_from_bytes(document)) == document


def test_an_empty_plan_is_small():
    document = plan_to_bytes(Plan(()))
    assert json.loads(document)["content"] == {"assignments": []}
    assert plan_from_bytes(document) == Plan(())


def test_days_are_iso_dates(problem: Problem):
    content = json.loads(problem_to_bytes(problem))["content"]
    first = date.fromordinal(problem.first_day).isoformat()
    assert content["first_day"] == first
    some = next(iter(content["persons"].values()))
    assert first in some["available"]


def _spoiled(problem: Problem, *changes: Callable[[dict], object]) -> bytes:
    document = json.loads(problem_to_bytes(problem))
    for change in changes:
        change(document)
    return json.dumps(document).encode()


def _faults(document: bytes) -> dict[str, str]:
    with pytest.raises(DocumentError) as caught:
        problem_from_bytes(document)
    return {fault.pointer: fault.detail for fault in caught.value.faults}


def test_all_faults_are_told_with_their_places(problem: Problem):
    def need(number: int) -> Callable[[dict], dict]:
        return lambda document: document["content"]["needs"][number]

    faults = _faults(
        _spoiled(
            problem,
            lambda d: need(0)(d).update(day="2026-02-30"),
            lambda d: need(1)(d).pop("child"),
            lambda d: need(2)(d).update(colour="blue"),
            lambda d: need(3)(d).update(urgency=True),
            lambda d: need(4)(d).update(slot={"start": 900, "end": 900}),
            lambda d: d["content"]["family_minutes"][0].append(1),
            lambda d: d["content"]["places"].update({"a/b~c": []}),
        )
    )
    assert set(faults) == {
        "/content/needs/0/day",
        "/content/needs/1",
        "/content/needs/2/colour",
        "/content/needs/3/urgency",
        "/content/needs/4/slot",
        "/content/family_minutes/0",
        "/content/places/a~1b~0c",
    }
    assert "2026-11-23" in faults["/content/needs/0/day"]
    assert "„child“ fehlt" in faults["/content/needs/1"]


def test_names_without_an_owner_are_told(problem: Problem):
    def spoil(document: dict) -> None:
        content = document["content"]
        content["needs"][0]["child"] = "nobody"
        content["needs"][2]["id"] = content["needs"][1]["id"]
        content["links"][0]["place"] = "nowhere"
        content["children"]["other"] = {"id": "one", "birth_month": 24300}

    assert {
        "/content/needs/0/child",
        "/content/needs/2/id",
        "/content/links/0/place",
        "/content/children/other/id",
    } <= set(_faults(_spoiled(problem, spoil)))


@pytest.mark.parametrize(
    ("document", "told"),
    [
        (b"", "kein JSON"),
        (b"{", "kein JSON"),
        (b"\xff\xfe", "UTF-8"),
        (b"[" * 200_000, "verschachtelt"),
        (b'{"a": 1, "a": 2}', "zweimal"),
        (b'{"a": NaN}', "keine Zahl"),
        (b'{"a": 1' + b"0" * 5000 + b"}", "Ziffern"),
        (b"[]", "kein Dokument vom Format"),
        (b'{"format": "lueckenlos-rule-profile"}', "kein Dokument vom Format"),
        (b'{"format": "lueckenlos-substitution-problem", "version": 2}', "Version 1"),
        (
            PROBLEM_HEAD + b' "content": 1, "more": 2}',
            "genau die Felder",
        ),
        (
            PROBLEM_HEAD + b' "content": null}',
            "Objekt",
        ),
    ],
)
def test_what_is_no_document_is_told(document: bytes, told: str):
    with pytest.raises(DocumentError, match=told):
        problem_from_bytes(document)


def test_only_kinds_that_have_to_be_told_apart_say_which_they_are():
    """Documents written before a second kind was there can still be read."""
    one, several = codec_of(Practice | None), codec_of(Practice | AgreementSource)
    practice = Practice("Absprache")
    assert one.write(practice) == {"title": "Absprache"}
    assert one.read({"title": "Absprache"}, Reader()) == practice
    assert one.read(None, Reader()) is None
    assert several.write(practice) == {"type": "Practice", "title": "Absprache"}
    assert several.read(several.write(practice), Reader()) == practice


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (None, "nichts (null)"),
        (True, "wahr oder falsch"),
        (7, "die Zahl 7"),
        (0.5, "die Zahl 0.5"),
        ([], "eine Liste"),
        ({}, "ein Objekt"),
    ],
)
def test_a_fault_says_what_stands_there_instead(value: object, told: str):
    reader = Reader()
    codec_of(str).read(value, reader)
    (fault,) = reader.faults
    assert fault.detail.endswith(f"gegeben ist {told}.")
