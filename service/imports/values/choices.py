"""Closed vocabularies: yes and no, labelled choices, tags, weekdays."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from service.imports.values.reader import Cell, CellError, plain, text_of

_YES = frozenset({"ja", "j", "x", "yes", "y", "wahr", "true", "1", "✓", "✔"})
_NO = frozenset({"nein", "n", "no", "falsch", "false", "0"})
_SEPARATOR = re.compile(r"\s*[,;|\n]\s*")
_WEEKDAYS = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
_LONG_WEEKDAYS = (
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
)
_RANGE = re.compile(r"\s*(?:-|–|—|bis)\s*")


def suggestion(wrong: str, known: Mapping[str, str]) -> str:
    """„(gemeint: …?)“ for the nearest known label, or nothing."""
    near = get_close_matches(plain(wrong), list(known), n=1, cutoff=0.7)
    return f" (gemeint: „{known[near[0]]}“?)" if near else ""


@dataclass(frozen=True, slots=True)
class YesNo:
    """Yes or no: Ja, Nein, x, j, n, 1, 0."""

    @property
    def expected(self) -> str:
        """German description."""
        return "Ja oder Nein"

    def read(self, cell: Cell) -> bool:
        """Whether yes."""
        if isinstance(cell, bool):
            return cell
        text = text_of(cell).casefold()
        if text not in _YES and text not in _NO:
            raise CellError("yes-no", self.expected)
        return text in _YES

    def write(self, value: object) -> Cell:
        """``Ja`` or ``Nein``."""
        return "Ja" if value else "Nein"


@dataclass(frozen=True)
class Choice:
    """One of a closed list; the first label of a value is the one written.

    ``labels`` maps German labels to stored values; the stored value itself is read
    too.
    """

    labels: tuple[tuple[str, str], ...]

    @property
    def expected(self) -> str:
        """German description."""
        return "einer der Werte " + ", ".join(_first_labels(self.labels).values())

    def read(self, cell: Cell) -> str:
        """The stored value."""
        text = text_of(cell)
        value = _by_plain(self.labels).get(plain(text))
        if value is None:
            known = {plain(label): label for label, _ in self.labels}
            raise CellError("choice", self.expected + suggestion(text, known))
        return value

    def write(self, value: object) -> Cell:
        """The German label."""
        return _first_labels(self.labels).get(str(value), str(value))


@dataclass(frozen=True, slots=True)
class Numbered:
    """One of a closed list whose stored values are whole numbers."""

    choice: Choice

    @property
    def expected(self) -> str:
        """German description."""
        return self.choice.expected

    def read(self, cell: Cell) -> int:
        """The number."""
        return int(self.choice.read(cell))

    def write(self, value: object) -> Cell:
        """The German label."""
        return self.choice.write(value)


@cache
def _by_plain(labels: tuple[tuple[str, str], ...]) -> dict[str, str]:
    stored = {plain(value): value for _, value in labels}
    return stored | {plain(label): value for label, value in labels}


@cache
def _first_labels(labels: tuple[tuple[str, str], ...]) -> dict[str, str]:
    first: dict[str, str] = {}
    for label, value in labels:
        first.setdefault(value, label)
    return first


@dataclass(frozen=True)
class Several:
    """Several values of a closed list, separated by comma or semicolon."""

    choice: Choice

    @property
    def expected(self) -> str:
        """German description."""
        return self.choice.expected.replace("einer der Werte", "mehrere von:")

    def read(self, cell: Cell) -> tuple[str, ...]:
        """Stored values, sorted and without repetition."""
        parts = _SEPARATOR.split(text_of(cell))
        return tuple(sorted({self.choice.read(part) for part in parts if part}))

    def write(self, value: object) -> Cell:
        """Labels with commas."""
        if not isinstance(value, tuple):
            return str(value)
        return ", ".join(str(self.choice.write(item)) for item in value)


@dataclass(frozen=True, slots=True)
class Weekdays:
    """Weekdays: ``Mo``, ``Montag``, ``Mo-Fr``, ``Mo, Mi``; Monday is 0."""

    @property
    def expected(self) -> str:
        """German description."""
        return "Wochentag wie Mo, Mo-Fr oder Mo, Mi"

    def read(self, cell: Cell) -> tuple[int, ...]:
        """Weekdays in order."""
        days: set[int] = set()
        text = text_of(cell)
        for part in re.split(r"\s*(?:,|;|/|\+|und|\s)\s*", _RANGE.sub("-", text)):
            if part:
                days.update(self._days(part))
        return tuple(sorted(days))

    def _days(self, part: str) -> range:
        ends = [self._day(text) for text in part.split("-")]
        if len(ends) > 2 or ends[0] > ends[-1]:  # noqa: PLR2004  from and to
            raise CellError("weekday", self.expected)
        return range(ends[0], ends[-1] + 1)

    def _day(self, text: str) -> int:
        name = text.casefold().rstrip(".")
        for number, (short, long) in enumerate(
            zip(_WEEKDAYS, _LONG_WEEKDAYS, strict=True)
        ):
            if name in {short.casefold(), long, long[:3]}:
                return number
        if name == "sonnabend":
            return _LONG_WEEKDAYS.index("samstag")
        raise CellError("weekday", self.expected)

    def write(self, value: object) -> Cell:
        """``Mo, Di``; a bit mask is understood too (Monday = 1)."""
        if isinstance(value, int):
            value = tuple(day for day in range(len(_WEEKDAYS)) if value >> day & 1)
        if not isinstance(value, tuple):
            return str(value)
        return ", ".join(_WEEKDAYS[day] for day in value)
