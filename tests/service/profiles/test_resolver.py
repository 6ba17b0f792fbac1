"""Who may change a number: federal, Land, municipality, by the direction stated."""

from datetime import date

import pytest

from service.errors import InvalidInput
from service.profiles import Override, load_rules
from service.profiles.directions import is_wider
from service.profiles.faults import ProfileFaults
from service.profiles.loader import FEDERAL, held_numbers, shipped
from service.profiles.numbers import Edition, Number, Strictness
from service.profiles.resolver import check_inactive, resolve
from solver.profile import Level

DAY = date(2026, 11, 2)
SINCE = date(2022, 8, 1)


def override(value, rule="present-at-once-person", parameter="max_children", **more):
    return Override(
        municipality=more.pop("municipality", "Herne"),
        rule=rule,
        parameter=parameter,
        value=value,
        source="Satzung der Stadt § 4",
        valid_from=more.pop("valid_from", SINCE),
        **more,
    )


def held(*overrides, land="NW"):
    return held_numbers(land, DAY, overrides)


def test_a_municipality_may_tighten_and_is_named_as_the_level_that_decided():
    number = held(override(4))["present-at-once-person", "max_children"]
    assert (number.number.value, number.level) == (4, Level.MUNICIPALITY)


def test_the_same_number_may_be_repeated():
    number = held(override(5))["present-at-once-person", "max_children"]
    assert number.level is Level.MUNICIPALITY


def test_a_municipality_does_not_soften_law():
    with pytest.raises(InvalidInput, match="darf nur verschärft werden") as refused:
        held(override(6))
    assert refused.value.faults[0].code == "softens-law"
    assert "Herne/present-at-once-person/max_children" in str(refused.value)


@pytest.mark.parametrize(("value", "allowed"), [(9, True), (10, True), (11, False)])
def test_what_may_widen_widens_up_to_its_bound(value, allowed):
    asked = override(value, "contracts", "max_contracts")
    if allowed:
        number = held(asked)["contracts", "max_contracts"]
        assert number.number.value == value
    else:
        with pytest.raises(InvalidInput, match="gleichbleibende Gruppe"):
            held(asked)


def test_practice_is_free_in_both_directions():
    for value in (60, 240):
        asked = override(value, "piece-length", "min_piece_minutes")
        number = held(asked)["piece-length", "min_piece_minutes"]
        assert number.number.value == value


@pytest.mark.parametrize(
    ("rule", "parameter", "value", "code"),
    [
        ("no-such-rule", "x", 1, "unknown"),
        ("piece-length", "no_such_number", 1, "unknown"),
        ("piece-length", "min_piece_minutes", 0, "value"),
        ("present-at-once-person", "max_children", "viele", "type"),
        ("qualification", "exempt_kinds", ["floater"], "type"),
    ],
)
def test_an_impossible_override_is_refused(rule, parameter, value, code):
    with pytest.raises(InvalidInput) as refused:
        held(override(value, rule, parameter))
    assert code in {fault.code for fault in refused.value.faults}


def test_all_faults_are_told_at_once():
    with pytest.raises(InvalidInput) as refused:
        held(override(6), override(0, "piece-length", "min_piece_minutes"))
    assert len(refused.value.faults) == 2


def test_a_number_out_of_its_dates_does_not_count():
    later = override(4, valid_from=date(2027, 1, 1))
    past = override(3, valid_until=date(2026, 11, 1))
    number = held(later, past)["present-at-once-person", "max_children"]
    assert (number.number.value, number.level) == (5, Level.LAND)


def test_of_two_municipalities_in_one_plan_the_stricter_number_counts():
    for first, second in ((4, 3), (3, 4)):
        both = held(override(first), override(second, municipality="Wanne"))
        assert both["present-at-once-person", "max_children"].number.value == 3


def test_two_municipalities_that_differ_without_an_order_are_refused():
    asked = [
        override(value, "familiarity-level", "level", municipality=name)
        for value, name in (("met", "Herne"), ("settled", "Wanne"))
    ]
    with pytest.raises(InvalidInput, match="bitte je Gemeinde planen"):
        held(*asked)


def test_law_cannot_be_switched_off():
    faults = ProfileFaults()
    check_inactive(edition(inactive=("daily-rest", "piece-length", "nothing")), faults)
    assert [f.code for f in faults.found] == ["softens-law", "unknown"]


def test_a_land_may_set_what_is_its_own_and_not_what_is_federal():
    federal = shipped(FEDERAL)[0]
    faults = ProfileFaults()
    land = edition(
        numbers=(
            Number("contracts", "max_contracts", 12),
            Number("contracts", "wider_contracts", 12),
            Number("daily-rest", "rest_minutes", 600),
        )
    )
    found = resolve(federal, land, (), faults)
    assert found["contracts", "max_contracts"].number.value == 12
    assert [f.code for f in faults.found] == ["softens-law"]


@pytest.mark.parametrize(
    ("value", "than", "strictness", "wider"),
    [
        (6, 5, Strictness.LOWER, True),
        (5, 5, Strictness.LOWER, False),
        (4, 5, Strictness.HIGHER, True),
        (5, 5, Strictness.HIGHER, False),
        (("a",), ("a", "b"), Strictness.MORE, True),
        (("a", "b"), ("a",), Strictness.MORE, False),
        (("a", "b"), ("a",), Strictness.FEWER, True),
        ((), ("a",), Strictness.FEWER, False),
        ("met", "met", Strictness.NONE, False),
        ("met", "settled", Strictness.NONE, True),
        ({"1": 5, "2": 9}, {"1": 5, "2": 9, "3": 9}, Strictness.LOWER, False),
        ({"1": 5, "2": 10}, {"1": 5, "2": 9}, Strictness.LOWER, True),
        ({"1": 5, "2": 9, "3": 10}, {"1": 5, "2": 9}, Strictness.LOWER, True),
    ],
)
def test_what_is_wider(value, than, strictness, wider):
    assert is_wider(value, than, strictness) is wider


def test_the_revision_changes_with_a_number_and_only_then():
    plain = load_rules("NW", DAY, DAY)
    again = load_rules("NW", DAY, DAY)
    tighter = load_rules("NW", DAY, DAY, [override(4)])
    assert plain.profile.revision == again.profile.revision
    assert plain.profile.revision != tighter.profile.revision


def test_rules_that_change_within_the_days_are_told_with_the_day():
    asked = [override(4, valid_from=date(2026, 11, 4))]
    with pytest.raises(InvalidInput, match=r"04\.11\.2026"):
        load_rules("NW", DAY, date(2026, 11, 6), asked)
    assert load_rules("NW", DAY, date(2026, 11, 3), asked)


def test_a_change_of_dates_without_a_change_of_numbers_is_no_change():
    same = [override(5, valid_from=SINCE, valid_until=date(2026, 11, 3))]
    same.append(override(5, valid_from=date(2026, 11, 4)))
    assert load_rules("NW", DAY, date(2026, 11, 6), same)


def test_days_before_any_rule_are_refused():
    with pytest.raises(InvalidInput, match="keine Regeln"):
        load_rules("NW", date(2019, 1, 7), date(2019, 1, 7))


def edition(**more):
    return Edition("test.toml", Level.LAND, "NW", SINCE, None, "", **more)
