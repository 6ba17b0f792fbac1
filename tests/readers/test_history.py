"""Four independent readers see the whole history as people expect it."""

from collections.abc import Callable
from dataclasses import astuple, dataclass, field

import pytest

from tests.readers.history import FIRST, LAST, Event, History
from tests.readers.ical_js import IcalJs
from tests.readers.khal import Khal
from tests.readers.normal import Seen
from tests.readers.python_readers import by_ical, by_vobject
from tests.service.calendars.web import serving


@dataclass
class Names:
    """Binds the names of UIDs to those seen, for the whole history."""

    known: dict[str, str] = field(default_factory=dict)

    def require(self, seen: list[Seen], expected: list[Event], when: str) -> None:
        """Exactly these events, each with the UID it had before."""
        require_shown(seen, expected, when)
        rows = {astuple(event)[1:]: event.uid for event in seen}
        for event in expected:
            uid = self.known.setdefault(event[0], rows[event[1:]])
            assert rows[event[1:]] == uid, f"{when}: {event[0]} has another UID"
        assert len(set(self.known.values())) == len(self.known), when


def require_shown(seen: list[Seen], expected: list[Event], when: str) -> None:
    """Exactly these events, whatever their UIDs."""
    shown = sorted(astuple(event)[1:] for event in seen)
    assert shown == sorted(event[1:] for event in expected), when


def _follow(history: History, read: Callable[[bytes], list[Seen]]) -> None:
    names = Names()
    for when, expected in history.steps():
        for feed, path in history.paths.items():
            seen = read(history.world.body(path))
            names.require(seen, expected[feed], f"{when}, {feed}")


def test_vobject_sees_the_history(history: History) -> None:
    _follow(history, by_vobject)


def test_ical_sees_the_history(history: History) -> None:
    _follow(history, by_ical)


@pytest.mark.slow
def test_ical_js_sees_the_history(history: History, ical_js: IcalJs) -> None:
    _follow(history, ical_js.read)


@pytest.mark.slow
@pytest.mark.server
def test_khal_sees_the_history_through_vdirsyncer(history: History, khal: Khal) -> None:
    with serving(history.world.store) as address:
        khal.follow({name: address + path for name, path in history.paths.items()})
        for when, expected in history.steps():
            khal.synchronise()
            assert khal.synchronise() == "", f"{when}: the second time, no change"
            shown = khal.shown(FIRST, LAST)
            for feed in history.paths:
                # vdirsyncer puts a hash in place of every UID it gets over HTTP
                require_shown(shown.get(feed, []), expected[feed], f"{when}, {feed}")


@pytest.mark.parametrize("read", [by_vobject, by_ical])
def test_a_reader_notices_an_hour_too_many(
    history: History, read: Callable[[bytes], list[Seen]]
) -> None:
    _, expected = next(history.steps())
    body = history.world.body(history.paths["anna"])
    wrong = body.replace(b"20270328T000000Z", b"20270328T010000Z")
    assert wrong != body
    with pytest.raises(AssertionError):
        Names().require(read(wrong), expected["anna"], "an hour late")
