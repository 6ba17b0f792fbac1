"""Intervals in their eight positions, and real minutes over clock changes."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver.errors import ProblemError
from solver.slots import (
    ClockChange,
    Day,
    DayClock,
    Slot,
    covers,
    merged,
    real_minutes,
    subtracted,
    week,
    weekday,
)

BASE = Slot(100, 200)
#: name, other, overlaps, intersection, what of BASE remains without it
POSITIONS = [
    ("before", Slot(10, 90), False, None, (BASE,)),
    ("touching_before", Slot(10, 100), False, None, (BASE,)),
    ("over_start", Slot(50, 150), True, Slot(100, 150), (Slot(150, 200),)),
    ("inside", Slot(120, 180), True, Slot(120, 180), (Slot(100, 120), Slot(180, 200))),
    ("same", Slot(100, 200), True, Slot(100, 200), ()),
    ("around", Slot(50, 250), True, Slot(100, 200), ()),
    ("over_end", Slot(150, 250), True, Slot(150, 200), (Slot(100, 150),)),
    ("touching_after", Slot(200, 300), False, None, (BASE,)),
    ("after", Slot(210, 300), False, None, (BASE,)),
]
SLOTS = st.tuples(st.integers(0, 1439), st.integers(1, 400)).map(
    lambda t: Slot(t[0], min(t[0] + t[1], 1440))
)


@pytest.mark.parametrize(
    ("other", "overlaps", "shared", "rest"),
    [p[1:] for p in POSITIONS],
    ids=[p[0] for p in POSITIONS],
)
def test_two_intervals_in_every_position(other, overlaps, shared, rest):
    assert BASE.overlaps(other) is other.overlaps(BASE) is overlaps
    assert BASE.intersection(other) == other.intersection(BASE) == shared
    assert subtracted([BASE], [other]) == rest
    assert BASE.contains(other) is (shared == other)


@pytest.mark.parametrize(("start", "end"), [(5, 5), (6, 5), (-1, 5), (0, 1441)])
def test_an_empty_interval_or_one_that_leaves_its_day_is_refused(start, end):
    with pytest.raises(ProblemError, match="Zeitraum"):
        Slot(start, end)


def minutes(slots) -> set[int]:
    return {m for slot in slots for m in range(slot.start, slot.end)}


@given(st.lists(SLOTS, max_size=6), st.lists(SLOTS, max_size=6), SLOTS)
def test_union_and_difference_are_those_of_sets_of_minutes(some, others, one):
    union = merged(some)
    assert minutes(union) == minutes(some)
    assert all(a.end < b.start for a, b in pairwise(union))
    assert minutes(subtracted(some, others)) == minutes(some) - minutes(others)
    assert covers(some, one) == (minutes([one]) <= minutes(some))


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)))
def test_weeks_and_weekdays_are_those_of_the_calendar(day):
    number = Day(day.toordinal())
    assert weekday(number) == day.weekday()
    monday = number - day.weekday()
    assert {week(Day(monday + i)) for i in range(7)} == {week(number)}
    assert week(Day(monday + 7)) == week(number) + 1


def berlin_changes(year: int) -> list[ClockChange]:
    """Last Sundays of March (until 03:00 an hour is skipped) and October (twice)."""
    changes = []
    for month, minute, shift in ((3, 180, -60), (10, 180, 60)):
        last = date(year, month, 31)
        sunday = last - timedelta(days=(last.weekday() + 1) % 7)
        changes.append(ClockChange(Day(sunday.toordinal()), minute, shift))
    return changes


@given(
    st.dates(date(2026, 1, 1), date(2026, 12, 30))
    | st.sampled_from((date(2026, 3, 29), date(2026, 10, 25))),
    st.integers(0, 119) | st.integers(180, 1439),
    st.integers(0, 3),
    st.integers(0, 119) | st.integers(180, 1439),
)
def test_real_minutes_are_what_a_stop_watch_shows_in_berlin(day, start, days, end):
    zone = ZoneInfo("Europe/Berlin")
    later = day + timedelta(days=days)

    def moment(when: date, minute: int) -> datetime:
        local = datetime(when.year, when.month, when.day, minute // 60, minute % 60)  # noqa: DTZ001 (the zone comes next)
        return local.replace(tzinfo=zone).astimezone(ZoneInfo("UTC"))

    changes = berlin_changes(2026)
    ours = real_minutes(Day(later.toordinal()), end, changes) - real_minutes(
        Day(day.toordinal()), start, changes
    )
    real = moment(later, end) - moment(day, start)
    assert ours == real.total_seconds() / 60


@pytest.mark.parametrize("shift", [-60, 60])
@pytest.mark.parametrize("start", [0, 60, 119, 120, 121, 150, 179, 180, 181, 600, 1440])
def test_a_day_with_a_change_is_measured_both_ways(shift, start):
    clock = DayClock(((180, shift),))
    length = [clock.between(start, end) for end in range(start, 1441)]
    back = [clock.between(begin, start) for begin in range(start + 1)]
    assert length == sorted(length)
    for minutes in (0, 1, 29, 30, 59, 60, 61, 90, 120, 121, 480, 1440):
        reached = [start + n for n, known in enumerate(length) if known >= minutes]
        assert clock.after(start, minutes) == min((*reached, 1440))
        within = [start + n for n, known in enumerate(length) if known <= minutes]
        assert clock.longest_from(start, minutes) == max(within)
        far = [begin for begin, known in enumerate(back) if known >= minutes]
        assert clock.before(start, minutes) == max((0, *far))
        near = [begin for begin, known in enumerate(back) if known <= minutes]
        assert clock.longest_until(start, minutes) == min(near)


def test_skipped_minutes_take_no_time_and_doubled_ones_take_it_twice():
    spring, autumn = DayClock(((180, -60),)), DayClock(((180, 60),))
    for slot, short, long in (
        (Slot(120, 180), 0, 120),
        (Slot(130, 150), 0, 20),
        (Slot(0, 1440), 1380, 1500),
        (Slot(60, 120), 60, 60),
        (Slot(180, 240), 60, 60),
    ):
        assert (spring.minutes(slot), autumn.minutes(slot)) == (short, long)
        assert DayClock().minutes(slot) == slot.minutes
