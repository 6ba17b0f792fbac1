"""The rules of a programme: complete, dated, resolved like those of substitution."""

from datetime import date

import pytest

from service.errors import InvalidInput
from service.profiles import Override
from service.profiles.loader import LAENDER, held_numbers, shipped
from service.profiles.matching_rules import MATCHING, load_matching_rules
from service.profiles.resolver import missing_numbers
from solver.matching.rules import load_rules
from solver.profile import Level

FIRST, LAST = date(2027, 1, 1), date(2027, 12, 31)


def own(rule: str, parameter: str, value: int) -> Override:
    return Override("", rule, parameter, value, "Beschluss", date(2026, 1, 1))


@pytest.mark.parametrize("land", LAENDER)
def test_every_land_has_rules_the_solver_takes(land):
    rules = load_matching_rules(land, FIRST, LAST)
    assert len(load_rules(rules.profile).wishes) == len(rules.profile.tiers)
    assert rules.profile.id == f"{land.lower()}-programm"


def test_every_number_of_every_rule_has_a_value_with_a_source():
    assert missing_numbers(shipped(MATCHING.base)[0], MATCHING) == ()
    for key, held in held_numbers("TH", FIRST, (), MATCHING).items():
        assert held.number.source is not None, key


def test_beginners_come_first_and_money_last():
    tiers = load_matching_rules("TH", FIRST, LAST).profile.tiers
    assert tiers[:2] == ("beginners-unserved", "unserved")
    assert tiers[-1] == "cost"


def test_a_programme_sets_its_own_number_and_the_profile_says_who_did():
    plain = load_matching_rules("TH", FIRST, LAST)
    changed = load_matching_rules(
        "TH", FIRST, LAST, [own("topics-covered", "least_percent", 70)]
    )
    number = changed.profile.settings["topics-covered"].parameters["least_percent"]
    assert (number.value, number.level) == (70, Level.MUNICIPALITY)
    assert changed.profile.revision != plain.profile.revision


def test_a_programme_sets_its_own_travel_costs():
    rules = load_matching_rules("TH", FIRST, LAST, [own("trips", "cents_per_km", 20)])
    assert rules.trips.cents_per_km == 20


@pytest.mark.parametrize(
    ("rule", "parameter", "value", "said"),
    [
        ("trips", "car_metres_per_minute", 0, "Geschwindigkeit"),
        ("trips", "detour_percent", 99, "detour_percent"),
        ("coach-limit", "max_kindergartens", -1, "nie negativ"),
        ("permit", "kinds", 1, "gibt es auf Bundesebene nicht"),
    ],
)
def test_a_number_that_cannot_be_is_refused(rule, parameter, value, said):
    with pytest.raises(InvalidInput, match=said):
        load_matching_rules("TH", FIRST, LAST, [own(rule, parameter, value)])


def test_before_the_first_edition_there_are_no_rules():
    with pytest.raises(InvalidInput, match="keine Regeln"):
        load_matching_rules("TH", date(2021, 12, 31), date(2021, 12, 31))
