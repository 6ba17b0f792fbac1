"""The works that are measured, their bars, and where their weeks come from."""

from dataclasses import dataclass
from enum import StrEnum

from service.db.store import Store
from tests.benchmarks.instances import town_week
from tests.benchmarks.profile import the_profile
from tests.benchmarks.repairs import repair_week
from tests.benchmarks.weeks import Week, stored_week

A_WEEK, TWO_WEEKS = 7, 14


class Source(StrEnum):
    """Where a week comes from.

    ``stored``: a town of the product's own, imported into a fresh database and read.
    ``repaired``: a stored week that is published before one more person falls ill.
    ``dense``: made in memory; each child knows more people, most are absent all week.
    """

    STORED = "stored"
    REPAIRED = "repaired"
    DENSE = "dense"


class Asked(StrEnum):
    """What has to be proven within the bar."""

    EVERYTHING = "all tiers proven"
    TWO_TIERS = "first two tiers proven, the first unproven one within max(1 %, 1)"


@dataclass(frozen=True)
class Work:
    """A size to measure; ``bar_seconds`` is what its median has to stay under.

    Without a bar it is there for information.
    """

    name: str
    source: Source
    childminders: int
    absent: int
    days: int = A_WEEK
    bar_seconds: float | None = None
    asked: Asked = Asked.EVERYTHING

    @property
    def key(self) -> str:
        """Its name on the command line and in file names."""
        return self.name.lower().replace(" ", "-").replace(",", "")

    @property
    def title(self) -> str:
        """Its name with its numbers."""
        return (
            f"{self.name} ({self.source}): {self.childminders} childminders,"
            f" {self.absent} absent, {self.days} days"
        )

    def week(self, store: Store, seed: int) -> Week:
        """The week of a seed; a stored one is imported first."""
        if self.source is Source.REPAIRED:
            return repair_week(store, self.childminders, self.absent, seed)
        if self.source is Source.STORED:
            return stored_week(
                store, self.childminders, self.absent, seed, days=self.days
            )
        problem = town_week(self.childminders, self.absent, self.days, seed)
        return Week(problem, the_profile())


def _both(
    name: str,
    size: tuple[int, int, int],
    bar_seconds: float,
    asked: Asked = Asked.EVERYTHING,
) -> tuple[Work, Work]:
    """The same size stored, with the bar, and dense, for information."""
    stored = Work(name, Source.STORED, *size, bar_seconds, asked)
    return stored, Work(f"Dense {name}", Source.DENSE, *size, None, asked)


_PAIRS = (
    _both("Herne", (95, 10, A_WEEK), 0.5),
    _both("County", (272, 27, A_WEEK), 3.0),
    _both("City", (500, 50, A_WEEK), 6.0),
    _both("Flu", (500, 100, TWO_WEEKS), 30.0, Asked.TWO_TIERS),
)
BECKUM = Work("Beckum", Source.STORED, 47, 5, A_WEEK, 0.4)
REPAIR = Work("Repair in Herne", Source.REPAIRED, 95, 10, A_WEEK, 0.3)
STORED = (BECKUM, *(stored for stored, _ in _PAIRS), REPAIR)
DENSE = tuple(dense for _, dense in _PAIRS)
#: Small enough for a busy machine, and so without a bar: ``--quick``.
QUICK = (
    Work("Small town", Source.STORED, 20, 3),
    Work("Repair in a small town", Source.REPAIRED, 20, 3),
    Work("Dense small town", Source.DENSE, 20, 3),
)
WORKS = (*STORED, *DENSE, *QUICK)
