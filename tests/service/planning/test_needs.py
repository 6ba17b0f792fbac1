"""Needs of one day: contract, child's absence, the guardian's word, the absence."""

from datetime import date
from itertools import pairwise
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.needs import AbsentTime, episode_starts, needed, shared
from service.domain.spans import OpenEndRule, Span
from service.domain.working_days import is_public_holiday, last_of_working_days
from solver.slots import Slot

BOOKED = (Slot(480, 900),)
ALL_DAY = Slot(0, 1440)


@pytest.mark.parametrize(
    ("child_absent", "away", "wanted", "expected"),
    [
        ((), [AbsentTime(ALL_DAY)], True, (Slot(480, 900),)),
        ((), [AbsentTime(ALL_DAY)], False, ()),
        ((), [AbsentTime(ALL_DAY, wanted=True)], False, (Slot(480, 900),)),
        ((), [AbsentTime(ALL_DAY, wanted=False)], True, ()),
        ((), [AbsentTime(Slot(600, 1440))], True, (Slot(600, 900),)),  # mid-day
        ((), [AbsentTime(Slot(0, 480))], True, ()),  # ends as the child comes
        ((), [AbsentTime(Slot(0, 481))], True, (Slot(480, 481),)),
        ((ALL_DAY,), [AbsentTime(ALL_DAY)], True, ()),
        (
            (Slot(600, 660),),
            [AbsentTime(ALL_DAY)],
            True,
            (Slot(480, 600), Slot(660, 900)),
        ),
        # two absences of one person overlap: the minute is needed once
        (
            (),
            [AbsentTime(Slot(0, 600)), AbsentTime(Slot(540, 700))],
            True,
            (Slot(480, 700),),
        ),
        # the guardian's refusal of one of them counts
        (
            (),
            [AbsentTime(Slot(0, 600), wanted=False), AbsentTime(Slot(540, 700))],
            True,
            (Slot(600, 700),),
        ),
    ],
)
def test_needed(child_absent, away, wanted, expected):
    assert needed(BOOKED, child_absent, away, wanted=wanted) == expected


slots = st.tuples(st.integers(0, 47), st.integers(1, 12)).map(
    lambda pair: Slot(pair[0], pair[0] + pair[1])
)
times = st.builds(AbsentTime, slots, st.sampled_from([None, True, False]))


@given(
    booked=st.lists(slots, max_size=3),
    child_absent=st.lists(slots, max_size=3),
    away=st.lists(times, max_size=4),
    wanted=st.booleans(),
)
def test_needed_is_what_a_minute_by_minute_derivation_finds(
    booked, child_absent, away, wanted
):
    def is_needed(minute):
        def within(slot):
            return slot.start <= minute < slot.end

        words = [time.wanted for time in away if within(time.slot)]
        return (
            any(map(within, booked))
            and not any(map(within, child_absent))
            and bool(words)
            and False not in words
            and (True in words or wanted)
        )

    found = needed(booked, child_absent, away, wanted=wanted)
    minutes = {m for slot in found for m in range(slot.start, slot.end)}
    assert minutes == {m for m in range(60) if is_needed(m)}
    assert all(one.end < other.start for one, other in pairwise(found))


def test_shared_minutes_of_touching_intervals_are_none():
    assert shared([Slot(0, 60)], [Slot(60, 120)]) == ()


MON, TUE, WED, FRI = (date(2026, 11, d) for d in (2, 3, 4, 6))
NEXT_MON, NEXT_TUE = date(2026, 11, 9), date(2026, 11, 10)


def test_an_episode_runs_across_a_weekend_and_breaks_with_a_day_of_presence():
    days = [(MON, True), (WED, False), (FRI, True), (NEXT_MON, True)]
    assert episode_starts(days) == {MON: MON, FRI: FRI, NEXT_MON: FRI}


def test_a_span_counts_its_minutes_on_its_first_and_last_day_only():
    span = Span(uuid4(), MON, WED, start_minute=600, end_minute=720)
    assert span.on(MON) == Slot(600, 1440)
    assert span.on(TUE) == ALL_DAY
    assert span.on(WED) == Slot(0, 720)
    assert span.on(FRI) is None


def test_a_span_that_ends_at_midnight_takes_nothing_of_its_last_day():
    assert Span(uuid4(), MON, TUE, end_minute=0).on(TUE) is None


def rule(today=MON, land="NW", working_days=5):
    return OpenEndRule(today, land, working_days)


@pytest.mark.parametrize(
    ("today", "first", "last", "returns", "expected"),
    [
        (MON, MON, TUE, None, TUE),
        (MON, MON, None, WED, TUE),  # back on Wednesday
        (MON, MON, None, TUE, MON),
        (MON, MON, None, None, FRI),  # five working days, the first one included
        (TUE, MON, None, None, NEXT_MON),  # still away: counted from today
        (MON, FRI, None, None, date(2026, 11, 12)),  # begins on Friday
        (TUE, MON, None, TUE, NEXT_MON),  # she was expected today and is not back
    ],
)
def test_open_end(today, first, last, returns, expected):
    assert rule(today).last_day(first, last, returns) == expected


def test_working_days_leave_out_the_holidays_of_the_land():
    assert is_public_holiday("NW", date(2026, 11, 1))
    assert not is_public_holiday("TH", date(2026, 6, 4))  # Corpus Christi
    assert is_public_holiday("NW", date(2026, 6, 4))
    assert last_of_working_days("NW", date(2026, 6, 3), 2) == date(2026, 6, 5)
    assert last_of_working_days("TH", date(2026, 6, 3), 2) == date(2026, 6, 4)
