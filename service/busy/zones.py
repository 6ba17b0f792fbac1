"""Names of time zones: known ones by their name, others by the file's description."""

import re
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from service.busy.components import ZONE, Component
from service.busy.limits import LIMITS
from service.busy.refusal import CalendarRefused, Flaw
from service.busy.rules import written_rule
from service.busy.times import LOCAL, stated_dates

_SAFE = re.compile(r"[A-Za-z0-9_+/-]{1,64}")
_OFFSET = re.compile(r"[+-](?:0\d|1[0-5])[0-5]\d(?:[0-5]\d)?")
_GLOBAL_PARTS: Final = 2
"""A globally unique name ends like /example.org/Europe/Berlin."""


@cache
def known_zone(name: str) -> str | None:
    """The zone of the IANA database a name stands for, if any."""
    name = name.strip().strip("/")
    parts = name.split("/")
    candidates = (
        WINDOWS_TO_OLSON.get(name, name),
        "/".join(parts[-_GLOBAL_PARTS:]),
    )
    return next((one for one in candidates if _exists(one)), None)


def _exists(name: str) -> bool:
    if not _SAFE.fullmatch(name):
        return False
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


@dataclass(slots=True)
class Zones:
    """Zones a calendar describes and the database does not know.

    A known name means the zone of that name, whatever the file says of it.
    """

    described: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, calendar: Component) -> "Zones":
        """The descriptions of one calendar.

        Raises
        ------
        CalendarRefused
            If there are too many, or one cannot be read.
        """
        zones = cls()
        found = [part for part in calendar.parts if part.name == ZONE]
        if len(found) > LIMITS.zones:
            raise CalendarRefused(Flaw.ZONES, found[LIMITS.zones].line)
        if sum(len(zone.parts) for zone in found) > LIMITS.zone_changes:
            raise CalendarRefused(Flaw.ZONES, found[0].line)
        for zone in found:
            name = zone.one("TZID")
            if name is None:
                raise CalendarRefused(Flaw.ZONE_TEXT, zone.line)
            if known_zone(name.value) is None:
                zones._describe(name.value, zone)
        return zones

    def name_of(self, stated: str, line: int) -> str:
        """The name under which a zone is written down.

        Raises
        ------
        CalendarRefused
            If it is neither known nor described.
        """
        name = self.described.get(stated) or known_zone(stated)
        if name is None:
            raise CalendarRefused(Flaw.ZONE, line)
        return name

    def _describe(self, stated: str, zone: Component) -> None:
        changes = [text for part in zone.parts for text in _change(part)]
        if not changes:
            raise CalendarRefused(Flaw.ZONE_TEXT, zone.line)
        digest = sha256("\n".join(changes).encode()).hexdigest()[:32]
        # A name of its own: the library remembers descriptions under their names.
        name = self.described[stated] = f"described-{digest}"
        lines = (f"BEGIN:{ZONE}", f"TZID:{name}", *changes, f"END:{ZONE}")
        self.texts[name] = "\r\n".join(lines) + "\r\n"


def _change(part: Component) -> list[str]:
    """Standard or daylight time, written anew."""
    start = part.one("DTSTART")
    if start is None or not LOCAL.fullmatch(start.value):
        raise CalendarRefused(Flaw.ZONE_TEXT, part.line)
    lines = [f"BEGIN:{part.name}", f"DTSTART:{start.value}"]
    for name in ("TZOFFSETFROM", "TZOFFSETTO"):
        offset = part.one(name)
        if offset is None or not _OFFSET.fullmatch(offset.value):
            raise CalendarRefused(Flaw.ZONE_TEXT, part.line)
        lines.append(f"{name}:{offset.value}")
    for rule in part.all("RRULE"):
        text = written_rule(rule)
        if "FREQ=YEARLY" not in text:
            raise CalendarRefused(Flaw.ZONE_TEXT, rule.number)
        lines.append(f"RRULE:{text}")
    for date in part.all("RDATE"):
        values = stated_dates(date)
        if len(values) > LIMITS.zone_changes:
            raise CalendarRefused(Flaw.ZONES, date.number)
        lines += [f"RDATE:{value}" for value in values if LOCAL.fullmatch(value)]
    return [*lines, f"END:{part.name}"]
