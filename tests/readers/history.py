"""A history every reader goes through: what happens, and what must then be seen.

The expectations are written by hand, in UTC, from what a person would expect to see;
nothing of them is taken from the renderer. UIDs are random, so they are named here and
bound to what the first reader saw.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from service.domain.kinds import FeedKind, PersonKind
from tests.service.calendars.world import Piece, World

START = datetime(2026, 10, 20, 5, tzinfo=UTC)
AUTUMN, WEEKDAY, SPRING = date(2026, 10, 25), date(2026, 11, 5), date(2027, 3, 28)
FIRST, LAST = date(2026, 9, 25), date(2027, 11, 20)
BASE = "Stützpunkt; Mitte, „Nord“"
ADDRESS = f"{BASE}, Ringstraße 7, 44623 Herne"
CANCELLED, CONFIRMED = "CANCELLED", "CONFIRMED"

Event = tuple[str, str, str, str, str, str, str]
"""Name of its UID, then summary, start, end, status, location, text."""


@dataclass
class History:
    """The town of the history, and who in it follows which feed."""

    world: World
    paths: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        world = self.world
        world.clock.set(START)
        self.area = world.area("Süd & Ost")
        self.place = world.place(BASE, area_id=self.area)
        self.anna = world.person("Anna", code="S-1")
        self.carla = world.person("Carla", code="S-2", kind=PersonKind.CHILDMINDER)
        self.child, self.sibling = world.child("K-203"), world.child("K-204")
        guardian = world.guardian(self.child)
        for name, kind, recipient in (
            ("anna", FeedKind.PERSON, self.anna),
            ("carla", FeedKind.PERSON, self.carla),
            ("family", FeedKind.GUARDIAN, guardian),
            ("base", FeedKind.PLACE, self.place),
            ("district", FeedKind.AREA, self.area),
        ):
            self.paths[name] = world.subscribe(kind, recipient)

    def piece(self, person, child=None, start: int = 480, end: int = 840) -> Piece:
        return Piece(child or self.child, person, self.place, start, end)

    def steps(self) -> Iterator[tuple[str, dict[str, list[Event]]]]:
        """Do one thing after another; each time, what the feeds must show."""
        for happen in (_publish, _move, _swap, _cancel, _tombstones_end):
            happen(self)
            yield happen.__name__, _EXPECTED[happen]()


def _publish(history: History) -> None:
    """Both nights, a weekday with two children, and two days off."""
    world, anna = history.world, history.anna
    world.publish(AUTUMN, history.piece(anna, start=60, end=240))
    world.publish(SPRING, history.piece(anna, start=60, end=240))
    world.publish(
        WEEKDAY,
        history.piece(anna),
        history.piece(anna, history.sibling, start=840, end=930),
    )
    world.absence(history.carla, date(2026, 10, 26), date(2026, 10, 27))


def _move(history: History) -> None:
    """The weekday begins later."""
    history.world.clock.advance(hours=1)
    history.world.publish(WEEKDAY, history.piece(history.anna, start=540))


def _swap(history: History) -> None:
    """Carla comes instead of Anna."""
    history.world.clock.advance(hours=1)
    history.world.publish(WEEKDAY, history.piece(history.carla, start=540))


def _cancel(history: History) -> None:
    """Nobody has to come in the night in spring."""
    history.world.clock.advance(hours=1)
    history.world.publish(SPRING)


def _tombstones_end(history: History) -> None:
    """Eight nights later."""
    for _ in range(8):
        history.world.night()


AUTUMN_TIME = ("2026-10-24T23:00Z", "2026-10-25T03:00Z")
SPRING_TIME = ("2027-03-28T00:00Z", "2027-03-28T02:00Z")
MOVED_TIME = ("2026-11-05T08:00Z", "2026-11-05T13:00Z")
NIGHT = "01:00–04:00"
OFF = ("off", "Abwesend", "2026-10-26", "2026-10-28", CONFIRMED, "", "")


def _for_anna(name: str, times: tuple[str, str], text: str, *, gone=False) -> Event:
    prefix, status = ("Abgesagt: ", CANCELLED) if gone else ("", CONFIRMED)
    summary = f"{prefix}Vertretung: K-203"
    return (f"anna-{name}", summary, *times, status, ADDRESS, f"{text} K-203")


def _for_family(
    name: str, times: tuple[str, str], who: str, text: str, *, gone: bool = False
) -> Event:
    prefix, status = ("Abgesagt: ", CANCELLED) if gone else ("", CONFIRMED)
    summary, line = f"{prefix}Vertretung bei {who}", f"{text} bei {who}, {BASE}"
    return (f"family-{name}", summary, *times, status, ADDRESS, line)


def _for_office(
    feed: str,
    name: str,
    times: tuple[str, str],
    code: str,
    text: str,
    *,
    gone: bool = False,
) -> Event:
    prefix, status = ("Abgesagt: ", CANCELLED) if gone else ("", CONFIRMED)
    summary = f"{prefix}Vertretung: {code} → K-203"
    return (f"{feed}-{name}", summary, *times, status, BASE, f"{text} K-203")


def _after_publish() -> dict[str, list[Event]]:
    day = ("2026-11-05T07:00Z", "2026-11-05T14:30Z")
    both = "08:00–14:00 K-203\n14:00–15:30 K-204"
    office = {
        feed: [
            _for_office(feed, "autumn", AUTUMN_TIME, "S-1", NIGHT),
            (
                f"{feed}-day",
                "Vertretung: S-1 → K-203, K-204",
                *day,
                CONFIRMED,
                BASE,
                both,
            ),
            _for_office(feed, "spring", SPRING_TIME, "S-1", NIGHT),
        ]
        for feed in ("base", "district")
    }
    return office | {
        "anna": [
            _for_anna("autumn", AUTUMN_TIME, NIGHT),
            (
                "anna-day",
                "Vertretung: K-203, K-204",
                *day,
                CONFIRMED,
                ADDRESS,
                both,
            ),
            _for_anna("spring", SPRING_TIME, NIGHT),
        ],
        "carla": [OFF],
        "family": [
            _for_family("autumn", AUTUMN_TIME, "Anna", NIGHT),
            _for_family("day", (day[0], "2026-11-05T13:00Z"), "Anna", "08:00–14:00"),
            _for_family("spring", SPRING_TIME, "Anna", NIGHT),
        ],
    }


def _after_move() -> dict[str, list[Event]]:
    seen = _after_publish()
    text = "09:00–14:00"
    for feed in ("base", "district"):
        seen[feed][1] = _for_office(feed, "day", MOVED_TIME, "S-1", text)
    seen["anna"][1] = _for_anna("day", MOVED_TIME, text)
    seen["family"][1] = _for_family("day", MOVED_TIME, "Anna", text)
    return seen


def _after_swap() -> dict[str, list[Event]]:
    seen = _after_move()
    text = "09:00–14:00"
    for feed in ("base", "district"):
        seen[feed][1] = _for_office(feed, "day", MOVED_TIME, "S-1", text, gone=True)
        seen[feed].append(_for_office(feed, "carlas-day", MOVED_TIME, "S-2", text))
    seen["anna"][1] = _for_anna("day", MOVED_TIME, text, gone=True)
    seen["carla"].append(("carla-day", *_for_anna("", MOVED_TIME, text)[1:]))
    seen["family"][1] = _for_family("day", MOVED_TIME, "Carla", text)
    return seen


def _after_cancel() -> dict[str, list[Event]]:
    seen = _after_swap()
    for feed in ("base", "district"):
        seen[feed][2] = _for_office(
            feed, "spring", SPRING_TIME, "S-1", NIGHT, gone=True
        )
    seen["anna"][2] = _for_anna("spring", SPRING_TIME, NIGHT, gone=True)
    seen["family"][2] = _for_family("spring", SPRING_TIME, "Anna", NIGHT, gone=True)
    return seen


def _after_tombstones() -> dict[str, list[Event]]:
    return {
        feed: [event for event in events if event[4] != CANCELLED]
        for feed, events in _after_cancel().items()
    }


_EXPECTED: dict[Callable[[History], None], Callable[[], dict[str, list[Event]]]] = {
    _publish: _after_publish,
    _move: _after_move,
    _swap: _after_swap,
    _cancel: _after_cancel,
    _tombstones_end: _after_tombstones,
}
