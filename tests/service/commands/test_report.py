"""``lueckenlos report``: on a terminal, as JSON, as a file."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from service.ports import SystemClock
from tests.service.commands.conftest import Cli

DECEMBER = datetime(2026, 12, 3, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_december(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reference town's Monday is in November 2026; here that is over."""
    monkeypatch.setattr(SystemClock, "now", lambda _self: DECEMBER)


@pytest.fixture(scope="module")
def ill(office: Cli) -> Cli:
    """One of the town is away for a day, and nobody stands in."""
    away = ("absence", "report", "T-001", "--from", "02.11.2026", "--to", "02.11.2026")
    assert office(*away).code == 0
    return office


def test_all_parts_on_a_terminal(ill: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    for columns in (80, 100):
        monkeypatch.setenv("COLUMNS", str(columns))
        answer = ill("report", "--month", "2026-11", "--names")
        assert answer.code == 0, answer.err
        lines = answer.out.splitlines()
        assert max(map(len, lines)) <= columns
        assert lines[0] == "Deckung nach § 23 Abs. 4 SGB VIII"
        assert lines[1].startswith("November 2026: 0:00 von ")
        assert any(line.startswith("Abrechnung, November 2026") for line in lines)
        assert any(line.startswith("Ablaufende Nachweise, ") for line in lines)


def test_without_a_month_it_is_the_last_one(ill: Cli) -> None:
    assert ill("report", "--json").json["coverage"]["month"] == "2026-11"


def test_in_english(ill: Cli) -> None:
    answer = ill("--lang", "en", "report", "--month", "2026-11")
    assert answer.out.startswith("Coverage under § 23 (4) SGB VIII")
    assert "November 2026: 0:00 of " in answer.out


def test_an_empty_month(ill: Cli) -> None:
    answer = ill("report", "--month", "2026-02")
    assert answer.code == 0
    assert "Februar 2026: es wurde keine Vertretung gebraucht." in answer.out


def test_one_part_as_json(ill: Cli) -> None:
    found = ill("report", "--month", "2026-11", "--part", "deckung", "--json").json
    assert set(found) == {"coverage", "file"}
    total = found["coverage"]["total"]
    assert total["wanted_minutes"] == total["uncovered_minutes"] > 0
    assert found["coverage"]["response"]["calls"] == 1


def test_as_a_file(ill: Cli, tmp_path: Path) -> None:
    path = tmp_path / "bericht.xlsx"
    answer = ill("report", "--month", "2026-11", "--out", str(path))
    assert (answer.code, answer.out) == (0, f"Geschrieben: {path}\n")
    book = CalamineWorkbook.from_path(str(path))
    assert book.sheet_names[0] == "Deckung"
    assert "Abrechnung" in book.sheet_names
    part = ("--part", "nachweise", "--out", str(path), "--json")
    assert ill("report", "--month", "2026-11", *part).json["file"] == str(path)
    assert CalamineWorkbook.from_path(str(path)).sheet_names == ["Nachweise"]


@pytest.mark.parametrize(
    ("month", "said"),
    [
        ("2026-13", "„2026-13“ ist kein Monat"),
        ("November", "„November“ ist kein Monat"),
        ("2027-01", "hat noch nicht begonnen"),
    ],
)
def test_what_is_no_month_is_refused(ill: Cli, month: str, said: str) -> None:
    answer = ill("report", "--month", month)
    assert (answer.code, answer.out) == (3, "")
    assert said in answer.err


def test_a_file_that_is_no_workbook_is_refused(ill: Cli, tmp_path: Path) -> None:
    path = tmp_path / "bericht.csv"
    answer = ill("report", "--month", "2026-11", "--out", str(path))
    assert answer.code == 2
    assert "endet nicht auf .xlsx" in answer.err
    assert not path.exists()


def test_a_file_that_cannot_be_written_is_told(ill: Cli, tmp_path: Path) -> None:
    path = tmp_path / "fehlt" / "bericht.xlsx"
    answer = ill("report", "--month", "2026-11", "--out", str(path))
    assert answer.code == 3
    assert "lässt sich nicht schreiben" in answer.err
