"""A stress test as one reader sees it: names where she may read them, plain figures.

Minutes are child-minutes; days are dates of the normal week.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.ahead.stress.document import StressDocument
from service.db.tables.tenancy import Tenant
from service.snapshot.areas import load_areas
from service.snapshot.clock_changes import clock_changes
from service.studies.naming import Naming
from solver.rule import RuleId
from solver.slots import Clocks
from solver.stress.result import (
    Coverage,
    PairAbsence,
    PersonFigures,
    SingleAbsence,
    WaveFigures,
)

NO_DISTRICT = "ohne Gebiet"
MOST_PAIRS = 200
"""So many of the worst pairs are told; the figures count all of them."""


@dataclass(frozen=True, slots=True)
class CoverageView:
    """How much of what absences would need is covered; shares in thousandths."""

    absences: int
    safe_absences: int
    needed_minutes: int
    uncovered_minutes: int
    covered_permille: int | None


@dataclass(frozen=True, slots=True)
class PersonView:
    """One person over the days of the week.

    ``uncovered_minutes`` stay open when she alone is away, ``bottleneck`` is the rule
    that keeps most of them open. ``hanging_minutes`` come on top for others when she
    is away as well as one of them; ``rank`` counts from 1 where most hangs.
    """

    code: str
    name: str
    kind: str
    district: str
    needed_minutes: int
    uncovered_minutes: int
    bottleneck: str | None
    worst_partner: str | None
    worst_surplus_minutes: int
    hanging_minutes: int
    partners: int
    rank: int | None


@dataclass(frozen=True, slots=True)
class OpenView:
    """A stretch of a child's day that nobody takes; ``minutes`` are real ones."""

    child: str
    start_minute: int
    end_minute: int
    minutes: int
    bottleneck: str


@dataclass(frozen=True, slots=True)
class SingleView:
    """One person away on one day; only days on which something stays open."""

    name: str
    day: date
    needed_minutes: int
    uncovered_minutes: int
    gaps: tuple[OpenView, ...]


@dataclass(frozen=True, slots=True)
class PairView:
    """Two persons away on one day who are worse together than each alone."""

    first: str
    second: str
    day: date
    needed_minutes: int
    uncovered_minutes: int
    surplus_minutes: int


@dataclass(frozen=True, slots=True)
class DistrictView:
    """The persons of a district, each away alone on each day; waves in all draws."""

    name: str
    persons: int
    single: CoverageView
    wave_uncovered_minutes: int | None


@dataclass(frozen=True, slots=True)
class WaveView:
    """A drawn flu wave: uncovered child-minutes of its weeks."""

    draws: int
    absences: int
    needed_minutes: int
    uncovered_minutes: int
    median_minutes: int
    tenth_worst_minutes: int
    hundredth_worst_minutes: int
    worst_minutes: int


@dataclass(frozen=True, slots=True)
class WayView:
    """Who may take children of whom, on how many days; codes as in ``PersonView``."""

    absent: str
    substitute: str
    model: str
    days: int


@dataclass(frozen=True, slots=True)
class StressView:
    """Everything a stress test says, for one reader."""

    first_day: date
    last_day: date
    n1: CoverageView
    n2: CoverageView | None
    persons: tuple[PersonView, ...]
    districts: tuple[DistrictView, ...]
    singles: tuple[SingleView, ...]
    pairs: tuple[PairView, ...]
    all_pairs: int
    wave: WaveView | None
    ways: tuple[WayView, ...]
    unproven: int
    evaluated: int
    complete: bool
    codes_only: bool


class Told:
    """Makes a view of a document."""

    def __init__(
        self,
        session: Session,
        document: StressDocument,
        naming: Naming,
        titles: Mapping[RuleId, str],
    ) -> None:
        self._document = document
        self._result = document.result
        self._naming = naming
        self._titles = titles
        self._areas = load_areas(session)
        self._nodes = {node.person: node for node in document.nodes}
        days = [date.fromordinal(day) for day in document.result.days]
        zone = session.scalars(select(Tenant.time_zone)).one()
        self._clocks = Clocks(clock_changes(days[0], days[-1], zone))

    def view(self) -> StressView:
        """The whole."""
        result = self._result
        n2, days = result.n2, [date.fromordinal(day) for day in result.days]
        pairs = [pair for pair in result.pairs if pair.surplus_minutes > 0]
        return StressView(
            first_day=days[0],
            last_day=days[-1],
            n1=_coverage(result.n1),
            n2=None if n2 is None else _coverage(n2),
            persons=self._persons(),
            districts=self._districts(),
            singles=tuple(
                self._single(single)
                for single in result.singles
                if single.uncovered_minutes
            ),
            pairs=self._worst(pairs),
            all_pairs=len(pairs),
            wave=None if result.wave is None else _wave(result.wave),
            ways=tuple(
                WayView(way.absent, way.substitute, way.model.value, way.days)
                for way in self._document.ways
            ),
            unproven=result.unproven,
            evaluated=result.evaluated,
            complete=result.complete,
            codes_only=self._naming.codes_only,
        )

    def _worst(self, pairs: Iterable[PairAbsence]) -> tuple[PairView, ...]:
        worst = sorted(
            pairs, key=lambda p: (-p.surplus_minutes, p.day, p.first, p.second)
        )
        return tuple(
            PairView(
                first=self._naming.name(pair.first),
                second=self._naming.name(pair.second),
                day=date.fromordinal(pair.day),
                needed_minutes=pair.needed_minutes,
                uncovered_minutes=pair.uncovered_minutes,
                surplus_minutes=pair.surplus_minutes,
            )
            for pair in worst[:MOST_PAIRS]
        )

    def _persons(self) -> tuple[PersonView, ...]:
        rank = {person: at for at, person in enumerate(self._result.fragile, start=1)}
        told = [self._person(one, rank.get(one.person)) for one in self._result.persons]
        return tuple(
            sorted(
                told, key=lambda p: (-p.uncovered_minutes, -p.hanging_minutes, p.code)
            )
        )

    def _person(self, one: PersonFigures, rank: int | None) -> PersonView:
        partner = one.worst_partner
        return PersonView(
            code=one.person,
            name=self._naming.name(one.person),
            kind=self._nodes[one.person].kind.value,
            district=self._district(one.district),
            needed_minutes=one.needed_minutes,
            uncovered_minutes=one.uncovered_minutes,
            bottleneck=self._title(one.bottleneck),
            worst_partner=None if partner is None else self._naming.name(partner),
            worst_surplus_minutes=one.worst_surplus_minutes,
            hanging_minutes=one.substitute_surplus_minutes,
            partners=one.partners,
            rank=rank if one.substitute_surplus_minutes > 0 else None,
        )

    def _districts(self) -> tuple[DistrictView, ...]:
        wave = self._result.wave
        drawn = None if wave is None else defaultdict(int, wave.by_district)
        told = [
            DistrictView(
                name=self._district(one.district),
                persons=one.persons,
                single=_coverage(one.single),
                wave_uncovered_minutes=None if drawn is None else drawn[one.district],
            )
            for one in self._result.districts
        ]
        return tuple(sorted(told, key=lambda d: (-d.single.uncovered_minutes, d.name)))

    def _single(self, single: SingleAbsence) -> SingleView:
        clock = self._clocks.of(single.day)
        return SingleView(
            name=self._naming.name(single.person),
            day=date.fromordinal(single.day),
            needed_minutes=single.needed_minutes,
            uncovered_minutes=single.uncovered_minutes,
            gaps=tuple(
                OpenView(
                    self._naming.name(gap.child),
                    gap.slot.start,
                    gap.slot.end,
                    clock.minutes(gap.slot),
                    self._title(gap.bottleneck) or gap.bottleneck,
                )
                for gap in single.gaps
            ),
        )

    def _title(self, rule: RuleId | None) -> str | None:
        return None if rule is None else self._titles.get(rule, rule)

    def _district(self, key: str) -> str:
        """Name of an area by its id in hexadecimals."""
        area = self._areas.rows.get(UUID(key)) if key else None
        return NO_DISTRICT if area is None else area.name


def _coverage(coverage: Coverage) -> CoverageView:
    return CoverageView(
        absences=coverage.absences,
        safe_absences=coverage.safe_absences,
        needed_minutes=coverage.needed_minutes,
        uncovered_minutes=coverage.uncovered_minutes,
        covered_permille=coverage.covered_permille,
    )


def _wave(wave: WaveFigures) -> WaveView:
    return WaveView(
        draws=wave.draws,
        absences=wave.absences,
        needed_minutes=wave.needed_minutes,
        uncovered_minutes=wave.uncovered_minutes,
        median_minutes=wave.median_minutes,
        tenth_worst_minutes=wave.tenth_worst_minutes,
        hundredth_worst_minutes=wave.hundredth_worst_minutes,
        worst_minutes=wave.worst_minutes,
    )
