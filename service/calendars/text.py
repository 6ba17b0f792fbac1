"""Text that no calendar program can misread: printable, bounded, valid UTF-8."""

import re
from collections.abc import Iterable

MAX_LINE_CHARACTERS = 250
MAX_LINES = 40

# C0, DEL, C1 (NEL among them), the two Unicode line separators, lone surrogates, BOM
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff]+")


def clean_line(text: str) -> str:
    """One line without control characters, at most 250 characters long."""
    line = " ".join(_UNPRINTABLE.sub(" ", text).split())
    if len(line) <= MAX_LINE_CHARACTERS:
        return line
    return line[: MAX_LINE_CHARACTERS - 1].rstrip() + "…"


def clean_text(lines: Iterable[str]) -> str:
    """Clean lines joined by line feeds; empty ones and those past 40 are left out."""
    kept = [line for line in map(clean_line, lines) if line]
    if len(kept) > MAX_LINES:
        kept = [*kept[: MAX_LINES - 1], f"… und {len(kept) - MAX_LINES + 1} weitere"]
    return "\n".join(kept)
