"""A Kita year at the command line: table, JSON, picture, workbook."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from service.commands.common.exits import ExitCode
from tests.service.commands.conftest import Cli

# The local engine is a process; the tests share one installation.
pytestmark = [pytest.mark.server, pytest.mark.xdist_group("cli-ahead")]


def test_a_year_is_planned_shown_and_written(office: Cli, tmp_path: Path) -> None:
    told = office("year", "--json")
    assert told.code == ExitCode.DONE, told.err
    result = told.json["result"]
    assert result["last_day"] == "2027-07-31"
    whole = result["whole"]
    assert whole["uncovered_minutes"] == sum(
        month["uncovered_minutes"] for month in result["months"]
    )
    picture, book = tmp_path / "jahr.svg", tmp_path / "jahr.xlsx"
    shown = office(
        *("year", "--show", told.json["study"]["id"]),
        *("--svg", str(picture), "--xlsx", str(book)),
    )
    assert shown.code == ExitCode.DONE, shown.err
    assert "11/2026" in shown.out
    assert "gedeckt" in shown.out
    ET.parse(picture)
    assert book.read_bytes()[:2] == b"PK"


def test_a_year_that_is_over_is_refused_in_german(office: Cli) -> None:
    told = office("year", "--year", "2020")
    assert told.code == ExitCode.REFUSED
    assert "vergangene Jahre werden nicht untersucht" in told.err
