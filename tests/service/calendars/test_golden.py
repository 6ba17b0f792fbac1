"""Two feeds byte by byte: a change here changes every ETag, so it must be meant."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from service.calendars.content import EventContent, Revision
from service.calendars.render import FOOTER, render_event, render_header
from tests.readers.python_readers import by_ical, by_vobject

FOLDER = Path(__file__).parents[3] / "fixtures" / "calendars"
REVISED = datetime(2026, 11, 2, 5, 10, tzinfo=UTC)


def _substitute() -> Iterator[bytes]:
    yield render_header("Meine Vertretungen")
    for number, hours in enumerate(((24, 23), (25, 3), (28, 0)), start=1):
        month = 10 if number < 3 else 3
        starts = datetime(2026 if month == 10 else 2027, month, *hours, tzinfo=UTC)
        content = EventContent(
            summary="Vertretung: K-203, K-204",
            text="01:00–04:00 K-203\n01:00–04:00 K-204",
            location="Stützpunkt „Süd“; Hof, Große Straße 1, 44623 Herne",
            starts=starts,
            ends=starts.replace(
                hour=(starts.hour + 4) % 24, day=starts.day + (number == 1)
            ),
        )
        yield render_event(content, Revision(UUID(int=number, version=4), 0, REVISED))
    yield FOOTER


def _family() -> Iterator[bytes]:
    yield render_header("Vertretung in der Kindertagespflege")
    starts = datetime(2026, 11, 5, 8, tzinfo=UTC)
    content = EventContent(
        summary="Vertretung bei Ayşe und Jürgen",
        text="09:00–12:00 bei Ayşe, Haus\n12:00–14:00 bei Jürgen, Große Wiese",
        location="Haus, Weg 1, 44623 Herne / Große Wiese, Weg 2, 44625 Herne",
        starts=starts,
        ends=starts.replace(hour=13),
    )
    yield render_event(content, Revision(UUID(int=4, version=4), 2, REVISED))
    cancelled = Revision(UUID(int=5, version=4), 3, REVISED, cancelled=True)
    yield render_event(content, cancelled)
    off = EventContent("Abwesend", "", "", date(2026, 11, 2), date(2026, 11, 5))
    yield render_event(off, Revision(UUID(int=6, version=4), 0, REVISED))
    yield FOOTER


@pytest.mark.parametrize(
    ("name", "made"), [("substitute", _substitute), ("family", _family)]
)
def test_bytes_are_as_stored(name: str, made) -> None:
    stored = (FOLDER / f"{name}.ics").read_bytes()
    assert b"".join(made()) == stored


@pytest.mark.parametrize("name", ["substitute", "family"])
def test_readers_agree_on_the_stored_feeds(name: str) -> None:
    stored = (FOLDER / f"{name}.ics").read_bytes()
    assert by_vobject(stored) == by_ical(stored)
    assert len(by_ical(stored)) == 3
