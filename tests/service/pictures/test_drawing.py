"""The picture of a day: lanes, letters beside colours, words for who cannot see."""

import xml.etree.ElementTree as ET

import pytest

from service.pictures.draw import described, draw
from service.pictures.layout import Scale, lanes
from service.pictures.scene import AbsentRow, Bar, PersonRow, Scene

SVG = "{http://www.w3.org/2000/svg}"


def scene(**changes: object) -> Scene:
    person = PersonRow(
        name="Ida <Fuchs>",
        place="Am Anger 1",
        model="Tandem",
        own=(Bar("K-1", 480, 720),),
        taken=(Bar("K-2", 450, 780, "A", "vertraut"),),
        fullest=2,
        places=2,
    )
    parts: dict[str, object] = {
        "title": "Montag",
        "subtitle": "1 Person fehlt",
        "absent": (AbsentRow("A", "Berta & Co", 1, 1),),
        "persons": (person,),
        "gaps": (Bar("K-3", 420, 435, "A"),),
    }
    return Scene(**parts | changes)


@pytest.mark.parametrize(
    ("start", "end", "together"),
    [
        (420, 480, True),  # before
        (420, 540, True),  # touching: half-open intervals do not meet
        (420, 570, False),
        (420, 720, False),
        (550, 600, False),
        (540, 660, False),
        (660, 720, True),
        (700, 720, True),
    ],
)
def test_bars_share_a_lane_exactly_if_they_do_not_overlap(
    start: int, end: int, *, together: bool
) -> None:
    found = lanes([Bar("K-1", 540, 660), Bar("K-2", start, end)])
    assert (len(found) == 1) is together


def test_axis_holds_every_bar() -> None:
    axis = Scale(scene().first_hour, scene().last_hour)
    assert (axis.first_hour, axis.last_hour) == (7, 13)
    assert list(axis.hours) == list(range(7, 14))


def test_names_with_markup_stay_text() -> None:
    root = ET.fromstring(draw(scene()))
    texts = [node.text for node in root.iter(f"{SVG}text")]
    assert "Ida <Fuchs>" in texts
    assert "Berta & Co" in texts


def test_what_a_colour_says_is_also_said_in_letters() -> None:
    root = ET.fromstring(draw(scene()))
    texts = [node.text or "" for node in root.iter(f"{SVG}text")]
    assert "A  K-2   07:30–13:00" in texts
    assert "2 / 2 voll" in texts
    assert "Lücken" in texts
    assert "K-3" in texts


def test_day_without_gaps_has_no_empty_section() -> None:
    assert ">Lücken<" not in draw(scene(gaps=()))


def test_words_name_every_child_once_and_whose_it_is() -> None:
    told = described(scene())
    assert "Ida <Fuchs> nimmt K-2 von 07:30 bis 13:00 (sonst bei Berta & Co)." in told
    assert "Für K-3 (sonst bei Berta & Co) ist 07:00–07:15 niemand gefunden." in told


def test_empty_day_can_be_drawn() -> None:
    ET.fromstring(draw(scene(absent=(), persons=(), gaps=())))
