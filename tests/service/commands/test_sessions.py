"""From an engagement to sessions, held hours and a statement, by command lines."""

import os
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from service.commands.common.exits import ExitCode
from service.commands.common.lookup_programme import kindergarten_by_code
from service.db.engine import make_engine
from service.db.store import Store
from service.db.tables.tenancy import Tenant
from service.ports import SystemClock
from tests.service.commands.conftest import PASSWORD, Answer, Cli, call

pytestmark = pytest.mark.xdist_group("cli-sessions")

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
def planned(programme: Cli) -> Answer:
    """What was said when the dates of the first kindergarten were planned."""
    agreed = programme("agree", "K-001", *FROM, "--coach", "P-01", "--hours", "2")
    assert agreed.code == ExitCode.DONE, agreed.err
    assert programme("agree", "K-001", *FROM, "--accept").code == ExitCode.DONE
    return programme("sessions", "plan", *FROM)


@pytest.fixture(scope="module")
def kindergarten(planned: Answer) -> str:
    """The code of the kindergarten that is accompanied, its dates being planned."""
    assert planned.code == ExitCode.DONE, planned.err
    return "K-001"


def test_sessions_are_planned_shown_moved_and_stated(
    programme: Cli, planned: Answer, kindergarten: str, tmp_path: Path
) -> None:
    assert "3 neu" in planned.out
    assert "bewiesen" in planned.out
    listed = programme("sessions", "show", kindergarten, "--year", YEAR, "--json").json
    days = [date.fromisoformat(each["day"]) for each in listed["sessions"]]
    assert [day.month for day in days] == [10, 11, 12]
    (account,) = listed["accounts"]["kindergartens"]
    assert (account["agreed_minutes"], account["left_minutes"]) == (360, 0)
    meant = ("sessions", "move", kindergarten, days[0].isoformat())
    moved = programme(*meant)
    assert moved.code == ExitCode.DONE, moved.err
    assert "alle anderen Termine bleiben" in moved.out
    assert programme(*meant).code == ExitCode.NOT_FOUND
    early = programme("sessions", "hold", kindergarten, str(days[1]), "2")
    assert early.code == ExitCode.CONFLICT
    table = programme("sessions", "show", "--year", YEAR).out
    assert "verlegt" in table
    book = tmp_path / "abrechnung.xlsx"
    stated = programme(
        "sessions", "statement", "--month", "2027-10", "--out", str(book)
    )
    assert stated.code == ExitCode.DONE, stated.err
    assert book.stat().st_size > 1000


def test_a_date_is_explained_confirmed_and_another_day_asked_for(
    programme: Cli, kindergarten: str
) -> None:
    listed = programme("sessions", "show", kindergarten, "--year", YEAR, "--json").json
    day = listed["sessions"][-1]["day"]
    told = programme("sessions", "why", kindergarten, day)
    assert told.code == ExitCode.DONE, told.err
    assert "Tage kamen in Frage" in told.out
    other = ("--not", "25.12.2027")
    assert "Feiertag" in programme("sessions", "why", kindergarten, day, *other).out
    none = programme("sessions", "why", kindergarten, "2027-09-01")
    assert none.code == ExitCode.NOT_FOUND
    half = programme("sessions", "confirm", kindergarten, day, "--for", "coach")
    assert "noch nicht bestätigt: Kita" in half.out
    done = programme("sessions", "confirm", kindergarten, day)
    assert "steht fest" in done.out
    assert programme("sessions", "confirm", kindergarten, day).code == ExitCode.CONFLICT
    assert programme("sessions", "move", kindergarten, day).code == ExitCode.CONFLICT
    asked = programme("sessions", "refuse", kindergarten, day, "--for", "kindergarten")
    assert asked.code == ExitCode.DONE, asked.err
    shown = programme("sessions", "show", kindergarten, "--year", YEAR, "--json").json
    assert shown["sessions"][-1]["refused_by"] == ["kindergarten"]
    again = programme("sessions", "plan", *FROM)
    assert "1 verlegt" in again.out, again.err


def test_houses_of_the_same_name_keep_their_sessions_apart(
    programme: Cli, kindergarten: str
) -> None:
    """A code names one house; its name may be another one's, too."""
    store = Store(make_engine(os.environ["LUECKENLOS_DATABASE_URL"]), SystemClock())
    with store.system_read() as session:
        (tenant_id,) = session.scalars(select(Tenant.id))
    with store.write(tenant_id) as session:
        houses = {
            code: kindergarten_by_code(session, code)
            for code in (kindergarten, "K-002")
        }
        houses["K-002"].name = houses[kindergarten].name
    store.engine.dispose()
    shown = programme("sessions", "show", "K-002", "--year", YEAR, "--json").json
    assert shown["sessions"] == []
    assert programme("sessions", "show", kindergarten, "--year", YEAR, "--json").json[
        "sessions"
    ]


def test_a_session_is_named_by_its_house_and_day(programme: Cli) -> None:
    assert programme("sessions", "move").code == ExitCode.USAGE
    assert programme("sessions", "move", "K-001").code == ExitCode.USAGE


def test_of_one_kindergarten_only_its_own_accounts_are_shown(
    programme: Cli, kindergarten: str
) -> None:
    """All counties and coaches of the programme were listed below its sessions."""
    other = ("agree", "K-003", *FROM, "--coach", "P-02", "--hours", "2")
    assert programme(*other).code == ExitCode.DONE
    assert programme("agree", "K-003", *FROM, "--accept").code == ExitCode.DONE
    every = programme("sessions", "show", "--year", YEAR, "--json").json["accounts"]
    assert {len(every["kindergartens"]), len(every["coaches"])} == {2}
    shown = programme("sessions", "show", kindergarten, "--year", YEAR, "--json").json
    (house,) = shown["accounts"]["kindergartens"]
    (coach,) = shown["accounts"]["coaches"]
    (county,) = shown["accounts"]["counties"]
    for session in shown["sessions"]:
        assert session["kindergarten_id"] == house["id"]
        assert session["coach_id"] == coach["id"]
        assert session["county_id"] == county["id"]
