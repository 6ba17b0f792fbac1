"""A town as rows per noun, and the draft it grows from."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from service.imports.sheet import Values
from service.towns.geography import District, Point


@dataclass(slots=True)
class Kid:
    """A child under contract; ``slots`` are (weekday, start, end) in minutes."""

    code: str
    birth_month: date
    home: Point
    district: District
    household: str
    weight: int = 1
    tags: tuple[str, ...] = ()
    slots: tuple[tuple[int, int, int], ...] = ()


@dataclass(slots=True)
class Minder:
    """A childminder; ``team`` is the model she takes part in, if any."""

    code: str
    given_name: str
    family_name: str
    district: District
    home: Point
    place: str
    place_kind: str
    opens: int
    usual_end: int
    places: int = 5
    team: str = ""
    model: str = ""
    most_children: int = 5
    tags: tuple[str, ...] = ()
    kids: list[Kid] = field(default_factory=list)

    @property
    def closes(self) -> int:
        """End of her day: the usual one, or the last child's in half hours."""
        last = max((end for kid in self.kids for _, _, end in kid.slots), default=0)
        return max(self.usual_end, -(-last // 30) * 30)


@dataclass(slots=True)
class Helper:
    """A floater or a member of staff; ``windows`` by weekday."""

    code: str
    kind: str
    given_name: str
    family_name: str
    district: District
    windows: dict[int, tuple[int, int]]
    place: str = ""

    @property
    def weekly_minutes(self) -> int:
        """Hours of the week, a break of half an hour in days of over six hours."""
        lengths = [end - start for start, end in self.windows.values()]
        return sum(m - 30 if m > 6 * 60 else m for m in lengths)


@dataclass(slots=True)
class Team:
    """A cooperation: who is substituted by whom, and where."""

    code: str
    model: str
    name: str
    place: str = ""
    minders: list[Minder] = field(default_factory=list)
    helpers: list[Helper] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Town:
    """Rows per noun (fields as the sheets name them), ready for an import.

    The same size, seed, Land and Monday give the same town on every machine.
    """

    childminders: int
    seed: int
    land: str
    monday: date
    rows: dict[str, tuple[Values, ...]]

    def codes(self, noun: str, kind: str | None = None) -> tuple[str, ...]:
        """Codes of a noun, of one kind if named."""
        return tuple(
            str(row["code"])
            for row in self.rows[noun]
            if kind is None or row["kind"] == kind
        )


@dataclass(slots=True)
class Draft:
    """A town while it is invented."""

    childminders: int
    seed: int
    land: str
    monday: date
    districts: tuple[District, ...] = ()
    minders: list[Minder] = field(default_factory=list)
    helpers: list[Helper] = field(default_factory=list)
    teams: list[Team] = field(default_factory=list)
    met: set[tuple[str, str]] = field(default_factory=set)
    rows: dict[str, list[Values]] = field(default_factory=lambda: defaultdict(list))

    def stream(self, part: str) -> Random:
        """Chance for one part, so that a change of one part leaves the others."""
        key = f"{self.land}-{self.childminders}-{self.seed}-{part}"
        return Random(key)  # noqa: S311  invented data, no secret

    @property
    def year_start(self) -> date:
        """1 August before the Monday: the Kita year."""
        started = (self.monday.month, self.monday.day) >= (8, 1)
        return date(self.monday.year - (0 if started else 1), 8, 1)

    def days_before(self, days: int) -> date:
        """A day before the Monday (negative: after)."""
        return self.monday - timedelta(days=days)

    def finished(self) -> Town:
        """The town, closed."""
        rows = {noun: tuple(rows) for noun, rows in self.rows.items()}
        return Town(self.childminders, self.seed, self.land, self.monday, rows)
