"""A Kita year as one reader sees it: names where she may read them, plain figures.

Minutes are child-minutes; a child-day is a child on a day, however long.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from service.ahead.year.document import YearDocument
from service.snapshot.areas import load_areas
from service.studies.naming import Naming
from solver.tier import TierResult
from solver.year.result import Clash, Shift, WeekFigure

NO_DISTRICT = "ohne Gebiet"
MOST_NAMES = 12
"""So many names of a clash are told; beyond that the number says it."""


@dataclass(frozen=True, slots=True)
class CoverView:
    """What was needed, what nobody takes, and the rest by model."""

    needed_minutes: int
    uncovered_minutes: int
    by_model: Mapping[str, int]

    @property
    def covered_permille(self) -> int | None:
        """Share that is covered; ``None`` where nothing was needed."""
        if not self.needed_minutes:
            return None
        covered = self.needed_minutes - self.uncovered_minutes
        return 1000 * covered // self.needed_minutes


@dataclass(frozen=True, slots=True)
class MonthView:
    """A month by the days in it."""

    first_day: date
    absent_days: int
    needed_minutes: int
    uncovered_minutes: int


@dataclass(frozen=True, slots=True)
class WeekView:
    """A calendar week, all districts together."""

    monday: date
    cover: CoverView


@dataclass(frozen=True, slots=True)
class DistrictView:
    """A district over the whole year, and week by week."""

    name: str
    cover: CoverView
    weeks: tuple[WeekView, ...]


@dataclass(frozen=True, slots=True)
class DayView:
    """A day with a need."""

    day: date
    needed_minutes: int
    uncovered_minutes: int


@dataclass(frozen=True, slots=True)
class ClashView:
    """Who should stand in and is away; ``names`` holds the first of ``away``."""

    kind: str
    first_day: date
    last_day: date
    days: int
    names: tuple[str, ...]
    away: int
    members: int
    place: str | None
    uncovered_minutes: int


@dataclass(frozen=True, slots=True)
class ShiftView:
    """A week of vacation moved, and what planning again says it saves."""

    name: str
    from_week: date
    to_week: date
    gain_minutes: int
    least_gain_minutes: int
    gain_child_days: int
    from_school_holidays: bool
    to_school_holidays: bool


@dataclass(frozen=True, slots=True)
class TierView:
    """A tier of the year: its value, its proven bound."""

    id: str
    unit: str
    value: int
    bound: int
    proven: bool


@dataclass(frozen=True, slots=True)
class YearView:
    """The whole year.

    ``rules_change`` are days on which other rules begin, ``broken`` rules over weeks
    that the plan could not keep. ``most_of_other_shifts_minutes`` bounds what shifts
    could save that were not planned again.
    """

    first_day: date
    last_day: date
    announced_days: int
    whole: CoverView
    months: tuple[MonthView, ...]
    weeks: tuple[WeekView, ...]
    districts: tuple[DistrictView, ...]
    days: tuple[DayView, ...]
    closed_days: tuple[date, ...]
    school_weeks: tuple[date, ...]
    clashes: tuple[ClashView, ...]
    shifts: tuple[ShiftView, ...]
    shifts_asked: int
    shifts_planned: int
    most_of_other_shifts_minutes: int
    tiers: tuple[TierView, ...]
    peak_name: str | None
    peak_week: date | None
    peak_minutes: int
    blocks: int
    rules_change: tuple[date, ...]
    broken: tuple[str, ...]
    familiarity_kept: bool
    proofs_renewed: bool


class Told:
    """Turns a document into what one reader sees."""

    def __init__(
        self, session: Session, document: YearDocument, naming: Naming
    ) -> None:
        self._document = document
        self._result = document.result
        self._naming = naming
        self._areas = load_areas(session)

    def view(self) -> YearView:
        """The whole."""
        result, document = self._result, self._document
        peak, shifts = result.peak_load, result.shifts
        return YearView(
            first_day=_day(result.first_day),
            last_day=_day(result.last_day),
            announced_days=sum(document.absent.values()),
            whole=_cover(result.weeks),
            months=self._months(),
            weeks=_weeks(result.weeks),
            districts=self._districts(),
            days=tuple(
                DayView(_day(d.day), d.needed_minutes, d.uncovered_minutes)
                for d in result.days
            ),
            closed_days=tuple(map(_day, document.closed)),
            school_weeks=tuple(map(_day, document.school_weeks)),
            clashes=tuple(map(self._clash, result.clashes)),
            shifts=tuple(map(self._shift, shifts.best)),
            shifts_asked=shifts.asked,
            shifts_planned=shifts.planned,
            most_of_other_shifts_minutes=shifts.most_of_others_minutes,
            tiers=tuple(map(_tier, result.tiers)),
            peak_name=None if peak is None else self._naming.name(peak[0]),
            peak_week=None if peak is None else _day(peak[1]),
            peak_minutes=0 if peak is None else peak[2],
            blocks=result.blocks,
            rules_change=tuple(map(_day, result.rules_change)),
            broken=result.broken,
            familiarity_kept=document.familiarity_kept,
            proofs_renewed=document.proofs_renewed,
        )

    def _months(self) -> tuple[MonthView, ...]:
        needed: dict[date, int] = defaultdict(int)
        left: dict[date, int] = defaultdict(int)
        away: dict[date, int] = defaultdict(int)
        for figure in self._result.days:
            month = _day(figure.day).replace(day=1)
            needed[month] += figure.needed_minutes
            left[month] += figure.uncovered_minutes
        for day, count in self._document.absent.items():
            away[_day(day).replace(day=1)] += count
        first, last = _day(self._result.first_day), _day(self._result.last_day)
        months = []
        month = first.replace(day=1)
        while month <= last:
            months.append(MonthView(month, away[month], needed[month], left[month]))
            month = _next_month(month)
        return tuple(months)

    def _districts(self) -> tuple[DistrictView, ...]:
        of_district: dict[str, list[WeekFigure]] = defaultdict(list)
        for week in self._result.weeks:
            of_district[week.district].append(week)
        told = [
            DistrictView(self._district(key), _cover(weeks), _weeks(weeks))
            for key, weeks in of_district.items()
        ]
        return tuple(sorted(told, key=lambda d: (-d.cover.uncovered_minutes, d.name)))

    def _clash(self, clash: Clash) -> ClashView:
        place = clash.place
        return ClashView(
            kind=clash.kind.value,
            first_day=_day(clash.first_day),
            last_day=_day(clash.last_day),
            days=clash.days,
            names=tuple(self._naming.name(p) for p in clash.away[:MOST_NAMES]),
            away=len(clash.away),
            members=clash.members,
            place=None if place is None else self._naming.name(place),
            uncovered_minutes=clash.uncovered_minutes,
        )

    def _shift(self, shift: Shift) -> ShiftView:
        return ShiftView(
            name=self._naming.name(shift.person),
            from_week=_day(shift.from_week),
            to_week=_day(shift.to_week),
            gain_minutes=shift.gain_minutes,
            least_gain_minutes=shift.least_gain_minutes,
            gain_child_days=shift.gain_child_days,
            from_school_holidays=shift.school_holidays[0],
            to_school_holidays=shift.school_holidays[1],
        )

    def _district(self, key: str) -> str:
        """Name of an area by its id in hexadecimals."""
        area = self._areas.rows.get(UUID(key)) if key else None
        return NO_DISTRICT if area is None else area.name


def _day(day: int) -> date:
    return date.fromordinal(day)


def _next_month(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _tier(tier: TierResult) -> TierView:
    return TierView(tier.id, tier.unit, tier.value, tier.bound, tier.proven)


def _cover(weeks: Iterable[WeekFigure]) -> CoverView:
    found = list(weeks)
    models: dict[str, int] = defaultdict(int)
    for week in found:
        for model, minutes in week.by_model.items():
            models[model] += minutes
    return CoverView(
        _sum(found, lambda w: w.needed_minutes),
        _sum(found, lambda w: w.uncovered_minutes),
        dict(sorted(models.items())),
    )


def _sum(weeks: Iterable[WeekFigure], value: Callable[[WeekFigure], int]) -> int:
    return sum(map(value, weeks))


def _weeks(figures: Iterable[WeekFigure]) -> tuple[WeekView, ...]:
    of_week: dict[int, list[WeekFigure]] = defaultdict(list)
    for figure in figures:
        of_week[figure.monday].append(figure)
    return tuple(WeekView(_day(m), _cover(of_week[m])) for m in sorted(of_week))
