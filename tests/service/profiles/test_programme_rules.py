"""The rules of a programme: complete, dated, resolved like those of substitution."""

from dataclasses import replace
from datetime import date

import pytest

from service.errors import InvalidInput
from service.planning.blobs import pack_profile
from service.planning.rule_changes import rule_changes
from service.profiles import Override, loader
from service.profiles.directions import stricter
from service.profiles.loader import LAENDER, held_numbers, shipped
from service.profiles.matching_rules import (
    MATCHING,
    load_matching_rules,
    trips_over_time,
)
from service.profiles.numbers import Strictness
from service.profiles.resolver import missing_numbers
from solver.matching.rules import load_rules
from solver.profile import Level, Value

FIRST, LAST = date(2027, 1, 1), date(2027, 12, 31)


def own(rule: str, parameter: str, value: Value) -> Override:
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
    trips = trips_over_time("TH", FIRST, LAST, [own("trips", "cents_per_km", 20)])
    assert [each.cents_per_km for _, each in trips.since] == [20]


def test_new_travel_costs_hold_from_their_day_on():
    later = replace(own("trips", "cents_per_km", 20), valid_from=date(2027, 7, 2))
    trips = trips_over_time("TH", FIRST, LAST, [later])
    assert [(day, each.cents_per_km) for day, each in trips.since] == [
        (FIRST, 35),
        (date(2027, 7, 2), 20),
    ]
    assert trips.on(date(2027, 7, 1)).cents_per_km == 35
    assert len(trips.within(date(2027, 7, 1), date(2027, 7, 31))) == 2
    assert len(trips.within(date(2027, 7, 2), date(2027, 7, 31))) == 1
    assert len(trips.within(date(2027, 6, 1), date(2027, 7, 1))) == 1


@pytest.mark.parametrize(
    ("value", "other", "strictness", "stricter_one"),
    [
        (3, 5, Strictness.LOWER, 3),
        (5, 3, Strictness.LOWER, 3),
        (3, 5, Strictness.HIGHER, 5),
        (5, 3, Strictness.HIGHER, 5),
        (("a", "b"), ("c", "a"), Strictness.MORE, ("a", "b", "c")),
        (("a", "b"), ("c", "a"), Strictness.FEWER, ("a",)),
        (3, 5, Strictness.NONE, 3),
    ],
)
def test_of_two_numbers_the_one_that_permits_no_more_than_either(
    value, other, strictness, stricter_one
):
    assert stricter(value, other, strictness) == stricter_one


def test_stages_of_both_halves_of_a_year_need_experience():
    later = replace(
        own("experienced-at-start", "stages", ("building",)),
        valid_from=date(2027, 7, 1),
    )
    found = load_matching_rules("TH", FIRST, LAST, [later]).profile
    stages = found.settings["experienced-at-start"].parameters["stages"].value
    assert stages == ("start", "building")
    assert [(one.since, one.after) for one in found.changes] == [
        (date(2027, 7, 1), ("building",))
    ]


def test_an_edition_that_switches_a_rule_on_or_reorders_the_wishes(monkeypatch):
    real = shipped(MATCHING.base)
    first = replace(real[0], valid_to=date(2027, 6, 30), inactive=("topics-covered",))
    turned = (*real[0].tiers[:-2], "cost", "even-load")
    second = replace(real[0], valid_from=date(2027, 7, 1), tiers=turned)
    monkeypatch.setattr(
        loader,
        "shipped",
        lambda file: (first, second) if file == MATCHING.base else shipped(file),
    )
    found = load_matching_rules("TH", FIRST, LAST).profile
    assert found.settings["topics-covered"].active
    assert found.tiers[-2:] == ("even-load", "cost")
    told = rule_changes(pack_profile(found))
    begun, turned_over = [one.text for one in told]
    assert begun == (
        "Ab dem 01.07.2027 gilt eine weitere Regel: Mindestabdeckung der Themen. In"
        " diesem Plan zählt durchweg das Strengere."
    )
    assert turned_over == (
        "Ab dem 01.07.2027 haben die Wünsche eine andere Reihenfolge. In diesem Plan"
        " zählt durchweg, was am ersten Tag gilt."
    )
    assert rule_changes(None) == []


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
