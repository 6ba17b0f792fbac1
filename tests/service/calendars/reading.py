"""A reader of our own, plain and strict, that knows nothing of the renderer."""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

_LINE = re.compile(r"^([A-Z0-9-]+)((?:;[A-Z-]+=[^;:]+)*):(.*)$", re.DOTALL)


@dataclass
class Component:
    """Properties as (parameters, raw value), in the order of the lines."""

    properties: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def raw(self, name: str) -> str:
        found = self.properties.get(name, [])
        assert len(found) == 1, f"{name} stands {len(found)} times"
        return found[0][1]

    def parameters(self, name: str) -> str:
        self.raw(name)
        return self.properties[name][0][0]

    def text(self, name: str) -> str:
        return unescape(self.raw(name)) if name in self.properties else ""

    def moment(self, name: str) -> datetime | date:
        raw = self.raw(name)
        if self.parameters(name) == ";VALUE=DATE":
            return datetime.strptime(raw, "%Y%m%d").replace(tzinfo=UTC).date()
        assert self.parameters(name) == "", f"{name} has a zone: {raw}"
        assert raw.endswith("Z"), f"{name} floats: {raw}"
        return datetime.strptime(raw, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


@dataclass
class Calendar(Component):
    """A whole feed."""

    events: list[Component] = field(default_factory=list)

    def by_uid(self) -> dict[str, Component]:
        return {event.raw("UID"): event for event in self.events}

    def shown(self) -> list[Component]:
        """Events that are not cancelled."""
        return [one for one in self.events if one.raw("STATUS") != "CANCELLED"]


def unfolded(body: bytes) -> list[str]:
    """Logical lines."""
    text = body.decode().replace("\r\n ", "")
    assert text.endswith("\r\n")
    return text.split("\r\n")[:-1]


def read(body: bytes) -> Calendar:
    """A feed by its lines; anything unexpected is an AssertionError."""
    lines = unfolded(body)
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    calendar = Calendar()
    current: Component = calendar
    for line in lines[1:-1]:
        if line == "BEGIN:VEVENT":
            current = Component()
            calendar.events.append(current)
        elif line == "END:VEVENT":
            current = calendar
        else:
            found = _LINE.match(line)
            assert found, f"no content line: {line!r}"
            name, parameters, value = found.groups()
            current.properties.setdefault(name, []).append((parameters, value))
    return calendar


def unescape(raw: str) -> str:
    """TEXT as it was meant (RFC 5545, 3.3.11)."""
    assert not re.search(r"(?<!\\)(?:\\\\)*(?<!\\)[;,]", _without_escapes(raw)), raw
    return re.sub(
        r"\\([\\;,nN])",
        lambda found: {"n": "\n", "N": "\n"}.get(found[1], found[1]),
        raw,
    )


def _without_escapes(raw: str) -> str:
    return re.sub(r"\\[\\;,nN]", "", raw)
