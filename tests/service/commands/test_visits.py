"""Contact visits at the command line: planned, shown, moved, called off."""

import pytest

from service.commands.common.exits import ExitCode
from tests.service.commands.conftest import Cli

# Planned and looked at in one installation.
pytestmark = [pytest.mark.xdist_group("cli-visits")]


@pytest.fixture(scope="module")
def planned(office: Cli) -> dict:
    """The answer of a plan for two weeks."""
    told = office("visits", "plan", "--weeks", "2", "--time-limit", "20", "--json")
    assert told.code == ExitCode.DONE, told.err
    return told.json


def test_visits_are_planned_and_shown(office: Cli, planned: dict) -> None:
    assert planned["added"] > 0
    assert planned["capacity_ignored"]
    shown = office("visits", "show", "--weeks", "4", "--json").json["visits"]
    assert len(shown) == planned["added"]
    lines = office("visits", "show", "--weeks", "4")
    assert shown[0]["visitor"].split()[0] in lines.out
    assert "geplant" in lines.out


@pytest.mark.usefixtures("planned")
def test_planning_again_tells_what_it_is_worth_and_changes_nothing(office: Cli) -> None:
    again = office("visits", "plan", "--weeks", "2", "--time-limit", "20")
    assert again.code == ExitCode.DONE, again.err
    assert "0 Besuche neu, 0 verlegt, 0 abgesagt" in again.out
    assert "Kinderstunden" in again.out
    assert "nicht, ob ein Platz frei ist" in again.out


@pytest.mark.usefixtures("planned")
def test_who_has_no_visit_that_day_is_told_in_german(office: Cli) -> None:
    told = office("visits", "cancel", "T-001", "2035-01-01")
    assert told.code == ExitCode.NOT_FOUND
    assert "keinen Besuch" in told.err


@pytest.mark.usefixtures("planned")
def test_visits_are_written_as_picture_and_workbook(office: Cli, tmp_path) -> None:
    svg, xlsx = tmp_path / "besuche.svg", tmp_path / "besuche.xlsx"
    told = office("visits", "export", "--svg", str(svg), "--xlsx", str(xlsx))
    assert told.code == ExitCode.DONE, told.err
    assert str(svg) in told.out
    assert "Kontaktbesuche vom" in svg.read_text()
    assert xlsx.read_bytes().startswith(b"PK")
    document = office("visits", "export", "--svg", str(svg), "--json").json
    assert document["paths"] == [str(svg)]
    nothing = office("visits", "export")
    assert nothing.code != ExitCode.DONE
    assert "--svg DATEI" in nothing.err


@pytest.mark.usefixtures("planned")
def test_why_a_household_is_visited_as_it_is(office: Cli) -> None:
    told = office("visits", "why", "T-001")
    assert told.code == ExitCode.DONE, told.err
    answer = office("visits", "why", "T-001", "--json").json
    assert [reason["text"] for reason in answer["reasons"]] == told.out.splitlines()
    alone = office("visits", "why", "T-001", "--day", "03.11.2026")
    assert alone.code != ExitCode.DONE
    assert "wer zu Besuch käme" in alone.err
