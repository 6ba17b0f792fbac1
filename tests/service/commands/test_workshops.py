"""From clusters to series in calendars, by command lines."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from service.commands.common.exits import ExitCode
from tests.service.commands.conftest import PASSWORD, Cli, call

IN_YEAR = ("--year", "2027")
EAST = "Verbund Ost"


@pytest.fixture(scope="module")
def programme(environment: Path) -> Cli:
    """An invented programme; its two clusters lie across borders."""
    initial = ("init", "--kind", "programme", "--land", "TH", "--name", "Fachstelle")
    named = ("--email", "k@f.example", "--display-name", "Kim", "--password-stdin")
    assert call(*initial, *named, stdin=PASSWORD + "\n").code == 0
    book = str(environment / "programme.xlsx")
    sizes = ("--kindergartens", "2", "--coaches", "1", *IN_YEAR)
    assert call("programme", *sizes, "--out", book).code == 0
    assert call("import", book, "--store").code == 0
    done = call("workshops", "plan", *IN_YEAR)
    assert done.code == ExitCode.DONE, done.err
    assert "27 neu" in done.out
    assert "bewiesen" in done.out
    return call


def events(programme: Cli, *of: str) -> list[dict[str, str]]:
    told: list[dict[str, str]]
    told = programme("workshops", "show", *of, *IN_YEAR, "--json").json["events"]
    return told


def test_a_cluster_is_shown_with_the_conferences_of_all(programme: Cli) -> None:
    own = events(programme, EAST)
    assert len(own) == 12 + 3
    assert {view["cluster"] for view in own} == {EAST, ""}
    shown = programme("workshops", "show", EAST, *IN_YEAR)
    assert "QE-Werkstatt 3" in shown.out
    assert "alle Verbünde" in shown.out
    nobody = programme("workshops", "show", "Süd", *IN_YEAR)
    assert "gibt es nicht" in nobody.err


def test_a_conference_moves_is_confirmed_and_called_off(programme: Cli) -> None:
    closing = next(v for v in events(programme) if v["kind"] == "closing")
    new = date.fromisoformat(closing["first_day"]) + timedelta(days=7)
    moved = programme(
        "workshops", "move", "alle", closing["first_day"], "--to", new.isoformat()
    )
    assert moved.code == ExitCode.DONE, moved.err
    assert "1 verlegt" in moved.out
    at = ("alle", new.isoformat())
    sunday = new - timedelta(days=1 + new.weekday())
    refused = programme("workshops", "move", *at, "--to", sunday.isoformat())
    assert refused.code == ExitCode.REFUSED
    assert "kann diese Veranstaltung nicht beginnen" in refused.err
    assert programme("workshops", "confirm", *at).code == ExitCode.DONE
    fixed = programme("workshops", "move", *at, "--to", closing["first_day"])
    assert (fixed.code, "steht fest" in fixed.err) == (ExitCode.CONFLICT, True)
    assert programme("workshops", "hold", *at).code == ExitCode.CONFLICT
    assert "Abgesagt" in programme("workshops", "cancel", *at).out


def test_reasons_are_told_in_sentences(programme: Cli) -> None:
    why = programme("workshops", "explain", EAST, "werkstatt", "1", *IN_YEAR)
    assert why.code == ExitCode.DONE, why.err
    assert "lädt zu QE-Werkstatt 1: Verbund Ost ein" in why.out
    asked = ("workshops", "explain", EAST, "werkstatt", "1", "--day", "2027-03-07")
    assert "07.03.2027" in programme(*asked).out
    unknown = programme("workshops", "explain", EAST, "fest")
    assert unknown.code == ExitCode.USAGE
    assert "möglich: werkstatt, umsetzungsgruppe, steuerungsgruppe" in unknown.err
    there = programme(*asked, "--host", "Greiz")
    assert there.code == ExitCode.DONE, there.err
    elsewhere = programme(*asked, "--host", "Göttingen")
    assert "gehört nicht zu diesem Verbund" in elsewhere.err


def test_a_series_may_run_over_the_turn_of_the_year(programme: Cli) -> None:
    asked = ("--year", "2030", "--first-month", "9", "--months", "10")
    told = programme("workshops", "span", *asked, "--source", "Beschluss")
    assert told.out == "Die Reihe 2030 läuft vom 01.09.2030 bis zum 30.06.2031.\n"
    why = ("workshops", "explain", "alle", "auftakt", "--year", "2030")
    assert "Reihe 2030 ist noch nicht geplant" in programme(*why).err
