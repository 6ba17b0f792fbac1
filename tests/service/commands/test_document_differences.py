"""What changed between two plans in files, and why."""

import json
from pathlib import Path

import pytest

from tests.service.commands.conftest import call
from tests.solver.exchange.documents import ROOT

SCENARIOS = ROOT / "fixtures" / "scenarios"
MORNING = SCENARIOS / "substitution" / "morning.problem.json"
TWO_AT_MOST = SCENARIOS / "matching" / "two-at-most" / "problem.json"


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def solved(problem: Path, out: str) -> None:
    assert call("solve", str(problem), "--out", out).code == 0


def planned_again(problem: Path, **fields: object) -> Path:
    """The problem of a later day; both are planned, in the folder of the test."""
    document = json.loads(problem.read_bytes())
    later = Path("later.problem.json")
    later.write_text(json.dumps({**document, **fields}))
    solved(problem, "old.json")
    solved(later, "new.json")
    return later


def compared(later: Path, earlier: Path, *more: str) -> list[str]:
    since = ("--since-files", str(earlier), "old.json")
    return ["explain", str(later), "new.json", *more, *since]


def test_what_changed_since_an_earlier_plan_is_told_with_its_reason():
    excluded = json.loads(MORNING.read_bytes())["excluded"]
    blocked = {"person": "T-02", "child": "K-04"}
    later = planned_again(MORNING, excluded=[*excluded, blocked])
    told = call(*compared(later, MORNING)).out
    assert "K-04 ist am 23.11.2026 von 07:00 bis 16:00 jetzt bei T-03 statt bei" in told
    assert "Mit T-02 bräche jetzt für K-04 am 23.11.2026 eine Regel" in told
    assert "Bliebe K-03 am 23.11.2026 bei T-03" in told
    one = call(*compared(later, MORNING, "K-04"), "--json").json
    assert [(p["about"], p["change"]) for p in one["parts"]] == [("K-04", "person")]
    assert "exclusions" in {said["rule"] for said in one["parts"][0]["sentences"]}
    assert call(*compared(later, MORNING, "K-99")).code == 7


def test_that_nothing_changed_is_told_as_well():
    told = call(*compared(planned_again(MORNING), MORNING))
    assert told.code == 0
    assert "Seit dem letzten Plan hat sich nichts geändert" in told.out


def test_a_matching_is_compared_by_kindergarten():
    refused = {"coach": "anna", "kindergarten": "eins"}
    later = planned_again(TWO_AT_MOST, refused=[refused])
    found = call(*compared(later, TWO_AT_MOST), "--json").json["parts"]
    assert {(p["about"], p["change"]) for p in found} == {
        ("eins", "ended"),
        ("drei", "new"),
    }
    alone = call(*compared(later, TWO_AT_MOST, "drei"), "--json").json["parts"]
    assert [p["about"] for p in alone] == ["drei"]
    assert call(*compared(later, TWO_AT_MOST, "vier")).code == 7


def test_only_plans_of_one_kind_are_compared():
    solved(MORNING, "new.json")
    solved(TWO_AT_MOST, "old.json")
    answer = call(*compared(MORNING, TWO_AT_MOST))
    assert answer.code == 3
    assert "Aufgaben derselben Art" in answer.err


def test_a_stored_proposal_is_not_compared_with_files():
    answer = call("explain", "K-04", "--since-files", str(MORNING), "old.json")
    assert answer.code == 2
    assert "AUFGABE und PLAN" in answer.err
