"""Every fact has a gap, every code a German word, every reason a sentence."""

import dataclasses
import enum
from string import Formatter

import pytest

from solver.errors import EngineFault
from solver.rule import RuleId
from solver.sentences import filled, gaps_of
from solver.substitution.explanation.reasons import (
    ASSIGNMENT_SENTENCE,
    gaps,
    reasons,
    sentence,
)
from solver.substitution.options import generate
from solver.substitution.problem import ExclusionOrigin, Familiarity, Model, Permit
from solver.substitution.rules import RULES, WISHES, catalogue, load_rules
from solver.words import WORDS
from tests.solver.build import (
    DAY,
    a_child,
    a_need,
    a_person,
    a_problem,
    a_profile,
    an_option,
    hours,
    index_of,
)
from tests.solver.worlds import a_world


@pytest.mark.parametrize(
    ("fact", "kind"),
    [
        ("exclusion_origin", ExclusionOrigin),
        ("model", Model),
        ("familiarity", Familiarity),
    ],
)
def test_every_code_has_a_german_word(fact: str, kind: type[enum.Enum]):
    codes = {
        m.name.lower() if issubclass(kind, enum.IntEnum) else m.value for m in kind
    }
    assert codes == set(WORDS[fact])


def test_sentences_are_german_end_with_a_stop_and_name_plain_gaps():
    for info in catalogue():
        assert info.sentence.endswith("."), info.id
        for _, name, form, conversion in Formatter().parse(info.sentence):
            assert name is None or name.replace("_", "").isalpha()
            assert not form
            assert conversion is None


def test_ids_are_used_once_and_numbers_follow_the_catalogue():
    infos = catalogue()
    assert len({info.id for info in infos}) == len(infos)
    assert {i.number for i in infos if i.number < 100} == set(range(1, 14))
    assert all(w.info.number > 100 for w in WISHES)


def test_every_rule_and_wish_has_frozen_parameters_with_defaults():
    for kind in (*RULES, *WISHES):
        assert dataclasses.is_dataclass(kind.parameters_type)
        kind.parameters_type()
        assert kind.parameters_type.__dataclass_params__.frozen


def test_facts_become_times_dates_and_names():
    facts = {"person": "p7", "day": "2026-08-03", "start": 450, "end": 540}
    text = sentence(RuleId("availability"), facts, {"p7": "Frau Adler"})
    assert text == (
        "Frau Adler ist am 03.08.2026 von 07:30 bis 09:00 nicht durchgehend verfügbar."
    )


def test_a_sentence_without_its_facts_is_a_fault():
    with pytest.raises(EngineFault, match="person"):
        sentence(RuleId("availability"), {"day": "2026-08-03", "start": 1, "end": 2})
    with pytest.raises(EngineFault, match="keinen Satz"):
        sentence(RuleId("nonsense"), {})


def test_an_assignment_says_why():
    problem = a_problem(persons=(a_person(), a_person("andere")))
    index, rules = index_of(problem), load_rules(a_profile())
    (reason,) = reasons(index, generate(index, rules), [an_option(problem)])
    assert set(reason.facts) - {"place"} == gaps_of(ASSIGNMENT_SENTENCE)
    assert filled(ASSIGNMENT_SENTENCE, reason.facts, {}) == (
        "vertretung übernimmt kind am 03.08.2026 von 08:00 bis 12:00 (Tandem, keine"
        " feste Vertretung): vertraut, 0 Minuten Mehrweg, belegte Plätze dann: 1;"
        " eine andere Person kam in Frage."
    )


@pytest.mark.parametrize(
    ("others", "says"),
    [
        (0, "sonst kam niemand in Frage"),
        (1, "eine andere Person kam in Frage"),
        (2, "2 andere Personen kamen in Frage"),
        (3, "3 andere Personen kamen in Frage"),
    ],
)
def test_others_are_counted_as_people_say_it(others: int, says: str):
    assert filled("{others}", {"others": others}, {}) == says


def test_a_gap_names_who_was_refused_and_who_is_full():
    full = a_person("volle", permit=Permit(1))
    old = a_person("alte", qualification_units=10)
    children = (a_child("ada"), a_child("ben"))
    needs = (a_need("ada"), a_need("ben", hours(9, 12)))
    problem = a_problem(persons=(full, old), children=children, needs=needs)
    index, rules = index_of(problem), load_rules(a_profile())
    options = generate(index, rules)
    taken = [o for o in options.options if o.child == "ada"]
    (gap,) = gaps(index, rules, options, taken)
    assert (gap.child, gap.slot) == ("ben", hours(9, 12))
    assert {(r.person, r.rule) for r in gap.refusals} == {
        ("volle", "present-at-once-person"),
        ("alte", "qualification"),
    }
    for reason in gap.refusals:
        assert sentence(reason.rule, reason.facts).endswith(".")


@pytest.mark.parametrize("seed", range(10))
def test_every_gap_of_a_random_town_has_a_reason_with_a_sentence(seed: int):
    problem, profile = a_world(seed)
    index, rules = index_of(problem), load_rules(profile)
    options = generate(index, rules)
    for assignments in ((), options.options[:1]):
        for gap in gaps(index, rules, options, assignments):
            assert gap.refusals, gap
            for reason in gap.refusals:
                assert sentence(reason.rule, reason.facts).endswith(".")


def test_a_gap_that_nobody_is_linked_to_says_so():
    problem = a_problem(links=())
    index, rules = index_of(problem), load_rules(a_profile())
    (gap,) = gaps(index, rules, generate(index, rules), ())
    (reason,) = gap.refusals
    assert reason.rule == "nobody-linked"
    assert "keine Kooperation und kein Kontakt" in sentence(reason.rule, reason.facts)


@pytest.mark.parametrize(
    ("minutes", "rule"), [(119, "not-chosen"), (120, "handover-gain")]
)
def test_a_handover_that_gains_too_little_says_so(minutes: int, rule: str):
    early = a_person("frühe", available={DAY: (hours(8, 10),)})
    late = a_person("späte", available={DAY: (hours(10, 12),)})
    problem = a_problem(persons=(early, late))
    profile = a_profile(uncovered={"handover_gain_minutes": minutes})
    index, rules = index_of(problem), load_rules(profile)
    options = generate(index, rules)
    taken = [o for o in options.options if o.person == "frühe"]
    (gap,) = gaps(index, rules, options, taken)
    assert (gap.slot, "späte") == (hours(10, 12), gap.refusals[0].person)
    assert gap.refusals[0].rule == rule
    assert "10:00 bis 12:00" in sentence(rule, gap.refusals[0].facts)


@pytest.mark.parametrize(
    ("handover", "ends", "says"),
    [
        ("never", 16, "kind würde am 03.08.2026 um 14:00 Uhr weitergereicht."),
        ("same_place", 15, "von 14:00 bis 15:00 passt nicht in den Bedarf: mindestens"),
    ],
)
def test_time_that_is_the_childs_already_is_no_reason_for_a_gap(
    handover: str, ends: int, says: str
):
    """Whoever could have it until the end would hand it over, or have too little."""
    early = a_person("frühe", available={DAY: (hours(8, 14),)})
    late = a_person("späte", available={DAY: (hours(10, ends),)})
    need = a_need(slot=hours(8, ends))
    problem = a_problem(persons=(early, late), needs=(need,))
    profile = a_profile(one_person_at_a_time={"handover": handover})
    index, rules = index_of(problem), load_rules(profile)
    options = generate(index, rules)
    taken = next(o for o in options.options if o.slot == hours(8, 14))
    (gap,) = gaps(index, rules, options, (taken,))
    reason = next(r for r in gap.refusals if r.person == "späte")
    assert says in sentence(reason.rule, reason.facts)
