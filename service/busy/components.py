"""The parts of a calendar that say when somebody is busy, as the file nests them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from service.busy.content import ContentLine
from service.busy.limits import LIMITS
from service.busy.refusal import CalendarRefused, Flaw

CALENDAR, EVENT, ZONE, FREE_BUSY = "VCALENDAR", "VEVENT", "VTIMEZONE", "VFREEBUSY"
_WITHIN = {
    CALENDAR: ("",),
    EVENT: (CALENDAR,),
    ZONE: (CALENDAR,),
    FREE_BUSY: (CALENDAR,),
    "STANDARD": (ZONE,),
    "DAYLIGHT": (ZONE,),
}
"""Components that are read, and what they stand in; any other is passed over."""


@dataclass(slots=True)
class Component:
    """One component with its lines; ``line`` is where it begins."""

    name: str
    line: int
    lines: list[ContentLine] = field(default_factory=list)
    parts: list["Component"] = field(default_factory=list)

    def one(self, name: str) -> ContentLine | None:
        """The property of the name, if it is stated.

        Raises
        ------
        CalendarRefused
            If it is stated more than once.
        """
        found = self.all(name)
        if len(found) > 1:
            raise CalendarRefused(Flaw.TWICE, found[1].number)
        return found[0] if found else None

    def all(self, name: str) -> list[ContentLine]:
        """Every property of the name."""
        return [line for line in self.lines if line.name == name]


def calendars(lines: Iterable[ContentLine]) -> list[Component]:
    """The calendars of a file with their events, zones and free-busy lists.

    Raises
    ------
    CalendarRefused
        If components do not nest as they should, or there are too many.
    """
    builder = _Builder()
    for line in lines:
        match line.name:
            case "BEGIN":
                builder.begin(line)
            case "END":
                builder.end(line)
            case _:
                builder.add(line)
    return builder.done()


class _Builder:
    """Opens and closes components as the lines say; ``None`` stands for one unread."""

    def __init__(self) -> None:
        self._found: list[Component] = []
        self._open: list[tuple[str, Component | None]] = []
        self._events = 0

    def begin(self, line: ContentLine) -> None:
        name = line.value.upper()
        if len(self._open) >= LIMITS.depth:
            raise CalendarRefused(Flaw.DEPTH, line.number)
        outer_name, outer = self._open[-1] if self._open else ("", None)
        unread = bool(self._open) and outer is None
        if name not in _WITHIN or unread:
            if not self._open or name == EVENT:
                raise CalendarRefused(Flaw.NESTING, line.number)
            self._open.append((name, None))
            return
        if outer_name not in _WITHIN[name]:
            raise CalendarRefused(Flaw.NESTING, line.number)
        component = Component(name, line.number)
        (outer.parts if outer else self._found).append(component)
        self._open.append((name, component))
        self._count(component)

    def _count(self, component: Component) -> None:
        self._events += component.name in (EVENT, FREE_BUSY)
        if self._events > LIMITS.events or len(self._found) > LIMITS.calendars:
            raise CalendarRefused(Flaw.EVENTS, component.line)

    def end(self, line: ContentLine) -> None:
        if not self._open or self._open[-1][0] != line.value.upper():
            raise CalendarRefused(Flaw.NESTING, line.number)
        self._open.pop()

    def add(self, line: ContentLine) -> None:
        if self._open and self._open[-1][1] is not None:
            self._open[-1][1].lines.append(line)

    def done(self) -> list[Component]:
        if self._open:
            raise CalendarRefused(Flaw.CUT_OFF)
        if not self._found:
            raise CalendarRefused(Flaw.NOT_A_CALENDAR)
        return self._found
