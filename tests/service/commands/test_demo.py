"""The demonstration: quick, complete, the same each time, safe to repeat."""

import xml.etree.ElementTree as ET
from pathlib import Path

import icalendar
import pytest

from service.commands.common.exits import ExitCode
from tests.service.commands.conftest import call

pytestmark = pytest.mark.slow
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def plays(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The folder and what two plays into it said."""
    folder = tmp_path_factory.mktemp("demo")
    said = []
    for _ in range(2):
        (folder / "mine.txt").write_text("not the demonstration's")
        answer = call("demo", "--dir", str(folder))
        assert answer.code == ExitCode.DONE, answer.err
        said.append(answer.out)
    return folder, said


def test_story_goes_from_the_calls_to_the_calendars(
    plays: tuple[Path, list[str]],
) -> None:
    _, (said, _) = plays
    parts = [
        "Die Stadt wird eingelesen",
        "Sieben sind schon krankgemeldet",
        "Drei melden sich krank",
        "Die Woche wird geplant",
        "Statt ",
        "warum niemand",
        "bewiesen",
        "Nicht geprüft",
        "Freigabe 1:",
        "tag.svg",
        "make serve",
    ]
    places = [said.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


def test_it_is_equally_good_each_time(plays: tuple[Path, list[str]]) -> None:
    """Among equals the choice is the installation's; what is reached is the same."""
    _, said = plays
    first, second = (_reached(text) for text in said)
    assert first == second
    assert all("bewiesen" in line for line in first[3:])


def _reached(text: str) -> list[str]:
    lines = text.splitlines()
    begin = next(at for at, line in enumerate(lines) if line.startswith("Wünsche"))
    summary = next(line for line in lines if "Kinder brauchen Vertretung" in line)
    return [summary, *lines[begin : lines.index("", begin)]]


def test_lines_fit_a_terminal(plays: tuple[Path, list[str]]) -> None:
    _, (said, _) = plays
    plan = said.partition("Kinder brauchen Vertretung")[2].partition("Freigabe 1")[0]
    assert max(len(line) for line in plan.splitlines()) <= 100


def test_folder_holds_database_calendars_addresses_and_picture(
    plays: tuple[Path, list[str]],
) -> None:
    folder, _ = plays
    assert (folder / "mine.txt").exists(), "only its own files are cleared away"
    assert (folder / "secret-key").stat().st_mode & 0o077 == 0
    addresses = folder / "kalender-adressen.csv"
    assert addresses.stat().st_mode & 0o077 == 0
    assert len(addresses.read_text().splitlines()) > 100
    feeds = sorted((folder / "feeds").glob("*.ics"))
    assert len(feeds) > 50
    for path in feeds:
        calendar = icalendar.Calendar.from_ical(path.read_bytes())
        assert calendar.walk("VEVENT"), path.name


def test_picture_is_whole_and_tells_itself_in_words(
    plays: tuple[Path, list[str]],
) -> None:
    folder, _ = plays
    picture = ET.parse(folder / "tag.svg").getroot()  # noqa: S314 - our own file
    assert picture.get("role") == "img"
    assert "Montag, 2. November 2026" in picture.findtext(f"{SVG}title", "")
    told = picture.findtext(f"{SVG}desc", "")
    assert "10 Personen fehlen" in told
    assert " nimmt " in told
    assert "niemand gefunden" in told
    for bar in picture.iter(f"{SVG}g"):
        assert bar.findtext(f"{SVG}title")
    assert "http" not in (folder / "tag.svg").read_text().replace(SVG[1:-1], "")
