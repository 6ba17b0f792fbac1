"""Events written anew with nothing in them but times, put together by series."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from service.busy.components import EVENT, Component
from service.busy.content import ContentLine
from service.busy.limits import FIRST_YEAR, LAST_YEAR, LIMITS
from service.busy.refusal import CalendarRefused, Flaw
from service.busy.rules import rule_parts
from service.busy.spans import Horizon
from service.busy.times import (
    checked_stamp,
    duration_seconds,
    is_day,
    stated_dates,
    year_of,
)
from service.busy.zones import Zones

_STATES: Final = {
    "STATUS": frozenset({"TENTATIVE", "CONFIRMED", "CANCELLED"}),
    "TRANSP": frozenset({"OPAQUE", "TRANSPARENT"}),
}
_MARGIN = timedelta(days=2)
"""Further than any two zones are apart."""
_LAST_SECOND = "T235959"
_DAY_SECONDS = 86_400
_REVISIONS = re.compile(r"[0-9]{1,9}")


@dataclass(slots=True)
class Series:
    """Events of one UID as text; ``zones`` are the described ones they name."""

    line: int
    number: int
    sequence: int | None = None
    events: list[str] = field(default_factory=list)
    zones: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Context:
    """What an event is read with; times without a zone are of ``zone``.

    ``own_uids`` are of events that came from here: nobody is busy by what we planned.
    """

    zones: Zones
    zone: ZoneInfo
    horizon: Horizon
    own_uids: frozenset[str] = frozenset()

    def head(self, stamp: str, line: ContentLine) -> str:
        """The parameters with which a time is written down, up to the colon."""
        if is_day(stamp):
            return ";VALUE=DATE:"
        if stamp.endswith("Z"):
            return ":"
        return f";TZID={self.zone_name(line)}:"

    def zone_name(self, line: ContentLine) -> str:
        """The zone of a local time."""
        stated = line.parameters.get("TZID")
        if not stated:
            return self.zone.key
        return self.zones.name_of(stated, line.number)


def all_series(events: Iterable[Component], context: Context) -> list[Series]:
    """Every series that may touch the horizon.

    Raises
    ------
    CalendarRefused
        If an event cannot be read.
    """
    found: list[Series] = []
    by_uid: dict[str, Series] = {}
    dates = 0
    for event in events:
        start = _start(event)
        if start is None or _is_elsewhere(event, start, context.horizon):
            continue
        if _uid(event) in context.own_uids:
            continue
        series = _series_of(event, by_uid, found)
        written = _Writer(event, start, context, series)
        series.events.append(written.text())
        dates += written.dates
        if dates > LIMITS.dates:
            raise CalendarRefused(Flaw.DATES, event.line)
    return found


def _uid(event: Component) -> str | None:
    line = event.one("UID")
    return line.value if line else None


def _start(event: Component) -> str | None:
    """When an event starts; none if only after all plans."""
    line = event.one("DTSTART")
    if line is None:
        raise CalendarRefused(Flaw.NO_START, event.line)
    stamp = checked_stamp(line.value, line.number)
    if year_of(stamp) < FIRST_YEAR:
        raise CalendarRefused(Flaw.BEFORE_TIME, line.number)
    return stamp if year_of(stamp) <= LAST_YEAR else None


def _is_elsewhere(event: Component, start: str, horizon: Horizon) -> bool:
    """Whether a single event lies outside of the horizon, whatever its zone."""
    if any(event.all(name) for name in ("RRULE", "RDATE", "RECURRENCE-ID", "DURATION")):
        return False
    line = event.one("DTEND")
    end = start if line is None else checked_stamp(line.value, line.number)
    early, late = sorted((start, end))
    return (
        _day(late) < horizon.starts_at.date() - _MARGIN
        or _day(early) > horizon.ends_at.date() + _MARGIN
    )


def _day(stamp: str) -> date:
    return date.fromisoformat(stamp[:8])


def _series_of(
    event: Component, by_uid: dict[str, Series], found: list[Series]
) -> Series:
    """The series an event belongs to.

    Two events of one UID that are no exceptions of one another are two series: to the
    library one of them would be an old version.
    """
    uid = _uid(event)
    exception = event.one("RECURRENCE-ID") is not None
    sequence = None if exception else _sequence(event)
    series = by_uid.get(uid) if uid else None
    if series is None or (sequence is not None and series.sequence == sequence):
        series = Series(event.line, len(found))
        found.append(series)
        if uid:
            by_uid.setdefault(uid, series)
    if sequence is not None:
        series.sequence = sequence
    return series


def _written(seconds: int) -> str:
    """A duration; whole days as days, which is what an event of days needs."""
    days, rest = divmod(seconds, _DAY_SECONDS)
    return f"PT{seconds}S" if rest else f"P{days}D"


def _sequence(event: Component) -> int:
    """How often it was revised; what is no number is 0."""
    line = event.one("SEQUENCE")
    digits = line.value if line else ""
    return int(digits) if _REVISIONS.fullmatch(digits) else 0


class _Writer:
    """One event, written anew."""

    def __init__(
        self, event: Component, start: str, context: Context, series: Series
    ) -> None:
        self._event = event
        self._start = start
        self._context = context
        self._series = series
        self.dates = 0

    def text(self) -> str:
        """The event as content lines."""
        start_line = self._event.one("DTSTART")
        lines = [
            f"BEGIN:{EVENT}",
            f"UID:{self._series.number}",
            f"SEQUENCE:{_sequence(self._event)}",
            *self._stamp("DTSTART"),
            *self._end(),
            *self._exception(),
            *self._states(),
            *self._rules(start_line),
            *self._dates("RDATE"),
            *self._dates("EXDATE"),
            f"END:{EVENT}",
        ]
        return "".join(f"{line}\r\n" for line in lines)

    def _stamp(self, name: str, extra: str = "") -> Iterator[str]:
        line = self._event.one(name)
        if line is None:
            return
        stamp = checked_stamp(line.value, line.number)
        if year_of(stamp) > LAST_YEAR:
            stamp = f"{LAST_YEAR}1231{stamp[8:]}"
        elif year_of(stamp) < FIRST_YEAR:
            raise CalendarRefused(Flaw.BEFORE_TIME, line.number)
        yield f"{name}{extra}{self._head(stamp, line)}{stamp}"

    def _head(self, stamp: str, line: ContentLine) -> str:
        head = self._context.head(stamp, line)
        name = head.removeprefix(";TZID=").removesuffix(":")
        if name in self._context.zones.texts:
            self._series.zones.add(name)
        return head

    def _end(self) -> Iterator[str]:
        if self._event.one("DTEND") is not None:
            yield from self._stamp("DTEND")
        elif (duration := self._event.one("DURATION")) is not None:
            seconds = duration_seconds(duration.value, duration.number)
            yield f"DURATION:{_written(seconds)}"

    def _exception(self) -> Iterator[str]:
        line = self._event.one("RECURRENCE-ID")
        later = line is not None and line.parameters.get("RANGE") == "THISANDFUTURE"
        yield from self._stamp("RECURRENCE-ID", ";RANGE=THISANDFUTURE" * later)

    def _states(self) -> Iterator[str]:
        for name, values in _STATES.items():
            line = self._event.one(name)
            if line is not None and line.value.upper() in values:
                yield f"{name}:{line.value.upper()}"

    def _rules(self, start: ContentLine | None) -> Iterator[str]:
        found = self._event.all("RRULE")
        if len(found) > LIMITS.rules_per_event:
            raise CalendarRefused(Flaw.RULE, found[-1].number)
        for line in found:
            parts = rule_parts(line)
            if "UNTIL" in parts and start is not None:
                parts["UNTIL"] = self._until(parts["UNTIL"], start)
            yield "RRULE:" + ";".join(f"{key}={value}" for key, value in parts.items())

    def _until(self, until: str, start: ContentLine) -> str:
        """The end of a rule as a day for days, else as an instant in UTC."""
        if is_day(self._start):
            if not until.endswith("Z"):
                return until[:8]
            moment = datetime.strptime(until, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
            return moment.astimezone(self._context.zone).strftime("%Y%m%d")
        if until.endswith("Z"):
            return until
        wall = until if "T" in until else until + _LAST_SECOND
        name = "UTC" if self._start.endswith("Z") else self._context.zone_name(start)
        if name in self._context.zones.texts:
            return f"{wall}Z"
        local = datetime.strptime(wall, "%Y%m%dT%H%M%S").replace(tzinfo=ZoneInfo(name))
        return local.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")

    def _dates(self, name: str) -> Iterator[str]:
        lists: dict[str, list[str]] = {}
        for line in self._event.all(name):
            for value in stated_dates(line):
                start, period, _ = value.partition("/")
                head = self._head(start, line)
                if period:
                    head = f";VALUE=PERIOD{head.removeprefix(';VALUE=DATE')}"
                lists.setdefault(head, []).append(value)
                self.dates += 1
        for head, values in lists.items():
            yield f"{name}{head}{','.join(values)}"
