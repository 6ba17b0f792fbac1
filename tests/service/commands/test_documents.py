"""Solve, audit, explain and schema: files in, files out, no database anywhere."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest
from jsonschema import Draft202012Validator

from tests.benchmarks.literature import TaskScheduling, as_bytes, task_scheduling
from tests.service.commands.conftest import Answer, call
from tests.solver.exchange.documents import EXAMPLES, a_document

MATCHINGS = EXAMPLES[0].parents[1] / "matching"
MORNING = next(path for path in EXAMPLES if path.stem.startswith("morning"))


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No installation: a database that cannot be there."""
    monkeypatch.setenv("LUECKENLOS_DATABASE_URL", f"sqlite:///{tmp_path}/none/none")
    monkeypatch.delenv("LUECKENLOS_SECRET_KEY", raising=False)
    monkeypatch.chdir(tmp_path)
    yield
    assert not (tmp_path / "none").exists()


def solved(problem: Path, out: str = "plan.json", *options: str) -> Answer:
    return call("solve", str(problem), "--out", out, *options)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_solved_proven_audited_and_explained(path: Path, tmp_path: Path):
    answer = solved(path, "plan.json", "--json")
    assert answer.code == 0, answer.err
    assert answer.json["status"] == "proven"
    plan = json.loads((tmp_path / "plan.json").read_bytes())
    schema = json.loads(call("schema", "plan").out)
    Draft202012Validator(schema).validate(plan)
    assert all(row["sentence"] for row in plan["assignments"])
    audit = call("audit", str(path), "plan.json", "--json")
    assert (audit.code, audit.json["accepted"]) == (0, True)
    counted = {tier["id"]: tier["value"] for tier in audit.json["tiers"]}
    assert counted == {tier["id"]: tier["value"] for tier in plan["tiers"]}
    told = call("explain", str(path), "plan.json")
    assert told.code == 0
    assert plan["assignments"][0]["sentence"] in told.out


def test_only_the_run_section_tells_one_run_from_another(tmp_path: Path):
    plans = []
    for workers, seed in (("1", "1"), ("2", "7")):
        options = ("--workers", workers, "--seed", seed)
        assert solved(MORNING, f"{workers}.json", *options).code == 0
        plans.append((tmp_path / f"{workers}.json").read_bytes())
    apart = [plan.partition(b'\n "run": ') for plan in plans]
    assert apart[0][0] == apart[1][0]
    runs = [json.loads(plan)["run"] for plan in plans]
    assert [(run["workers"], run["seed"]) for run in runs] == [(1, 1), (2, 7)]
    assert all(run["ended"] == "done" for run in runs)


def test_why_not_is_answered_for_a_person_and_a_child():
    solved(MORNING)
    answer = call("explain", str(MORNING), "plan.json", "K-01", "--person", "T-03")
    assert answer.code == 0
    assert "T-03" in answer.out
    assert "beantwortet die Frage" not in answer.out
    assert call("explain", str(MORNING), "plan.json", "K-99").code == 7
    assert call("explain", str(MORNING), "plan.json", "K-01", "--person", "X").code == 7
    assert call("explain", str(MORNING), "plan.json", "K-01", "zuviel").code == 2


def test_of_one_child_files_tell_what_else_there_is_and_what_would_close_a_gap():
    solved(MORNING)
    child = call("explain", str(MORNING), "plan.json", "K-04").out
    assert (
        "1. T-03 (H-03): bei „Zeit ohne Vertretung plus Übergaben“ wären es 60 statt 0"
        in child
    )
    every = call("explain", str(MORNING), "plan.json").out
    assert "T-02 übernimmt K-04" in every
    assert "1. T-03" not in every
    fixed = call("explain", str(MORNING), "plan.json", "K-02").out
    assert "Für K-02 war am 23.11.2026 in dieser Zeit nichts mehr zu vergeben" in fixed
    gap = MORNING.parent / "one-place-left-for-two" / "problem.json"
    solved(gap)
    told = call("explain", str(gap), "plan.json", "noah", "--json").json
    rules = [said["rule"] for part in told["parts"] for said in part["sentences"]]
    assert rules[:2] == ["present-at-once-person", "gap-forced"]
    assert rules[-1] == "change-person"
    asked = call("explain", str(gap), "plan.json", "noah", "--question", "gap")
    assert (asked.code, "Aus Dateien sagt explain" in asked.err) == (2, True)


def test_a_plan_from_elsewhere_is_judged(tmp_path: Path):
    plan = {
        "format": "lueckenlos-plan",
        "version": 1,
        "assignments": [
            {"need": "B-01", "person": "T-02"},
            {"need": "B-03", "person": "T-02"},
            {"need": "B-04", "person": "T-02"},
        ],
    }
    (tmp_path / "theirs.json").write_text(json.dumps(plan), encoding="utf-8")
    answer = call("audit", str(MORNING), "theirs.json", "--json")
    assert answer.code == 4
    broken = {f["rule"] for f in answer.json["findings"] if f["decided"]}
    assert "present-at-once-person" in broken
    plan["assignments"] = [{"need": "B-99", "person": "T-02"}]
    (tmp_path / "theirs.json").write_text(json.dumps(plan), encoding="utf-8")
    answer = call("audit", str(MORNING), "theirs.json", "--json")
    assert answer.code == 3
    assert answer.json["faults"][0]["pointer"] == "/assignments/0/need"


def test_faults_end_with_3_and_name_their_places(tmp_path: Path):
    (tmp_path / "wrong.json").write_bytes(as_bytes(a_document(needs=[{"id": ""}])))
    answer = solved(Path("wrong.json"), "plan.json", "--json")
    assert answer.code == 3
    places = {fault["pointer"] for fault in answer.json["faults"]}
    assert {"/needs/0", "/needs/0/id"} <= places
    assert "  /needs/0/id: " in solved(Path("wrong.json")).err
    assert not (tmp_path / "plan.json").exists()
    assert solved(Path("nowhere.json")).code == 3
    assert solved(MORNING, "no/such/folder/plan.json").code == 3
    assert solved(MORNING, "plan.json", "--profile", "XX").code == 3
    assert solved(MORNING, "plan.json", "--time-limit", "-1").code == 2


def test_a_plan_of_an_hour_with_a_large_seed_is_audited_like_any():
    limits = ("--time-limit", "3600", "--seed", "2000000000")
    assert solved(MORNING, "plan.json", *limits).code == 0
    assert call("audit", str(MORNING), "plan.json").out.startswith("Angenommen.")


def test_seconds_are_told_with_the_comma_of_the_language():
    assert re.search(r"Fertig nach \d+,\d\d s: ", solved(MORNING).out)
    told = call("--lang", "en", "solve", str(MORNING), "--out", "plan.json").out
    assert re.search(r"Done after \d+\.\d\d s: ", told)


def test_where_no_plan_can_be_written_is_said_before_solving(tmp_path: Path):
    endless = tmp_path / "hard.json"
    endless.write_bytes(as_bytes(task_scheduling(TaskScheduling(40, 240, 0.33, 1))))
    for out, why in (
        ("none/plan.json", "Ordner oder Datei nicht gefunden"),
        (str(tmp_path), "das ist ein Ordner"),
    ):
        answer = solved(endless, out, "--time-limit", "600")
        assert answer.code == 3
        assert f"lässt sich nicht schreiben: {why}." in answer.err


def test_a_file_that_is_not_there_is_told_in_german():
    for command in (["solve", "none.json", "--out", "x"], ["audit", "none.json", "x"]):
        answer = call(*command)
        assert answer.code == 3
        assert "lässt sich nicht lesen: Ordner oder Datei nicht gefunden." in answer.err


def test_a_folder_is_no_file_whoever_reads_it(tmp_path: Path):
    """Two commands told it as a fault of the program."""
    folder, problem = str(tmp_path), str(MORNING)
    for command in (
        ["solve", folder, "--out", "x"],
        ["audit", folder, "x"],
        ["audit", problem, folder],
        ["explain", problem, folder],
    ):
        answer = call(*command)
        assert answer.code == 3
        assert answer.err.endswith("lässt sich nicht lesen: das ist ein Ordner.\n")


def test_a_file_too_large_is_not_even_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("LUECKENLOS_MAX_PROBLEM_MIB", "1")
    (tmp_path / "large.json").write_bytes(b" " * (2 * 1024 * 1024))
    answer = solved(Path("large.json"))
    assert answer.code == 3
    assert "LUECKENLOS_MAX_PROBLEM_MIB" in answer.err


def test_a_plan_says_which_rules_break_by_what_was_fixed(tmp_path: Path):
    path = MORNING.parent / "too-many-own-children" / "problem.json"
    told = solved(path)
    plan = json.loads((tmp_path / "plan.json").read_bytes())
    (found,) = plan["findings"]
    assert (found["rule"], found["decided"]) == ("present-at-once-person", False)
    assert f"{found['sentence']} (stand schon fest)" in told.out


def test_faults_of_rules_name_their_places_in_the_document(tmp_path: Path):
    rules = {
        "breaks": {"parameters": {"alone_minutes": 600}},
        "one-person-at-a-time": {"parameters": {"handover": "immer", "nix": 3}},
    }
    document = a_document(profile={"base": "NW", "rules": rules})
    (tmp_path / "rules.json").write_bytes(as_bytes(document))
    answer = solved(Path("rules.json"), "plan.json", "--json")
    assert answer.code == 3
    found = {f["pointer"]: f["detail"] for f in answer.json["faults"]}
    assert set(found) == {
        "/profile/rules/breaks/parameters/alone_minutes",
        "/profile/rules/one-person-at-a-time/parameters/nix",
        "/profile/rules/one-person-at-a-time",
    }
    assert found["/profile/rules/breaks/parameters/alone_minutes"].startswith("600 ist")
    (tmp_path / "rules.json").write_bytes(as_bytes(document | {"profile": None}))
    (tmp_path / "own.json").write_text(json.dumps({"base": "NW", "rules": rules}))
    told = solved(Path("rules.json"), "plan.json", "--profile", "own.json").err
    assert "\n  /rules/breaks/parameters/alone_minutes: 600 ist weiter" in told


@pytest.mark.parametrize("base", ["NW", "plain"])
def test_all_that_rules_have_wrong_is_told_at_once(base: str, tmp_path: Path):
    rules = {
        "breaks": {"active": False, "parameters": {"nix": 1}},
        "piece-length": {"active": False},
        "nobody/knows": {},
    }
    tiers = ["uncovered", {"nix": 2, "cost": 1}, "cost"]
    document = a_document(profile={"base": base, "rules": rules, "tiers": tiers})
    (tmp_path / "rules.json").write_bytes(as_bytes(document))
    answer = solved(Path("rules.json"), "plan.json", "--json")
    assert answer.code == 3
    law = {"/profile/rules/breaks/active", "/profile/rules/breaks/parameters/nix"}
    assert {fault["pointer"] for fault in answer.json["faults"]} == {
        "/profile/rules/nobody~1knows",
        "/profile/tiers/1",
        "/profile/tiers/2",
    } | (law if base == "NW" else set())


def test_a_tier_adds_wishes_with_weights_from_the_document_to_the_answer(
    tmp_path: Path,
):
    """Two persons at 500 and costs of 100 are fewer points than one and 300."""
    clocks = ["08:00", "10:00", "12:00", "14:00"]
    needs = [
        {"id": f"n{i}", "start": clocks[i], "end": clocks[i + 1]} for i in range(3)
    ]
    costs = {
        "n0": {"a": 0, "b": 100, "c": 300},
        "n1": {"a": 200, "b": 0, "c": 300},
        "n2": {"a": 200, "b": 200, "c": 0},
    }
    both = {"cost": 3, "persons-deployed": 500}
    document = a_document(
        persons=[{"id": name} for name in "abc"],
        needs=needs,
        pair_costs=costs,
        profile={"base": "plain", "tiers": ["uncovered", both]},
    )
    (tmp_path / "weighted.json").write_bytes(as_bytes(document))
    told = solved(Path("weighted.json"))
    sum_of_both = "500 × Personen im Einsatz + 3 × Kosten"
    assert f"{sum_of_both}: 1.300 Punkte (bewiesen)" in told.out
    plan = json.loads((tmp_path / "plan.json").read_bytes())
    Draft202012Validator(json.loads(call("schema", "plan").out)).validate(plan)
    tier = plan["tiers"][1]
    assert (tier["id"], tier["unit"], tier["value"]) == (
        "500*persons-deployed+3*cost",
        "points",
        1300,
    )
    assert tier["title"].startswith("500 × ")
    assert {r["need"]: r["person"] for r in plan["assignments"]} == {
        "n0": "b",
        "n1": "b",
        "n2": "c",
    }
    audit = call("audit", "weighted.json", "plan.json")
    assert f"{sum_of_both}: 1.300 Punkte" in audit.out
    why = call("explain", "weighted.json", "plan.json", "n0")
    assert f"bei „{sum_of_both}“ wären es 1.500 statt 1.300 Punkte" in why.out


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [({"land": "XX"}, "/land"), ({"profile": {"base": "XX"}}, "/profile/base")],
)
def test_a_land_there_is_not_is_a_fault_where_it_stands(
    changes: dict[str, object], pointer: str, tmp_path: Path
):
    document = a_document(**{"profile": None, **changes})
    (tmp_path / "land.json").write_bytes(as_bytes(document))
    answer = solved(Path("land.json"))
    assert answer.code == 3
    assert f"\n  {pointer}: Das Land „XX“ gibt es nicht" in answer.err


def test_gaps_end_with_6_if_that_is_asked(tmp_path: Path):
    nobody = a_document(persons=[{"id": "a", "available": []}])
    (tmp_path / "open.json").write_bytes(as_bytes(nobody))
    assert solved(Path("open.json")).code == 0
    answer = solved(Path("open.json"), "plan.json", "--strict")
    assert answer.code == 6
    plan = json.loads((tmp_path / "plan.json").read_bytes())
    assert plan["gaps"][0]["reasons"][0]["sentence"]


def test_rules_come_from_a_file_if_named(tmp_path: Path):
    rules = {"base": "plain", "tiers": ["persons-deployed", "uncovered"]}
    (tmp_path / "rules.json").write_text(json.dumps(rules), encoding="utf-8")
    answer = solved(MORNING, "plan.json", "--profile", "rules.json", "--json")
    assert [tier["id"] for tier in answer.json["tiers"]] == rules["tiers"]
    # Nobody sent out is best where that is asked first; V-01 is there anyway.
    plan = json.loads((tmp_path / "plan.json").read_bytes())
    assert {row["person"] for row in plan["assignments"]} == {"V-01"}


@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_leaves_the_best_plan(tmp_path: Path, kind: signal.Signals):
    hard = task_scheduling(TaskScheduling(40, 240, 0.33, 1))
    (tmp_path / "hard.json").write_bytes(as_bytes(hard))
    command = [sys.executable, "-c", "from service.cli import main; main()"]
    process = subprocess.Popen(
        [*command, "solve", "hard.json", "--out", "plan.json"],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    began = monotonic()
    while monotonic() - began < 60 and not _computes(process.pid):
        sleep(0.05)
    sleep(2.0)  # long enough for the first plan on a quiet machine
    asked = monotonic()
    process.send_signal(kind)
    assert process.wait(60) == 130
    assert monotonic() - asked < 60  # how fast it really is: test_supervise
    if (tmp_path / "plan.json").exists():
        plan = json.loads((tmp_path / "plan.json").read_bytes())
        assert plan["run"]["ended"] == "stopped"


def _computes(pid: int) -> bool:
    """Whether the process has a child."""
    path = Path(f"/proc/{pid}/task/{pid}/children")
    return path.exists() and bool(path.read_text(encoding="ascii").strip())


@pytest.mark.parametrize(
    "name", ["generalised-assignment.problem", "two-at-most/problem"]
)
def test_a_matching_is_solved_audited_and_explained_likewise(name: str, tmp_path: Path):
    path = MATCHINGS / f"{name}.json"
    answer = solved(path, "plan.json", "--json")
    assert (answer.code, answer.json["status"]) == (0, "proven"), answer.err
    plan = json.loads((tmp_path / "plan.json").read_bytes())
    schema = json.loads(call("schema", "matching-plan").out)
    Draft202012Validator(schema).validate(plan)
    assert answer.json["gaps"] == len(plan["unserved"])
    audit = call("audit", str(path), "plan.json", "--json")
    assert (audit.code, audit.json["accepted"]) == (0, True)
    counted = {tier["id"]: tier["value"] for tier in audit.json["tiers"]}
    assert counted == {tier["id"]: tier["value"] for tier in plan["tiers"]}
    told = call("explain", str(path), "plan.json")
    assert told.code == 0
    assert plan["assignments"][0]["sentence"] in told.out


def test_values_that_are_to_be_large_are_told_as_the_task_counts_them(tmp_path: Path):
    path = MATCHINGS / "generalised-assignment.problem.json"
    task = json.loads(path.read_bytes())
    worth = {(p["coach"], p["kindergarten"]): p["score"] for p in task["pairs"]}
    told = solved(path).out
    plan = json.loads((tmp_path / "plan.json").read_bytes())
    total = sum(worth[p["coach"], p["kindergarten"]] for p in plan["assignments"])
    assert f"Summe der Werte, wie die Aufgabe sie zählt: {total}\n" in told


def test_what_would_help_a_kindergarten_is_told_from_files(tmp_path: Path):
    path = str(MATCHINGS / "two-at-most" / "problem.json")
    solved(Path(path))
    alone = call("explain", path, "plan.json", "drei")
    assert "drei wird begleitet, wenn anna eine Einrichtung mehr begleitet" in alone.out
    why = call("explain", path, "plan.json", "drei", "--person", "anna", "--json")
    rules = {said["rule"] for part in why.json["parts"] for said in part["sentences"]}
    assert {"kindergartens-per-coach", "hours-held", "forced-worse"} <= rules
    assert call("explain", path, "plan.json", "vier").code == 7
    assert call("explain", path, "plan.json", "drei", "--person", "X").code == 7
    plan = json.loads((tmp_path / "plan.json").read_bytes())
    plan["assignments"].append({"kindergarten": "drei", "coach": "anna"})
    (tmp_path / "wrong.json").write_text(json.dumps(plan))
    refused = call("audit", path, "wrong.json")
    assert refused.code == 4
    assert "anna hätte im Monat 01/2027 3 Einrichtungen (höchstens: 2)." in refused.out


def test_solve_ran_modules_lying_in_the_folder_it_was_called_in_bug(tmp_path: Path):
    """The computing process looked for ``json`` and ``service`` there first."""
    for name in ("json.py", "service.py"):
        (tmp_path / name).write_text("raise SystemExit('hier')", encoding="utf-8")
    answer = solved(MORNING)
    assert (answer.code, answer.err) == (0, "")


def test_minutes_of_a_hand_over_were_told_as_time_without_substitution_bug():
    """Nobody is left alone in this story, yet 30 minutes were said to be open."""
    told = solved(MORNING.parent / "two-floaters-hand-over" / "problem.json").out
    assert "0 Lücken" in told
    assert "Zeit ohne Vertretung plus Übergaben: 30 Kinderminuten (bewiesen)" in told
