"""Calendars of others by command lines: given, listed, replaced, removed."""

from pathlib import Path

import pytest

from service.commands.common.exits import ExitCode
from service.db.engine import make_engine
from service.db.store import Store
from service.ports import SystemClock
from tests.service.busy.files import calendar, event
from tests.service.commands.conftest import Cli, call
from tests.service.matching.build import make_programme

# the tests share one installation
pytestmark = pytest.mark.xdist_group("cli-busy")
CANARY = "Zaunkönig"


@pytest.fixture(scope="module")
def programme(environment: Path) -> Cli:
    """Command lines in an installation with a small programme."""
    assert call("migrate").code == 0
    engine = make_engine(f"sqlite:///{environment}/db.sqlite")
    make_programme(Store(engine, SystemClock()))
    engine.dispose()
    return call


def _file(folder: Path, *parts: str) -> str:
    path = folder / f"{CANARY}.ics"
    path.write_bytes(calendar(*parts))
    return str(path)


def test_a_calendar_from_being_given_to_being_removed(
    programme: Cli, environment: Path
) -> None:
    days = event(
        "DTSTART;VALUE=DATE:20200106", "RRULE:FREQ=WEEKLY", f"SUMMARY:{CANARY}"
    )
    file = _file(environment, days)
    given = programme("busy", "give", "begleitung", "B-1", file, "--name", "Dienst")
    assert given.code == ExitCode.DONE, given.err
    (calendar_id,) = given.out.split()
    assert "gelten ab jetzt (bis " in given.err
    listed = programme("busy", "list")
    assert calendar_id in listed.out
    assert "begleitung" in listed.out
    told = programme("busy", "list", "--json").json
    assert told["total"] == 1
    assert 104 <= told["items"][0]["busy_spans"] <= 110
    empty = programme("busy", "replace", calendar_id, _file(environment), "--json")
    assert empty.json["busy_spans"] == 0
    assert programme("busy", "remove", calendar_id).code == ExitCode.DONE
    assert programme("busy", "list", "--json").json["total"] == 0
    for said in (given, listed, empty):
        assert CANARY not in said.out + said.err


def test_what_cannot_be_done_is_told(programme: Cli, environment: Path) -> None:
    nobody = programme("busy", "give", "kita", "K-99", _file(environment))
    assert nobody.code != ExitCode.DONE
    assert "K-99" in nobody.err
    broken = _file(environment, event(f"DTSTART:{CANARY}"))
    refused = programme("busy", "give", "kita", "K-3", broken)
    assert refused.code != ExitCode.DONE
    assert "Zeile 6" in refused.err
    assert CANARY not in refused.err
    assert programme("busy", "give", "kita", "K-3", "nirgends.ics").code != 0


def test_a_coachs_year_is_drawn(programme: Cli, environment: Path) -> None:
    out = environment / "jahr.svg"
    drawn = programme("feed", "year", "B-1", "--from", "09.2026", "--out", str(out))
    assert drawn.code == ExitCode.DONE, drawn.err
    assert "Anna Muster" in out.read_text(encoding="utf-8")
    assert programme("feed", "year", "B-1", "--out", str(out)).code == ExitCode.DONE
    assert programme("feed", "year", "K-3").code != ExitCode.DONE


def test_feeds_of_a_programme_are_asked_for_by_code_or_name(programme: Cli) -> None:
    for kind, code in (
        ("begleitung", "B-1"),
        ("kita", "K-3"),
        ("landkreis", "Weimar"),
        ("landkreis", "alle"),
    ):
        made = programme("feed", "subscribe", kind, code)
        assert made.code == ExitCode.DONE, made.err
        assert made.out.strip().endswith(".ics")
    for kind in ("konsultation", "verbund"):
        assert programme("feed", "subscribe", kind, "K-3").code != ExitCode.DONE
    listed = programme("feed", "list")
    assert "landkreis" in listed.out
