"""A programme as rows per noun, and the draft it grows from."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from random import Random

from service.imports.sheet import Values
from service.programmes.places import Spot
from service.towns.geography import Point


@dataclass(slots=True)
class Guide:
    """A process coach while she is invented."""

    code: str
    spot: Spot
    home: Point
    experience_years: int
    band: str
    fee_cents_per_hour: int
    topics: dict[str, int]
    languages: tuple[str, ...]
    radius_km: int
    monthly_minutes: int = 0


@dataclass(slots=True)
class House:
    """A kindergarten while it is invented."""

    code: str
    name: str
    spot: Spot
    point: Point
    stage: str
    wished_half_hours: int
    topics: dict[str, int]
    languages: tuple[str, ...] = ()
    last_coach: str = ""


@dataclass(frozen=True, slots=True)
class Programme:
    """Rows per noun (fields as the sheets name them), ready for an import.

    The same size, tightness, year and seed give the same programme on every machine.
    """

    kindergartens: int
    coaches: int
    tightness_percent: int
    year: int
    seed: int
    rows: dict[str, tuple[Values, ...]]


@dataclass(slots=True)
class Draft:
    """A programme while it is invented."""

    kindergartens: int
    coaches: int
    tightness_percent: int
    year: int
    seed: int
    guides: list[Guide] = field(default_factory=list)
    houses: list[House] = field(default_factory=list)
    rows: dict[str, list[Values]] = field(default_factory=lambda: defaultdict(list))

    def stream(self, part: str) -> Random:
        """Chance for one part, so that a change of one part leaves the others."""
        key = f"TH-{self.kindergartens}-{self.coaches}-{self.seed}-{part}"
        return Random(key)  # noqa: S311  invented data, no secret

    @property
    def day(self) -> date:
        """When the lists are written: the counties have applied for the next year."""
        return date(self.year - 1, 11, 16)

    def finished(self) -> Programme:
        """The programme, closed."""
        rows = {noun: tuple(rows) for noun, rows in self.rows.items()}
        return Programme(
            self.kindergartens,
            self.coaches,
            self.tightness_percent,
            self.year,
            self.seed,
            rows,
        )
