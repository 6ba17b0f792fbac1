"""Content lines as bytes: CRLF, at most 75 octets, no character or escape torn."""

from typing import Any

from icalendar.cal.component import Component

MAX_OCTETS = 75
LINE_END = b"\r\n"
_CONTINUATION = b"\r\n "
_LEADING_BITS, _MIDDLE_OF_CHARACTER = 0xC0, 0x80


def serialise(component: Component) -> bytes:
    """Every line of a component, escaped by ``icalendar``, folded here.

    ``icalendar`` folds between a backslash and the letter it escapes; ical.js and
    libical were reported to stumble there, so the folding is ours.
    """
    return b"".join(
        fold(_line(name, value)) + LINE_END
        for name, value in component.property_items()
    )


def _line(name: str, value: Any) -> str:  # noqa: ANN401 - any property of icalendar
    """One logical line: name, parameters, escaped value."""
    if isinstance(value, bytes):  # BEGIN and END
        return f"{name}:{value.decode()}"
    parameters = value.params.to_ical().decode() if value.params else ""
    written = value.to_ical()
    text = written.decode() if isinstance(written, bytes) else written
    return f"{name};{parameters}:{text}" if parameters else f"{name}:{text}"


def fold(line: str) -> bytes:
    """One logical line, folded."""
    encoded = line.encode()
    if len(encoded) <= MAX_OCTETS:
        return encoded
    parts: list[bytes] = []
    limit = MAX_OCTETS
    start = 0
    while len(encoded) - start > limit:
        end = _safe_end(encoded, start, start + limit)
        parts.append(encoded[start:end])
        start, limit = end, MAX_OCTETS - 1  # the continuation's space counts
    parts.append(encoded[start:])
    return _CONTINUATION.join(parts)


def _safe_end(encoded: bytes, start: int, end: int) -> int:
    """The last position up to ``end`` that tears neither character nor escape."""
    while encoded[end] & _LEADING_BITS == _MIDDLE_OF_CHARACTER:
        end -= 1
    backslashes = 0
    while end - backslashes > start and encoded[end - backslashes - 1] == ord("\\"):
        backslashes += 1
    return end - backslashes % 2  # an odd one escapes what follows
