"""The picture of a coach's year: every session with a letter, a state and a word."""

import xml.etree.ElementTree as ET
from datetime import UTC, date, datetime

import pytest

from service.db.store import Store
from service.db.tables.busy import BusySource, BusyTime
from service.db.tables.programme import ProgrammeDay
from service.domain.kinds import AppointmentState, ProgrammeDayKind
from service.errors import NotFound
from service.pictures.year.draw import described, draw_year
from service.pictures.year.gather import gather_year
from service.pictures.year.scene import House, Mark, Year
from tests.clock import FixedClock
from tests.service.calendars.subjects import Programme
from tests.service.calendars.world import make_world

SVG = "{http://www.w3.org/2000/svg}"
SEPTEMBER = date(2026, 9, 1)


def _year(**changes: object) -> Year:
    parts: dict[str, object] = {
        "title": "Carla <Muster>",
        "subtitle": "1 Termin",
        "first_month": SEPTEMBER,
        "marks": {
            date(2026, 9, 7): [
                Mark("A", 480, 600, AppointmentState.CONFIRMED),
                Mark("B", 660, 720, AppointmentState.CANCELLED),
            ]
        },
        "busy_minutes": {date(2026, 9, 8): 120, date(2026, 9, 9): 1440},
        "days_off": {date(2026, 10, 3): "Feiertag"},
        "houses": (House("A", "Haus & Hof", 1, 120), House("B", "x" * 80, 0, 0)),
    }
    return Year(**parts | changes)


def test_every_day_of_twelve_months_is_drawn_and_markup_stays_text() -> None:
    root = ET.fromstring(draw_year(_year()))
    boxes = root.findall(f"{SVG}rect")
    days = [box for box in boxes if box.get("class") in ("day", "off")]
    assert len(days) == 365 + 1  # and one of the legend
    texts = [text.text for text in root.findall(f"{SVG}text")]
    assert "Carla <Muster>" in texts
    assert "Haus & Hof: 1 Termin, 2:00 h" in texts
    assert texts[-1].startswith("x" * 22 + "…")
    assert [months for months in texts if months in ("September", "August")]


def test_every_state_has_a_sign_and_a_word() -> None:
    for state in AppointmentState:
        drawn = draw_year(_year(marks={date(2026, 9, 7): [Mark("A", 480, 600, state)]}))
        root = ET.fromstring(drawn)
        titles = [title.text for title in root.iter(f"{SVG}title")]
        assert [told for told in titles if told.startswith("A 08:00–10:00, ")]


def test_the_picture_is_told_in_words() -> None:
    assert described(_year()) == (
        "07.09.2026 08:00–10:00 Haus & Hof (bestätigt);"
        f" 07.09.2026 11:00–12:00 {'x' * 80} (abgesagt)."
    )
    assert described(_year(marks={})) == "Kein Termin."


@pytest.mark.parametrize(("minutes", "high"), [(120, 11.5), (480, 46), (1440, 46)])
def test_busy_time_fills_the_box_up_to_a_working_day(minutes: int, high: float) -> None:
    drawn = draw_year(_year(busy_minutes={date(2026, 9, 8): minutes}))
    root = ET.fromstring(drawn)
    busy = [box for box in root.findall(f"{SVG}rect") if box.get("class") == "busy"]
    assert float(busy[-1].get("height")) == high


def test_what_is_stored_of_a_year_is_gathered(store: Store, clock: FixedClock) -> None:
    world = make_world(store, clock)
    programme = Programme(world)
    day = date(2026, 11, 9)
    programme.a_session(programme.an_engagement(), day)
    source = world.add(
        BusySource(
            coach_id=programme.coach, name="x", last_read_at=clock.now(), digest=""
        )
    )
    world.add(
        BusyTime(
            source_id=source,
            starts_at=datetime(2026, 11, 9, 22, tzinfo=UTC),
            ends_at=datetime(2026, 11, 10, 9, tzinfo=UTC),
        )
    )
    world.add(
        ProgrammeDay(
            day=date(2027, 3, 3),
            title="Arbeitskreis",
            kind=ProgrammeDayKind.WORKING_GROUP,
        )
    )
    year = gather_year(store, world.actor, programme.coach, SEPTEMBER)
    assert year.title == "Carla Muster"
    assert year.marks == {day: [Mark("A", 480, 600, AppointmentState.CONFIRMED)]}
    assert year.busy_minutes == {day: 60, date(2026, 11, 10): 600}
    assert year.days_off[date(2027, 3, 3)] == "Arbeitskreis"
    assert year.days_off[date(2026, 10, 3)] == "Feiertag"
    assert year.houses == [House("A", "Sonnenschein", 1, 120)]
    assert "1 Termin mit 1 Kita, 2:00 h" in year.subtitle
    with pytest.raises(NotFound):
        gather_year(store, world.actor, programme.house, SEPTEMBER)
