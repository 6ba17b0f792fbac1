"""Sick calls after which children needed a substitute, each in one month only."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from service.domain.spans import Span
from service.reports.affected import AffectedDay
from service.reports.coverage import Keys
from service.reports.response import SickCall
from solver.slots import Slot


@dataclass(frozen=True, slots=True)
class Calendar:
    """Where in time and space calls are sorted in."""

    first_day: date
    zone: ZoneInfo
    area_of: Callable[[AffectedDay], UUID | None]
    keys: Keys


def sick_calls(
    affected: Iterable[AffectedDay],
    spans: Mapping[UUID, Sequence[Span]],
    reported_at: Mapping[UUID, datetime],
    calendar: Calendar,
) -> Sequence[SickCall]:
    """The calls whose first wanted care lies in the month.

    Parameters
    ----------
    affected
        Days of the month, and those before it of whoever was away already: a call
        whose children needed care before the month belongs to an earlier one.
    spans
        Absences by person.
    reported_at
        When an absence was reported, by its id, for those that are sick calls.
    calendar
        First day of the month, time zone, the area of a day's place, and its rows.
    """
    of_person: dict[UUID, list[AffectedDay]] = defaultdict(list)
    for each in affected:
        if each.wanted:
            of_person[each.absent_id].append(each)
    found = [
        _call(span, reported_at[span.id], of_person[person], calendar)
        for person in sorted(of_person)
        for span in spans.get(person, ())
        if span.id in reported_at
    ]
    return [call for call in found if call is not None]


def _call(
    span: Span, reported_at: datetime, needs: Iterable[AffectedDay], calendar: Calendar
) -> SickCall | None:
    hit = [
        (need.day, slot.start, need)
        for need in needs
        if (away := span.on(need.day)) is not None
        for slot in _shared(need.wanted, away)
    ]
    if not hit:
        return None
    day, minute, first = min(hit, key=lambda each: each[:2])
    if day < calendar.first_day:
        return None
    begins = datetime.combine(day, time(), calendar.zone) + timedelta(minutes=minute)
    return SickCall(
        absent_id=first.absent_id,
        reported_at=reported_at,
        needed_at=begins,
        days=frozenset(day for day, _, _ in hit),
        place_area_id=calendar.area_of(first),
        area=calendar.keys.area(first),
        model=calendar.keys.model(first),
    )


def _shared(slots: Iterable[Slot], away: Slot) -> Iterable[Slot]:
    return [part for slot in slots if (part := slot.intersection(away))]
