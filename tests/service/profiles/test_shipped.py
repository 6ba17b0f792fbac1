"""The profiles that are shipped: complete, sourced where they claim to be, usable."""

from datetime import date

import pytest

from service.errors import InvalidInput
from service.profiles import load_rules
from service.profiles.loader import FEDERAL, LAENDER, held_numbers, shipped
from service.profiles.registry import is_law
from service.profiles.resolver import missing_numbers
from solver.profile import Level
from solver.substitution.rules import load_rules as build_rules

DAY = date(2026, 11, 2)


@pytest.mark.parametrize("land", LAENDER)
def test_every_land_has_rules_the_solver_takes(land):
    rules = load_rules(land, DAY, DAY)
    built = build_rules(rules.profile)
    assert rules.profile.land == land
    assert len(built.wishes) == len(rules.profile.tiers)


def test_every_number_of_every_rule_has_a_federal_value():
    assert missing_numbers(shipped(FEDERAL)[0]) == ()


@pytest.mark.parametrize("land", LAENDER)
def test_every_number_of_a_law_names_a_source(land):
    for (rule, parameter), held in held_numbers(land, DAY).items():
        if is_law(rule):
            assert held.number.source is not None, (rule, parameter)


def test_nw_says_its_own_numbers():
    held = held_numbers("NW", DAY)
    expected = {
        ("present-at-once-person", "max_children"): 5,
        ("contracts", "max_contracts"): 8,
        ("contracts", "wider_contracts"): 10,
        ("present-in-shared-setting", "places_by_persons"): {"1": 5, "2": 9, "3": 9},
        ("qualification", "min_units"): 160,
    }
    for key, value in expected.items():
        assert held[key].number.value == value
        assert (held[key].level, held[key].known) == (Level.LAND, True)


def test_what_th_does_not_say_is_marked_unknown_and_the_federal_number_stands_in():
    held = held_numbers("TH", DAY)
    unknown = held["qualification", "min_units"]
    assert (unknown.number.value, unknown.level, unknown.known) == (
        160,
        Level.FEDERAL,
        False,
    )
    profile = load_rules("TH", DAY, DAY).profile
    assert profile.settings["qualification"].parameters["min_units"].known is False
    assert held["present-in-shared-setting", "places_by_persons"].known is True


def test_an_unknown_land_is_refused_with_the_list():
    with pytest.raises(InvalidInput, match="NW, RP"):
        load_rules("XX", DAY, DAY)
