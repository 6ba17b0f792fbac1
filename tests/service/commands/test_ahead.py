"""Stress test and what-if at the command line: tables, JSON, pictures, workbooks."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from service.commands.common.exits import ExitCode
from tests.service.commands.conftest import Cli

# The local engine is a process; the tests share one installation.
pytestmark = [pytest.mark.server, pytest.mark.xdist_group("cli-ahead")]

WEEK = ("--week", "2026-11-09")


@pytest.fixture(scope="module")
def stressed(office: Cli) -> dict:
    """The answer of a small stress test."""
    told = office("stress", *WEEK, "--no-pairs", "--draws", "3", "--json")
    assert told.code == ExitCode.DONE, told.err
    return told.json


def test_a_stress_test_tells_figures_districts_and_weak_points(stressed: dict) -> None:
    result = stressed["result"]
    assert result["n1"]["absences"] >= 12
    assert result["n1"]["needed_minutes"] >= result["n1"]["uncovered_minutes"]
    singles = sum(s["uncovered_minutes"] for s in result["singles"])
    assert singles == result["n1"]["uncovered_minutes"]
    persons = sum(p["uncovered_minutes"] for p in result["persons"])
    assert persons == singles
    needed = [p for p in result["persons"] if p["needed_minutes"]]
    assert sum(d["persons"] for d in result["districts"]) == len(needed)
    assert result["wave"]["draws"] == 3
    assert (result["n2"], result["complete"]) == (None, True)


def test_an_earlier_one_is_shown_and_written(
    office: Cli, stressed: dict, tmp_path: Path
) -> None:
    picture, book = tmp_path / "netz.svg", tmp_path / "probe.xlsx"
    shown = office(
        *("stress", "--show", stressed["study"]["id"]),
        *("--svg", str(picture), "--xlsx", str(book)),
    )
    assert shown.code == ExitCode.DONE, shown.err
    assert "eine Person (N-1)" in shown.out
    assert "Engpass" in shown.out
    ET.parse(picture)
    assert book.read_bytes()[:2] == b"PK"


def test_a_week_too_far_away_is_refused_in_german(office: Cli) -> None:
    told = office("stress", "--week", "2035-01-01")
    assert told.code == ExitCode.REFUSED
    assert "mehr als zwei Jahre" in told.err


def test_a_ranking_names_the_best_or_that_none_helps(
    office: Cli, tmp_path: Path
) -> None:
    picture = tmp_path / "balken.svg"
    told = office(
        *("whatif", *WEEK, "--draws", "1", "--hours", "20", "--json"),
        *("--svg", str(picture)),
    )
    assert told.code == ExitCode.DONE, told.err
    result = told.json["result"]
    covered = [change["covered"]["year_minutes"] for change in result["changes"]]
    assert covered == sorted(covered, reverse=True)
    assert result["helps"] is bool(covered)
    assert result["verified"] + result["ruled_out"] == result["considered"]
    assert all(siting["proven"] for siting in result["sitings"])
    ET.parse(picture)
    shown = office("whatif", "--show", told.json["study"]["id"])
    assert "Kinderstunden" in shown.out
    assert "Annahmen zu Kosten" in shown.out
