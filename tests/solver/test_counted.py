"""One change, two changes: nouns behind a number in both languages."""

import pytest

from service.i18n import translate, use_locale
from solver.counted import ONE_OF, counted
from solver.sentences import filled
from solver.words import WORDS, tier_number, unit_words, written


@pytest.fixture
def _english():
    use_locale("en")
    yield
    use_locale("de")


def test_every_unit_of_a_tier_has_a_word_for_one():
    units = set(WORDS["unit"].values())
    assert units - set(ONE_OF) == set()


@pytest.mark.parametrize(
    ("value", "unit", "german"),
    [
        (0, "changes", "0 Änderungen"),
        (1, "changes", "1 Änderung"),
        (2, "changes", "2 Änderungen"),
        (1, "half-hours", "1 halbe Stunde"),
        (21, "places", "21 Plätze"),
    ],
)
def test_a_tier_says_one_or_many(value, unit, german):
    assert f"{value} {unit_words(unit, value)}" == german


@pytest.mark.usefixtures("_english")
def test_a_tier_says_one_or_many_in_english():
    said = [unit_words("changes", value, translate) for value in (0, 1, 2)]
    assert said == ["changes", "change", "changes"]
    assert counted(1, "Tagen", translate) == "1 day"


TIER = "Bei „{tier}“ wären es {forced_value} statt {planned_value} {unit}."
DAYS = "{coach} hätte am {day} {count} Termine (mindestens {least} Tage Abstand)."


def test_sentences_say_one_or_many():
    facts = {"tier": "score", "forced_value": 2, "planned_value": 1, "unit": "changes"}
    assert filled(TIER, facts, {}).endswith("es 2 statt 1 Änderung.")
    more = {**facts, "planned_value": 3, "forced_value": 1}
    assert filled(TIER, more, {}).endswith("es 1 statt 3 Änderungen.")
    facts = {"coach": "Ada", "day": "2026-11-02", "count": 1, "least": 1}
    assert filled(DAYS, facts, {}) == (
        "Ada hätte am 02.11.2026 1 Termin (mindestens 1 Tag Abstand)."
    )
    assert "1 Termin (mindestens 11 Tage" in filled(DAYS, {**facts, "least": 11}, {})
    assert written("weeks_before", 1, {}) == "1 Woche nach dem vorigen Termin"
    assert written("extra_way", 1, {}) == "1 Minute"


@pytest.mark.usefixtures("_english")
def test_sentences_say_one_or_many_in_english():
    template = (
        "{coach} wäre bei {kindergarten} am {day} und schon am {other_day} wieder"
        " (mindestens {least} Tage Abstand)."
    )
    facts = {"coach": "Ada", "kindergarten": "K", "least": 1}
    facts |= {"day": "2026-11-02", "other_day": "2026-11-02"}
    assert "at least 1 day" in filled(template, facts, {}, translate)
    assert "at least 2 days" in filled(template, {**facts, "least": 2}, {}, translate)
    assert written("weeks_before", 1, {}, translate).startswith("1 week after")


MONEY = {
    "tier": "cost",
    "unit": "cents",
    "planned_value": 22_729_920,
    "forced_value": 22_753_500,
}


MINUTES = "{county} zahlt {planned_cents} für {minutes} Minuten, {coach} {count} Tage."
MANY = {"county": "K", "planned_cents": 1_234_567, "minutes": 12_345, "coach": "Ada"}


def test_numbers_in_sentences_had_no_sign_between_thousands_bug():
    told = filled(MINUTES, {**MANY, "count": 1_000}, {})
    assert told == "K zahlt 12.345,67 € für 12.345 Minuten, Ada 1.000 Tage."
    assert written("agreed", 2_001, {}) == "1.000,5 Stunden"
    assert written("others", 1_000, {}).startswith("1.000 andere")
    assert tier_number(-1_234_567, "points") == "-1.234.567"
    assert counted(999, "Tage") == "999 Tage"
    assert counted(1_440, "Tage") == "1.440 Tage"


@pytest.mark.usefixtures("_english")
def test_numbers_in_english_sentences_are_parted_too():
    assert written("planned_cents", 1_234_567, {}, translate) == "€12,345.67"
    assert written("minutes", 12_345, {}, translate) == "12,345"
    assert counted(1_440, "Tage", translate) == "1,440 days"


def test_a_year_stands_in_a_month_unparted():
    assert written("month", 2026 * 12 + 10, {}) == "11/2026"


def test_a_tier_of_money_is_counted_in_cents_and_told_in_euros():
    told = "Bei „Kosten“ wären es 227.535,00 statt 227.299,20 Euro."
    assert filled(TIER, MONEY, {}) == told
    assert tier_number(5, "cents") == "0,05"
    assert tier_number(-150, "cents") == "-1,50"
    assert tier_number(150, "points") == "150"


@pytest.mark.usefixtures("_english")
def test_in_english_too():
    told = "At “cost” it would be 227,535.00 instead of 227,299.20 euros."
    assert filled(TIER, MONEY, {}, translate) == told
