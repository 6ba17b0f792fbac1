"""Illness is drawn from who somebody is and the date."""

from datetime import date

import pytest

from solver.slots import Day, weekday
from solver.stress.problem import SickRates, StressSettings
from solver.stress.sick_days import SickDays
from solver.substitution.problem import PersonId

PEOPLE = [PersonId(f"p{number:03}") for number in range(200)]
MONDAY = Day(date(2026, 2, 2).toordinal())
WEEK = [Day(MONDAY + i) for i in range(5)]
CALM, PEAK = 6, 2


def days_ill(rates, month, *, wave, draws=30):
    """Person-days of illness per thousand."""
    ill = sum(
        len(SickDays(1, draw, rates, month, wave=wave).ill(PEOPLE, day))
        for draw in range(draws)
        for day in WEEK
    )
    return 1000 * ill / (draws * len(WEEK) * len(PEOPLE))


def test_a_new_person_shifts_nobodys_luck():
    sick = SickDays(7, 3, SickRates(), PEAK)
    few = PEOPLE[::2]
    for day in WEEK:
        assert sick.ill(few, day) == sick.ill(PEOPLE, day) & set(few)


def test_the_same_draw_is_the_same_and_another_is_another():
    one = SickDays(7, 3, SickRates(), PEAK)
    assert one.ill(PEOPLE, MONDAY) == SickDays(7, 3, SickRates(), PEAK).ill(
        PEOPLE, MONDAY
    )
    for other in (
        SickDays(8, 3, SickRates(), PEAK),
        SickDays(7, 4, SickRates(), PEAK),
    ):
        assert one.ill(PEOPLE, MONDAY) != other.ill(PEOPLE, MONDAY)


def test_a_year_has_as_many_sick_days_as_the_rates_say():
    rates = SickRates()
    peak, calm = days_ill(rates, PEAK, wave=False), days_ill(rates, CALM, wave=False)
    mean = (5 * peak + 7 * calm) / 12
    expected = 1000 * rates.days_per_year / rates.working_days_per_year
    assert mean == pytest.approx(expected, rel=0.08)
    assert peak / calm == pytest.approx(2.0, rel=0.1)


def test_a_wave_multiplies_the_days_ill():
    rates = SickRates(wave_factor_percent=300)
    calm = days_ill(rates, CALM, wave=False)
    assert days_ill(rates, CALM, wave=True) / calm == pytest.approx(3.0, rel=0.1)


@pytest.mark.parametrize(
    ("month", "peak"), [(10, False), (11, True), (1, True), (4, 0)]
)
def test_the_peak_goes_over_the_turn_of_the_year(month, peak):
    rates = SickRates(peak_factor_percent=300)
    share = days_ill(rates, month, wave=False, draws=10)
    calm = days_ill(rates, CALM, wave=False, draws=10)
    assert (share > 2 * calm) == bool(peak)


def test_episodes_last_from_one_day_to_the_longest_over_weekends():
    rates = SickRates(longest_episode_days=3)
    sick = SickDays(1, 1, rates, PEAK)
    days = [Day(MONDAY + i) for i in range(140) if weekday(Day(MONDAY + i)) < 5]
    lengths = set()
    for person in PEOPLE[:60]:
        ill = "".join("x" if sick.ill([person], day) else " " for day in days)
        lengths.update(len(run) for run in ill.split())
    assert {1, 2, 3} <= lengths


def test_nobody_is_ever_ill_at_a_rate_of_nothing():
    sick = SickDays(1, 1, SickRates(days_per_year=0), PEAK)
    assert all(not sick.ill(PEOPLE, day) for day in WEEK)


def test_everybody_is_always_ill_at_a_rate_beyond_all():
    rates = SickRates(
        days_per_year=250, peak_factor_percent=100, wave_factor_percent=400
    )
    assert SickDays(1, 1, rates, PEAK).ill(PEOPLE, MONDAY) == set(PEOPLE)


@pytest.mark.parametrize(
    "wrong",
    [
        {"days_per_year": 251},
        {"days_per_year": -1},
        {"peak_first_month": 0},
        {"peak_last_month": 13},
        {"wave_factor_percent": -1},
        {"longest_episode_days": 0},
        {"longest_episode_days": 15},
        {"mean_episode_tenths": 9},
        {"working_days_per_year": 0, "days_per_year": 0},
    ],
)
def test_rates_that_no_year_has_are_refused(wrong):
    with pytest.raises(ValueError, match=r"[a-zA-Z]"):
        SickRates(**wrong)


@pytest.mark.parametrize("wrong", [{"draws": -1}, {"month": 0}, {"month": 13}])
def test_settings_that_mean_nothing_are_refused(wrong):
    with pytest.raises(ValueError, match=r"draws|month"):
        StressSettings(**wrong)
