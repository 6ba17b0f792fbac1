"""From bytes to the few content lines that say when somebody is busy.

Whatever says what an event is about is dropped here, before it is decoded: no later
step, no library and no message ever sees it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from service.busy.limits import LIMITS
from service.busy.refusal import CalendarRefused, Flaw

READ: Final = frozenset(
    {
        *(b"BEGIN", b"END", b"X-WR-TIMEZONE", b"TZID"),
        *(b"UID", b"SEQUENCE", b"STATUS", b"TRANSP", b"RECURRENCE-ID"),
        *(b"DTSTART", b"DTEND", b"DURATION", b"RRULE", b"RDATE", b"EXDATE"),
        *(b"TZOFFSETFROM", b"TZOFFSETTO", b"FREEBUSY"),
    }
)
"""Properties that are read; no other is looked at."""

_PACKED = (b"\x1f\x8b", b"PK\x03\x04", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf")
_OTHER = (b"<", b"{", b"[", b"%PDF", b"\xd0\xcf\x11\xe0")
_UTF8_MARK = b"\xef\xbb\xbf"
_NAME = re.compile(rb"[A-Za-z0-9-]{1,64}(?=[;:])")
_PARAMETERS = re.compile(r'(?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:]*))*:')
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=("[^"]*"|[^";:]*)')
_LONGEST_NAME = 65


@dataclass(frozen=True, slots=True)
class ContentLine:
    """A logical line; ``number`` is that of its first physical one, from 1."""

    number: int
    name: str
    value: str
    parameters: dict[str, str] = field(default_factory=dict)


def content_lines(content: bytes) -> Iterator[ContentLine]:
    """The lines that are read, unfolded, in the order of the file.

    Raises
    ------
    CalendarRefused
        If the bytes are no text in lines, or over a limit.
    """
    text = _as_text(content)
    for number, logical, cut in _unfolded(text):
        found = _NAME.match(logical)
        if found is None or found[0].upper() not in READ:
            continue
        if cut:
            raise CalendarRefused(Flaw.LINE_LENGTH, number)
        yield _parsed(number, found[0].decode().upper(), logical[found.end() :])


def _as_text(content: bytes) -> bytes:
    """Refuse what is visibly something else, and more than anybody's calendar."""
    if len(content) > LIMITS.file_bytes:
        raise CalendarRefused(Flaw.SIZE)
    text = content.removeprefix(_UTF8_MARK)
    start = text[:64].lstrip()
    if not start:
        raise CalendarRefused(Flaw.EMPTY)
    if start.startswith(_PACKED):
        raise CalendarRefused(Flaw.PACKED)
    if start.startswith(_OTHER):
        raise CalendarRefused(Flaw.OTHER_FORMAT)
    if b"\x00" in text:
        raise CalendarRefused(Flaw.ENCODING)
    if text.count(b"\n") + text.count(b"\r") > 2 * LIMITS.lines:
        raise CalendarRefused(Flaw.LINES)
    return text


def _unfolded(text: bytes) -> Iterator[tuple[int, bytes, bool]]:
    """Number, bytes and whether they were cut, of every logical line."""
    first, parts, size = 0, list[bytes](), 0
    physical = 0
    for line in text.splitlines():
        physical += 1
        if line[:1] in (b" ", b"\t") and parts:
            if size <= LIMITS.line_bytes:
                parts.append(line[1:])
            size += len(line) - 1
            continue
        if parts:
            yield first, b"".join(parts), size > LIMITS.line_bytes
        first, parts, size = physical, [line], len(line)
    if parts:
        yield first, b"".join(parts), size > LIMITS.line_bytes
    if physical > LIMITS.lines:
        raise CalendarRefused(Flaw.LINES)


def _parsed(number: int, name: str, rest: bytes) -> ContentLine:
    """Parameters and value; bytes that are no UTF-8 can only stand in a zone's name."""
    text = rest.decode(errors="replace")
    found = _PARAMETERS.match(text)
    if found is None:
        raise CalendarRefused(Flaw.LINE, number)
    parameters = {
        key.upper(): value.strip('"') for key, value in _PARAMETER.findall(found[0])
    }
    return ContentLine(number, name, text[found.end() :].strip(), parameters)
