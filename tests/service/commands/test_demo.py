"""The demonstration: complete, proven, readable, safe to repeat."""

import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

import icalendar
import pytest

from service.commands.common.exits import ExitCode
from tests.service.commands.conftest import call

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]
SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Play:
    """Where it was played and what it said."""

    folder: Path
    said: str


@pytest.fixture(scope="module")
def play(tmp_path_factory: pytest.TempPathFactory) -> Play:
    """One play into a folder in which an earlier one and something else lie."""
    folder = tmp_path_factory.mktemp("demo")
    (folder / "mine.txt").write_text("not the demonstration's")
    (folder / "lueckenlos.sqlite").write_text("of an earlier play, and broken")
    (folder / "feeds").mkdir()
    (folder / "feeds" / "earlier.ics").write_text("of an earlier play")
    answer = call("demo", "--dir", str(folder))
    assert answer.code == ExitCode.DONE, answer.err
    return Play(folder, answer.out)


def test_story_goes_from_the_calls_to_the_calendars(play: Play) -> None:
    parts = [
        "Die Stadt wird eingelesen",
        "Sieben sind schon krankgemeldet",
        "Drei melden sich krank",
        "Die Woche wird geplant",
        "Statt ",
        "warum niemand",
        "bewiesen",
        "Zahl des Landes unbekannt",
        "Freigabe 1:",
        "tag.svg",
        "ein Programmjahr",
        "Das Programm wird eingelesen",
        "von 70 Kitas, ",
        "Begleitungen und Kitas werden angefragt",
        "Nur das Offene wird neu geplant",
        "Die Konsultationsbesuche werden geplant",
        "62 neu",
        "Die Werkstattreihen der Verbünde werden geplant",
        "27 neu",
        "make serve",
    ]
    places = [play.said.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


def test_every_wish_is_proven(play: Play) -> None:
    wishes = play.said.partition("Wünsche in ihrer Reihenfolge")[2].partition("\n\n")[0]
    rows = wishes.splitlines()[2:]
    assert len(rows) >= 5
    assert all(row.endswith("bewiesen") for row in rows)


def test_lines_fit_a_terminal(play: Play) -> None:
    plan = play.said.partition("Kinder brauchen Vertretung")[2].partition("Freigabe 1")[
        0
    ]
    assert max(len(line) for line in plan.splitlines()) <= 100


def test_folder_holds_database_calendars_addresses_and_picture(play: Play) -> None:
    folder = play.folder
    assert (folder / "mine.txt").exists(), "only its own files are cleared away"
    assert (folder / "secret-key").stat().st_mode & 0o077 == 0
    addresses = folder / "kalender-adressen.csv"
    assert addresses.stat().st_mode & 0o077 == 0
    assert len(addresses.read_text().splitlines()) > 100
    feeds = sorted((folder / "feeds").glob("*.ics"))
    assert len(feeds) > 50
    assert folder / "feeds" / "earlier.ics" not in feeds
    for path in feeds:
        calendar = icalendar.Calendar.from_ical(path.read_bytes())
        assert calendar.walk("VEVENT"), path.name


def test_picture_is_whole_and_tells_itself_in_words(play: Play) -> None:
    folder = play.folder
    picture = ET.parse(folder / "tag.svg").getroot()
    assert picture.get("role") == "img"
    assert "Montag, 2. November 2026" in picture.findtext(f"{SVG}title", "")
    told = picture.findtext(f"{SVG}desc", "")
    assert "10 Personen fehlen" in told
    assert " nimmt " in told
    assert "niemand gefunden" in told
    for bar in picture.iter(f"{SVG}g"):
        assert bar.findtext(f"{SVG}title")
    assert "http" not in (folder / "tag.svg").read_text().replace(SVG[1:-1], "")
