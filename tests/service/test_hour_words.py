"""Hours as people add them up."""

import pytest

from service.hour_words import agreed_hours, hour_words
from service.i18n import use_locale


@pytest.fixture(autouse=True)
def _german():
    yield
    use_locale("de")


@pytest.mark.parametrize(
    ("minutes", "german", "english"),
    [
        (0, "0:00", "0:00"),
        (5, "0:05", "0:05"),
        (-20, "-0:20", "-0:20"),
        (-90, "-1:30", "-1:30"),
        (60 * 1234 + 30, "1.234:30", "1,234:30"),
    ],
)
def test_minutes_stand_beside_the_hours(minutes, german, english):
    assert hour_words(minutes) == german
    use_locale("en")
    assert hour_words(minutes) == english


@pytest.mark.parametrize(
    ("minutes", "german", "english"),
    [(120, "2", "2"), (150, "2,5", "2.5"), (135, "2:15", "2:15")],
)
def test_half_hours_are_agreed_and_nothing_else_is_rounded_to_them(
    minutes, german, english
):
    assert agreed_hours(minutes) == german
    use_locale("en")
    assert agreed_hours(minutes) == english


def test_three_times_a_quarter_is_not_told_as_three_times_a_fifth():
    """``0,2`` three times beside ``0,8`` was what a tenth of an hour made of it."""
    assert [hour_words(each) for each in (15, 15, 15, 45)] == [
        "0:15",
        "0:15",
        "0:15",
        "0:45",
    ]
