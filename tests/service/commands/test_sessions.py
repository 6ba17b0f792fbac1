"""From an engagement to sessions, held hours and a statement, by command lines."""

from datetime import date
from pathlib import Path

import pytest

from service.commands.common.exits import ExitCode
from tests.service.commands.conftest import PASSWORD, Cli, call

YEAR = "2027"
FROM = ("--year", YEAR, "--from-month", "10")


@pytest.fixture(scope="module")
def programme(environment: Path) -> Cli:
    """One engagement of a small programme, accepted for the last three months."""
    initial = ("init", "--kind", "programme", "--land", "TH", "--name", "Fachstelle")
    named = ("--email", "k@f.example", "--display-name", "Kim", "--password-stdin")
    assert call(*initial, *named, stdin=PASSWORD + "\n").code == 0
    book = str(environment / "programme.xlsx")
    sizes = ("--kindergartens", "3", "--coaches", "2", "--year", YEAR)
    assert call("programme", *sizes, "--out", book).code == 0
    assert call("import", book, "--store").code == 0
    return call


@pytest.fixture(scope="module")
def kindergarten(programme: Cli) -> str:
    """The code of the kindergarten that is accompanied."""
    agreed = programme("agree", "K-001", *FROM, "--coach", "P-01", "--hours", "2")
    assert agreed.code == ExitCode.DONE, agreed.err
    assert programme("agree", "K-001", *FROM, "--accept").code == ExitCode.DONE
    return "K-001"


def test_sessions_are_planned_shown_moved_and_stated(
    programme: Cli, kindergarten: str, tmp_path: Path
) -> None:
    done = programme("sessions", "--plan", *FROM)
    assert done.code == ExitCode.DONE, done.err
    assert "3 neu" in done.out
    assert "bewiesen" in done.out
    listed = programme("sessions", kindergarten, "--year", YEAR, "--json").json
    days = [date.fromisoformat(each["day"]) for each in listed["sessions"]]
    assert [day.month for day in days] == [10, 11, 12]
    (account,) = listed["accounts"]["kindergartens"]
    assert (account["agreed_minutes"], account["left_minutes"]) == (360, 0)
    on = ("--day", days[0].isoformat())
    moved = programme("sessions", kindergarten, *on, "--move")
    assert moved.code == ExitCode.DONE, moved.err
    assert "0 andere" in moved.out
    assert programme("sessions", kindergarten, *on, "--move").code == ExitCode.NOT_FOUND
    early = programme("sessions", kindergarten, "--day", str(days[1]), "--held", "2")
    assert early.code == ExitCode.CONFLICT
    table = programme("sessions", "--year", YEAR).out
    assert "verlegt" in table
    book = tmp_path / "abrechnung.xlsx"
    stated = programme("sessions", "--month", "2027-10", "--out", str(book))
    assert stated.code == ExitCode.DONE, stated.err
    assert book.stat().st_size > 1000


def test_a_session_is_named_by_its_house_and_day(programme: Cli) -> None:
    assert programme("sessions", "--move").code == ExitCode.USAGE
