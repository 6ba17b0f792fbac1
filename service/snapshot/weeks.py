"""Working weeks of employed persons as the solver's parts.

On days that are not planned it counts as the solver does on those that are: minutes in
charge (their union) and the ways between places; contact visits come on top. In a week
that is over, somebody with contract hours worked no less than those (preparation,
standby, talks), in the measure of the days she was not away. Weeks before the first
publication, and before somebody joined, are not on record.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from service.domain.working_days import is_public_holiday
from service.snapshot.clock_changes import clock_changes
from service.snapshot.people import PersonRow
from service.snapshot.state import State
from service.snapshot.worked import DAYS_PER_WEEK, Stay, monday_of
from service.travel import TravelTimes
from solver.slots import Clocks, Day, Slot, merged
from solver.substitution import problem as parts

_WORKDAYS_PER_WEEK = 6
_SUNDAY = 6
_DEFAULT = parts.WorkedWeek()


class Weeks:
    """Working weeks of one state; ways are asked once per pair of places."""

    def __init__(self, state: State, travel: TravelTimes) -> None:
        self._state = state
        self._travel = travel
        self._ways: dict[tuple[str, UUID, UUID], int] = {}
        worked, zone = state.worked, state.horizon.time_zone
        self._clocks = Clocks(clock_changes(worked.first_day, worked.last_day, zone))

    def of(self, person: PersonRow) -> dict[Day, parts.WorkedWeek]:
        """Weeks on record of an employed person, by their Mondays."""
        if not person.employed:
            return {}
        planned = monday_of(self._state.horizon.first_day)
        found: dict[Day, parts.WorkedWeek] = {}
        for monday in self._mondays():
            if monday < planned and not self._on_record(person, monday):
                continue
            week = self._week(person, monday, over=monday < planned)
            if monday < planned or week != _DEFAULT:
                found[Day(monday.toordinal())] = week
        return found

    def _mondays(self) -> Iterator[date]:
        monday = self._state.worked.first_day
        while monday <= self._state.worked.last_day:
            yield monday
            monday += timedelta(days=DAYS_PER_WEEK)

    def _on_record(self, person: PersonRow, monday: date) -> bool:
        began = self._state.worked.recorded_from
        return (
            began is not None
            and began <= monday
            and (person.active_from is None or person.active_from <= monday)
        )

    def _week(self, person: PersonRow, monday: date, *, over: bool) -> parts.WorkedWeek:
        days = [monday + timedelta(days=i) for i in range(DAYS_PER_WEEK)]
        worked = self._state.worked
        minutes = sum(
            self._minutes(person, day, worked.stays.get((person.id, day), ()))
            + worked.visits.get((person.id, day), 0)
            for day in days
        )
        workdays = sum(self._counts(person.id, day) for day in days)
        if over and person.contract_minutes is not None:
            contract = person.contract_minutes * workdays // _WORKDAYS_PER_WEEK
            minutes = max(minutes, contract)
        return parts.WorkedWeek(minutes, workdays)

    def _counts(self, person: UUID, day: date) -> bool:
        """Whether a day counts for the average: no Sunday, no holiday, not away."""
        spans = self._state.worked.away.get(person, ())
        return (
            day.weekday() != _SUNDAY
            and not is_public_holiday(self._state.horizon.land, day)
            and not any(span.on(day) for span in spans)
        )

    def _minutes(self, person: PersonRow, day: date, stays: Sequence[Stay]) -> int:
        """Real minutes in charge and on the way, as the solver counts them."""
        clock = self._clocks.of(Day(day.toordinal()))
        total = sum(map(clock.minutes, merged(slot for _, slot in stays)))
        before: tuple[UUID, int] | None = None
        for place, slot in sorted(set(stays), key=_by_time):
            if before is not None and before[0] != place:
                way = self._way(person, before[0], place)
                total += max(0, min(clock.between(before[1], slot.start), way))
            left = slot.end if before is None else max(before[1], slot.end)
            before = place, left
        return total

    def _way(self, person: PersonRow, start: UUID, end: UUID) -> int:
        """Minutes between two places by the person's means; 0 where unknown."""
        key = person.travel_mode.value, start, end
        known = self._ways.get(key)
        if known is None:
            places = self._state.places
            here, there = places[start].point, places[end].point
            known = 0
            if here is not None and there is not None:
                asked = [(here, there)]
                known = self._travel.minutes(person.travel_mode, asked)[0] or 0
            self._ways[key] = known
        return known


def _by_time(stay: Stay) -> tuple[Slot, UUID]:
    return stay[1], stay[0]


def weeks_by_person(
    state: State, travel: TravelTimes
) -> Mapping[UUID, Mapping[Day, parts.WorkedWeek]]:
    """Weeks on record of all employed persons."""
    weeks = Weeks(state, travel)
    return {key: weeks.of(row) for key, row in state.people.items() if row.employed}
