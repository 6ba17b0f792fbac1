"""From hosts and kindergartens to visits in calendars, by command lines."""

from datetime import date
from pathlib import Path

import pytest

from service.commands.common.exits import ExitCode
from tests.service.commands.conftest import PASSWORD, Cli, call

YEAR = "2027"
IN_YEAR = ("--year", YEAR)


@pytest.fixture(scope="module")
def programme(environment: Path) -> Cli:
    """A small invented programme; some of its kindergartens receive others."""
    initial = ("init", "--kind", "programme", "--land", "TH", "--name", "Fachstelle")
    named = ("--email", "k@f.example", "--display-name", "Kim", "--password-stdin")
    assert call(*initial, *named, stdin=PASSWORD + "\n").code == 0
    book = str(environment / "programme.xlsx")
    sizes = ("--kindergartens", "12", "--coaches", "2", "--seed", "4")
    assert call("programme", *sizes, *IN_YEAR, "--out", book).code == 0
    assert call("import", book, "--store").code == 0
    done = call("consultations", "plan", *IN_YEAR)
    assert done.code == ExitCode.DONE, done.err
    assert "bewiesen" in done.out
    return call


@pytest.fixture
def visits(programme: Cli) -> list[dict[str, str]]:
    """What stands, by day."""
    told = programme("consultations", "show", *IN_YEAR, "--json").json["visits"]
    assert told
    return [visit for visit in told if visit["state"] != "cancelled"]


def test_planning_again_keeps_all(programme: Cli, visits: list[dict[str, str]]) -> None:
    again = programme("consultations", "plan", *IN_YEAR)
    assert f"{len(visits)} unverändert" in again.out
    shown = programme("consultations", "show", *IN_YEAR)
    assert visits[0]["kindergarten"] in shown.out


def test_a_host_is_asked_for_its_guests(
    programme: Cli, visits: list[dict[str, str]]
) -> None:
    host = visits[0]["host"]
    told = programme("consultations", "show", host, *IN_YEAR, "--json").json["visits"]
    assert told == [visit for visit in visits if visit["host"] == host]


def test_a_visit_is_moved_confirmed_and_called_off(
    programme: Cli, visits: list[dict[str, str]]
) -> None:
    house, day = visits[0]["kindergarten"], visits[0]["day"]
    moved = programme("consultations", "move", house, day, "--json")
    assert moved.code == ExitCode.DONE, moved.err
    new = moved.json["day"]
    assert date.fromisoformat(new) != date.fromisoformat(day)
    assert programme("consultations", "move", house, day).code == ExitCode.NOT_FOUND
    assert programme("consultations", "confirm", house, new).code == ExitCode.DONE
    refused = programme("consultations", "move", house, new)
    assert refused.code == ExitCode.CONFLICT
    assert "steht fest" in refused.err
    early = programme("consultations", "hold", house, new)
    assert early.code == ExitCode.CONFLICT
    done = programme("consultations", "cancel", house, new)
    assert "Abgesagt" in done.out
    again = programme("consultations", "cancel", house, new)
    assert (again.code, "schon abgesagt" in again.err) == (ExitCode.CONFLICT, True)


def test_reasons_are_told_in_sentences(
    programme: Cli, visits: list[dict[str, str]]
) -> None:
    house, host = visits[-1]["kindergarten"], visits[-1]["host"]
    why = programme("consultations", "explain", house, *IN_YEAR)
    assert f"{house} besucht {host} am " in why.out
    other = next(v["host"] for v in visits if v["host"] != host)
    asked = ("consultations", "explain", house, "--host", other)
    not_there = programme(*asked, *IN_YEAR)
    assert not_there.code == ExitCode.DONE, not_there.err
    assert other in not_there.out
    sunday = programme(*asked, "--day", f"{YEAR}-03-07")
    assert "07.03.2027" in sunday.out
    alone = programme("consultations", "explain", house, "--day", f"{YEAR}-03-07")
    assert "--host KITA" in alone.err
    nobody = programme("consultations", "explain", house, *IN_YEAR, "--host", house)
    assert "keine Konsultationseinrichtung" in nobody.err
