"""The sixteen Länder: what is sourced of each, what is not, and what law changes."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from service.commands.common.plan_text import unknown_lines
from service.commands.common.plan_view import PlanView
from service.domain.kinds import ProposalState
from service.errors import InvalidInput
from service.planning.blobs import pack_profile
from service.planning.unknown_numbers import unknown_numbers
from service.profiles import load_rules, loader
from service.profiles.directions import is_wider, objection
from service.profiles.loader import FEDERAL, LAENDER, held_numbers, shipped
from service.profiles.numbers import Direction, Freedom, Number, Strictness
from service.profiles.stand_ins import stand_ins
from service.profiles.told_numbers import UNKNOWN
from service.use_cases.list_rules import list_rules
from solver.profile import Level
from solver.rule import LegalSource, Practice

DAY = date(2026, 11, 2)
#: Of so many numbers of requirements …
NUMBERS = 42
#: … so many are sourced, of these so many of the Land itself.
SOURCED = {
    "BB": (21, 0),
    "BE": (23, 2),
    "BW": (27, 6),
    "BY": (26, 5),
    "HB": (21, 0),
    "HE": (27, 6),
    "HH": (21, 0),
    "MV": (22, 1),
    "NI": (25, 4),
    "NW": (28, 7),
    "RP": (22, 1),
    "SH": (21, 2),
    "SL": (23, 2),
    "SN": (22, 1),
    "ST": (21, 0),
    "TH": (22, 1),
}
CHANGE = date(2026, 11, 4)
UNKNOWN_IN_MV = unknown_numbers(pack_profile(load_rules("MV", DAY, DAY).profile))
EMPTY_PLAN = PlanView(
    id=UUID(int=0),
    state=ProposalState.READY,
    first_day=DAY,
    last_day=DAY,
    failure="",
    moves=(),
    gaps=(),
    tiers=(),
    not_checked=(),
    unknown_numbers=(),
    covered_minutes=0,
    open_minutes=0,
)


@pytest.mark.parametrize("land", LAENDER)
def test_so_much_of_each_land_is_sourced(land):
    found = list_rules(land, DAY)
    numbers = [number for rule in found.rules for number in rule.numbers]
    own = [each for each in numbers if (each.level, each.status) == ("land", "sourced")]
    assert (found.sourced_count, len(own)) == SOURCED[land]
    assert found.number_count == NUMBERS
    assert found.sourced_percent == 100 * SOURCED[land][0] // NUMBERS >= 50


@pytest.mark.parametrize("land", LAENDER)
def test_what_is_not_sourced_says_that_the_federal_default_is_used(land):
    may_set = {n.key for n in shipped(FEDERAL)[0].numbers if n.by_land}
    own = {
        n.key for edition in shipped(f"{land.lower()}.toml") for n in edition.numbers
    }
    profile = load_rules(land, DAY, DAY).profile
    unlimited = {
        rule
        for rule in ("contracts", "distinct-persons")
        if not profile.settings[rule].parameters["limited"].value
    }
    idle = {key for key in may_set if key[0] in unlimited and key[1] != "limited"}
    assert set(stand_ins(profile)) == may_set - own - idle
    on_the_plan = unknown_numbers(pack_profile(profile))
    assert {(n.rule, n.parameter) for n in on_the_plan} == set(stand_ins(profile))
    told = {
        (rule.id, number.name)
        for rule in list_rules(land, DAY).rules
        for number in rule.numbers
        if (number.status, number.remark) == ("unknown", UNKNOWN)
    }
    assert told == may_set - own


def test_a_plan_names_the_unknown_number_in_words():
    lines = unknown_lines(replace(EMPTY_PLAN, unknown_numbers=UNKNOWN_IN_MV), 999)
    assert lines[0].startswith("Zahl des Landes unbekannt, Bundesvorgabe verwendet:")
    assert "je anwesender Person (Plätze nach Zahl der" in lines[0]
    assert "Grundqualifizierung," not in lines[0]
    assert unknown_lines(EMPTY_PLAN, 999) == []


@pytest.mark.parametrize("land", LAENDER)
def test_each_own_number_says_where_it_was_found(land):
    for edition in shipped(f"{land.lower()}.toml"):
        for number in edition.numbers:
            source = number.source
            assert isinstance(source, LegalSource | Practice)
            assert source.reference, number.key


@pytest.mark.parametrize(
    ("land", "rule", "parameter", "value"),
    [
        ("BW", "contracts", "max_contracts", 10),
        ("BW", "qualification", "min_units", 300),
        ("BW", "present-in-shared-setting", "places_by_persons", {"1": 5, "2": 7}),
        ("BY", "contracts", "max_contracts", 8),
        ("BY", "present-in-shared-setting", "places_by_persons", {"1": 5, "2": 8}),
        ("BE", "present-in-shared-setting", "places_by_persons", {"1": 5, "2": 10}),
        ("HB", "present-in-shared-setting", "places_by_persons", {"1": 5, "2": 10}),
        ("HE", "contracts", "max_contracts", 10),
        ("HE", "contracts", "count_substitution", True),
        ("HE", "present-in-shared-setting", "places_by_persons", {"1": 5, "2": 10}),
        ("MV", "qualification", "min_units", 300),
        ("NI", "qualification", "professional_units", 0),
        ("NI", "present-in-shared-setting", "places_by_persons", {"1": 5, "2": 8}),
        ("NW", "contracts", "max_contracts", 8),
        ("NW", "contracts", "wider_contracts", 10),
        ("RP", "present-in-shared-setting", "places_by_persons", {"1": 5, "2": 5}),
        ("BY", "distinct-persons", "max_persons", 3),
        ("SH", "familiarity-level", "level", "familiar"),
        ("SH", "longest-duration", "max_days", 21),
        ("SL", "contracts", "limited", False),
        ("SN", "qualification", "min_units", 160),
        ("TH", "present-in-shared-setting", "places_by_persons", {"1": 5, "2": 5}),
    ],
)
def test_the_land_says_its_number(land, rule, parameter, value):
    held = held_numbers(land, DAY)[rule, parameter]
    assert (held.number.value, held.level) == (value, Level.LAND)


@pytest.mark.parametrize(("children", "refused"), [(10, False), (11, True)])
def test_a_table_is_widened_up_to_one_number(children, refused):
    widened = {"1": 5, "2": children}
    freedom = Freedom(Direction.WIDEN, 10, "eine Fachkraft")
    said = objection(widened, {"1": 5, "2": 7}, freedom, Strictness.LOWER)
    assert (said is not None) is refused
    assert is_wider(widened, 10, Strictness.LOWER) is refused


@pytest.fixture
def law_changes(monkeypatch):
    """Editions of MV: as shipped until the day before ``CHANGE``, then others."""

    def change(*values_from):
        edition = shipped("mv.toml")[0]
        editions = [replace(edition, valid_to=values_from[0][0] - timedelta(days=1))]
        for at, (begins, units) in enumerate(values_from):
            later = values_from[at + 1][0] if at + 1 < len(values_from) else None
            number = Number("qualification", "min_units", units)
            editions.append(
                replace(
                    edition,
                    valid_from=begins,
                    valid_to=later and later - timedelta(days=1),
                    numbers=(number,),
                )
            )
        real = loader.shipped
        monkeypatch.setattr(
            loader,
            "shipped",
            lambda file: tuple(editions) if file == "mv.toml" else real(file),
        )

    return change


def units_on(first, last):
    profile = load_rules("MV", first, last).profile
    return profile.settings["qualification"].parameters["min_units"].value


def test_each_side_of_a_change_of_law_has_its_own_number(law_changes):
    law_changes((CHANGE, 320))
    before = CHANGE - timedelta(days=1)
    assert units_on(DAY, before) == 300
    assert units_on(CHANGE, date(2026, 11, 6)) == 320


def test_days_on_both_sides_are_refused_with_the_day_of_the_change(law_changes):
    law_changes((CHANGE, 320))
    with pytest.raises(InvalidInput, match=r"Ab dem 04\.11\.2026 .* getrennt planen"):
        load_rules("MV", DAY, CHANGE)


def test_a_later_change_is_found_behind_one_that_changes_nothing(law_changes):
    law_changes((date(2026, 11, 3), 300), (date(2026, 11, 5), 320))
    assert units_on(DAY, CHANGE) == 300
    with pytest.raises(InvalidInput, match=r"05\.11\.2026"):
        load_rules("MV", DAY, date(2026, 11, 6))


def test_a_number_that_holds_for_one_day_in_the_middle_is_found(law_changes):
    law_changes((CHANGE, 320), (date(2026, 11, 5), 300))
    with pytest.raises(InvalidInput, match=r"04\.11\.2026"):
        load_rules("MV", DAY, date(2026, 11, 6))
