"""What people read of the rules: complete, in German, with the level and the share."""

from datetime import date

import pytest

from service.domain.kinds import TenantKind
from service.profiles.catalogues import (
    CATALOGUES,
    PROBLEMS,
    PROGRAMME,
    Problem,
    problems_of,
)
from service.profiles.loader import LAENDER, held_numbers
from service.profiles.planning_rules import DERIVATIONS
from service.profiles.registry import parameter_names, parameter_types, rule_classes
from service.profiles.titles import DERIVATION_TITLES, WORDINGS, worded
from service.profiles.told_numbers import UNKNOWN
from service.use_cases.list_rules import NOT_BUILT, list_rules
from solver.substitution.rules import catalogue

DAY = date(2026, 11, 2)
IN_DESIGN = set(range(1, 14))


def test_every_number_of_every_rule_has_a_title_and_no_title_is_left_over():
    known = [
        (rule, name)
        for catalogue in CATALOGUES
        for rule in parameter_types(catalogue)
        for name in parameter_names(rule, catalogue)
    ]
    assert set(WORDINGS) == set(known)
    assert len(set(known)) == len(known)  # a number is told by rule and name alone
    derived = [key for catalogue in CATALOGUES for key in catalogue.derivations]
    assert sorted(DERIVATION_TITLES) == sorted(derived)


def test_whatever_is_counted_in_minutes_or_days_says_so():
    units = {"minutes": "Minuten", "days": "Tage", "units": "Unterrichtseinheiten"}
    for (_, name), wording in WORDINGS.items():
        expected = units.get(name.rpartition("_")[2])
        if expected:
            assert wording.unit.startswith(expected) or "tage" in wording.unit, name


@pytest.mark.parametrize("land", LAENDER)
def test_every_code_of_every_land_has_a_german_word(land):
    for (rule, name), held in held_numbers(land, DAY).items():
        value = held.number.value
        codes = (value,) if isinstance(value, str) else value
        if isinstance(codes, tuple):
            words = WORDINGS[rule, name].words
            assert set(codes) <= set(words), (rule, name)


def test_values_are_said_with_their_units():
    assert worded("piece-length", "min_piece_minutes", 120) == "120 Minuten"
    assert worded("one-person-at-a-time", "handover", "same_place") == (
        "nur am selben Ort"
    )
    assert worded(
        "present-in-shared-setting", "places_by_persons", {"1": 5, "2": 9}
    ) == ("1 Person: 5 Plätze, 2 Personen: 9 Plätze")
    assert worded("credentials", "base_staff", ("first_aid",)) == "Erste Hilfe am Kind"
    assert worded("credentials", "kita_staff", ()) == "keine"
    assert worded("contracts", "limited", value=False) == "nein"


def test_the_catalogue_has_every_rule_of_the_design_and_says_what_is_not_built():
    found = list_rules("NW", DAY)
    by_id = {rule.id: rule for rule in found.rules}
    assert set(by_id) == {info.id for info in catalogue()} | set(DERIVATIONS)
    numbers = [rule.number for rule in found.rules if rule.number is not None]
    assert numbers == sorted(numbers)
    assert set(numbers) >= IN_DESIGN
    built = rule_classes()
    for rule in found.rules:
        if rule.number is not None:
            told = (rule.built, rule.remark == NOT_BUILT)
            assert told == (rule.id in built, rule.id not in built)
    assert (by_id["daily-rest"].built, by_id["daily-rest"].remark) == (True, "")
    assert by_id["open-end"].title == "Abwesenheit ohne bekanntes Ende"


@pytest.mark.parametrize("problem", PROGRAMME)
def test_a_programme_reads_its_rules_with_source_binding_numbers_and_sentence(problem):
    found = list_rules("TH", DAY, problems=(problem,))
    rules = PROBLEMS[problem]
    told = {rule.id: rule for rule in found.rules}
    assert set(told) == {i.id for i in rules.infos()} | set(rules.catalogue.derivations)
    assert {rule.problem for rule in found.rules} == {problem}
    for id_, rule in told.items():
        names = {number.name for number in rule.numbers}
        assert names == parameter_names(id_, rules.catalogue)
        assert all(number.title and number.source for number in rule.numbers), id_
        if rule.number is not None:
            assert rule.title, id_
            assert rule.binding, id_
            assert rule.sentence, id_
            assert rule.source, id_


def test_a_programme_is_told_all_it_plans_and_a_youth_office_its_own():
    assert problems_of(TenantKind.PROGRAMME) == PROGRAMME
    care = Problem.SUBSTITUTION, Problem.VISITS
    assert problems_of(TenantKind.ASSOCIATION) == care
    all_ = list_rules("TH", DAY, problems=PROGRAMME).rules
    assert {rule.problem for rule in all_} == set(PROGRAMME)
    days = next(rule for rule in all_ if rule.id == "days-apart")
    assert days.numbers[0].text == "3 Tage"
    assert next(rule for rule in all_ if rule.id == "no-school-holidays").remark == (
        "hier nicht in Kraft"
    )


def test_a_number_says_which_level_decided_it():
    by_id = {rule.id: rule for rule in list_rules("NW", DAY).rules}
    rest = by_id["daily-rest"].numbers[0]
    assert (rest.text, rest.level) == ("660 Minuten", "federal")
    levels = {number.name: number.level for number in by_id["contracts"].numbers}
    assert levels["max_contracts"] == "land"


def test_where_the_land_is_unknown_the_number_says_so():
    by_id = {rule.id: rule for rule in list_rules("TH", DAY).rules}
    lessons = {number.name: number for number in by_id["qualification"].numbers}
    unknown = lessons["min_units"]
    assert (unknown.level, unknown.known, unknown.remark) == ("federal", False, UNKNOWN)
    assert lessons["inclusion_units"].remark == ""


def test_the_share_counts_requirements_that_are_known_and_written_somewhere():
    found, other = list_rules("NW", DAY), list_rules("TH", DAY)
    counted = [
        number
        for rule in found.rules
        if rule.number is not None and rule.number < 100
        for number in rule.numbers
    ]
    assert found.number_count == len(counted)
    assert 0 < found.sourced_count < found.number_count
    assert found.sourced_percent == 100 * found.sourced_count // found.number_count
    assert found.sourced_percent > other.sourced_percent
