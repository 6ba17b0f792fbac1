"""Wanted, covered and uncovered minutes of care, added up."""

from collections.abc import Iterable
from dataclasses import dataclass

from service.reports.affected import AffectedDay
from service.reports.cover import CoveredPiece
from service.reports.real_time import RealTime
from service.reports.small_numbers import People

PER_MILLE = 1000


@dataclass(frozen=True, slots=True)
class Figures:
    """Real minutes of children's care that a regular person could not give [min].

    ``children`` and ``absent`` count distinct ones; ``child_days`` counts days on
    which substitution was wanted for a child.
    """

    wanted_minutes: int = 0
    covered_minutes: int = 0
    unwanted_minutes: int = 0
    children: int = 0
    absent: int = 0
    child_days: int = 0

    @property
    def uncovered_minutes(self) -> int:
        """Wanted and not covered."""
        return self.wanted_minutes - self.covered_minutes

    @property
    def coverage_percent(self) -> float | None:
        """Covered share of the wanted minutes, to a tenth, never rounded up.

        100 only if nothing is uncovered; ``None`` where nothing was wanted.
        """
        if not self.wanted_minutes:
            return None
        return PER_MILLE * self.covered_minutes // self.wanted_minutes / 10


def figures_of(
    affected: Iterable[AffectedDay], pieces: Iterable[CoveredPiece], time: RealTime
) -> Figures:
    """Add up some affected days and what was covered of them."""
    days = list(affected)
    people = people_of(days)
    return Figures(
        wanted_minutes=sum(time.minutes(each.day, each.wanted) for each in days),
        covered_minutes=sum(time.minutes(p.need.day, (p.slot,)) for p in pieces),
        unwanted_minutes=sum(time.minutes(each.day, each.unwanted) for each in days),
        children=len(people.children),
        absent=len(people.absent),
        child_days=len({(e.child_id, e.day) for e in days if e.wanted}),
    )


def people_of(affected: Iterable[AffectedDay]) -> People:
    """Whom affected days are about."""
    days = list(affected)
    return People(
        frozenset(each.child_id for each in days),
        frozenset(each.absent_id for each in days),
    )
