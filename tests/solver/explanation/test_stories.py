"""One story and one golden sentence per kind of answer."""

from dataclasses import replace
from string import Formatter

import pytest

from solver.result import SolveLimits
from solver.rule import RuleId
from solver.slots import Slot
from solver.substitution.explanation.alternatives import alternatives
from solver.substitution.explanation.answers import ANSWERS
from solver.substitution.explanation.difference import (
    ChangeOf,
    difference_statements,
    differences,
)
from solver.substitution.explanation.difference_answers import DIFFERENCE_ANSWERS
from solver.substitution.explanation.forced_gap import forced_gap
from solver.substitution.explanation.person_cost import needs_of_episode, person_cost
from solver.substitution.explanation.reasons import sentence
from solver.substitution.explanation.why_not import why_not
from solver.substitution.problem import Familiarity, Permit
from solver.substitution.rules import WISHES
from solver.words import WORDS
from tests.solver.build import (
    DAY,
    NEXT_DAY,
    a_child,
    a_fixed,
    a_need,
    a_person,
    a_problem,
    a_profile,
    hours,
    known,
)
from tests.solver.explanation.build import planned, said

SETTLED = known(person="eins", state=Familiarity.SETTLED)
MET = known(person="zwei", state=Familiarity.FAMILIAR)


def two_persons(**changes):
    """Eins knows the child better than zwei."""
    persons = (a_person("eins"), a_person("zwei"))
    return a_problem(persons=persons, familiarity=(SETTLED, MET), **changes)


def full_house():
    """One place, two children: who stays longer has it."""
    return a_problem(
        persons=(a_person(permit=Permit(1)),),
        children=(a_child("ada"), a_child("ben")),
        needs=(a_need("ada"), a_need("ben", hours(9, 12))),
        familiarity=(known("ada"), known("ben")),
    )


def test_why_not_names_the_tier_that_decides():
    basis = planned(two_persons())
    answer = person_cost(basis, basis.problem.needs, "zwei")
    assert answer.cost.proven
    assert said(answer)[0] == (
        "Mit zwei für kind am 03.08.2026 würde der Plan bei „fehlende Vertrautheit“"
        " schlechter: 2 statt 1 Punkt."
    )


def test_why_not_the_one_who_has_it():
    basis = planned(two_persons())
    answer = person_cost(basis, basis.problem.needs, "eins")
    assert said(answer) == [
        "eins hat kind am 03.08.2026 von 08:00 bis 12:00 bereits im Plan."
    ]


def test_why_not_names_the_refusing_rule():
    problem = two_persons()
    unlearned = a_person("zwei", qualification_units=10)
    persons = {**problem.persons, "zwei": unlearned}
    basis = planned(replace(problem, persons=persons))
    answer = person_cost(basis, basis.problem.needs, "zwei")
    assert answer.cost is None
    assert said(answer) == [
        "zwei hat 10 von 160 Unterrichtseinheiten (Grundqualifizierung)."
    ]


def test_why_not_names_who_would_have_to_move():
    basis = planned(full_house())
    (gap,) = basis.plan.gaps
    need = basis.index.needs[gap.need]
    answer = person_cost(basis, [need], "vertretung")
    assert said(answer)[-1] == (
        "Dafür bliebe ada am 03.08.2026 von 08:00 bis 12:00 ohne vertretung und"
        " damit ohne Vertretung."
    )
    assert (
        "Mit vertretung für ben am 03.08.2026 würde der Plan bei „Zeit ohne Vertretung"
        " plus Übergaben“"
        " schlechter: 240 statt 180 Kinderminuten." in said(answer)
    )


def test_why_not_names_the_rule_that_would_break_beside_the_rest_of_the_plan():
    basis = planned(full_house())
    need = basis.index.needs[basis.plan.gaps[0].need]
    assignments = basis.plan.assignments
    (reason,) = why_not(basis.index, basis.rules, assignments, need, "vertretung")
    assert sentence(reason.rule, reason.facts) == (
        "Bei vertretung wären am 03.08.2026 um 09:00 Uhr 2 von 1 Platz belegt."
    )


def test_why_not_looks_at_what_the_child_has_on_other_days():
    needs = (a_need(), a_need(id="bedarf-2", day=NEXT_DAY))
    only_one = a_profile(
        distinct_persons={"limited": True, "max_persons": 1, "period_days": 10}
    )
    basis = planned(two_persons(needs=needs), only_one)
    assert {option.person for option in basis.plan.assignments} == {"eins"}
    assignments = basis.plan.assignments
    (reason,) = why_not(basis.index, basis.rules, assignments, needs[1], "zwei")
    assert reason.rule == "distinct-persons"


def test_why_not_for_the_whole_time_the_person_is_absent():
    needs = (a_need(), a_need(id="bedarf-2", day=NEXT_DAY))
    basis = planned(two_persons(needs=needs))
    episode = needs_of_episode(basis, needs[0].episode)
    assert [need.day for need in episode] == [DAY, NEXT_DAY]
    one = person_cost(basis, episode[:1], "zwei").cost
    whole = person_cost(basis, episode, "zwei")
    assert said(whole)[0].startswith("Mit zwei für kind am 03.08.2026 ")
    both = whole.cost
    points = {t.id: t.amount for t in both.tiers}
    assert points["familiarity"] == 2
    assert points["continuity"] == 0
    assert {t.id: t.amount for t in one.tiers}["continuity"] == 1


def test_a_forced_gap_names_who_pays():
    basis = planned(full_house())
    assert said(forced_gap(basis, basis.plan.gaps[0])) == [
        (
            "Würde ben am 03.08.2026 von 09:00 bis 12:00 trotzdem von vertretung"
            " genommen, wären es bei „Zeit ohne Vertretung plus Übergaben“ 240 statt"
            " 180 Kinderminuten."
        ),
        (
            "Dafür bliebe ada am 03.08.2026 von 08:00 bis 12:00 ohne vertretung und"
            " damit ohne Vertretung."
        ),
    ]


def test_alternatives_are_numbered():
    basis = planned(two_persons())
    assert said(alternatives(basis, basis.problem.needs[0])) == [
        "1. zwei (ort): bei „fehlende Vertrautheit“ wären es 2 statt 1 Punkt."
    ]


def without(problem, person):
    """The same problem with somebody ill."""
    ill = replace(problem.persons[person], absent={DAY: (Slot(0, 1440),)})
    return replace(problem, persons={**problem.persons, person: ill})


def changed(old, new):
    """Kinds of what differs, and the sentences."""
    found = differences(planned(old), planned(new))
    kinds = [one.change for one in found if one.change is not ChangeOf.KEPT]
    statements = difference_statements(found)
    return kinds, [sentence(s.kind, s.facts) for s in statements]


def test_who_is_absent_now_is_the_reason_for_another_person():
    old = two_persons()
    kinds, texts = changed(old, without(old, "eins"))
    assert kinds == [ChangeOf.PERSON]
    assert texts == [
        "kind ist am 03.08.2026 von 08:00 bis 12:00 jetzt bei zwei statt bei eins.",
        "Grund: eins ist am 03.08.2026 in dieser Zeit jetzt selbst nicht da.",
    ]


def test_nothing_changed():
    assert changed(two_persons(), two_persons()) == (
        [],
        ["Seit dem letzten Plan hat sich nichts geändert."],
    )


def test_a_need_that_is_gone_and_one_that_is_new():
    kinds, texts = changed(two_persons(), two_persons(needs=()))
    assert kinds == [ChangeOf.ENDED]
    assert texts[1].startswith("Grund: kind braucht am 03.08.2026 in dieser Zeit keine")
    kinds, texts = changed(two_persons(needs=()), two_persons())
    assert kinds == [ChangeOf.NEW]
    assert texts[1].startswith("Grund: kind braucht am 03.08.2026 in dieser Zeit neu")


def test_a_need_at_other_times():
    later = two_persons(needs=(a_need(slot=hours(9, 12)),))
    kinds, texts = changed(two_persons(), later)
    assert kinds == [ChangeOf.TIME]
    assert "zu anderen Zeiten" in texts[1]


def test_what_is_fixed_now_and_what_a_rule_refuses_now():
    pinned = two_persons(fixed=(a_fixed(person="zwei"),))
    kinds, texts = changed(two_persons(), pinned)
    assert kinds == [ChangeOf.PERSON]
    assert texts[1] == "Grund: Für kind ist am 03.08.2026 jetzt fest vereinbart: zwei."
    old = two_persons()
    unlearned = a_person("eins", qualification_units=10)
    refusing = replace(old, persons={**old.persons, "eins": unlearned})
    kinds, texts = changed(old, refusing)
    assert texts[1:] == [
        "Grund: Mit eins bräche jetzt für kind am 03.08.2026 eine Regel.",
        "eins hat 10 von 160 Unterrichtseinheiten (Grundqualifizierung).",
    ]


def test_a_better_plan_is_a_reason_that_is_solved_for():
    old = two_persons()
    known_now = replace(
        old,
        familiarity=(
            known(person="eins"),
            known(person="zwei", state=Familiarity.SETTLED),
        ),
    )
    _, texts = changed(old, known_now)
    assert texts[1] == (
        "Grund: Bliebe kind am 03.08.2026 bei eins, käme „fehlende Vertrautheit“ auf 2"
        " statt 1 Punkt."
    )


def test_a_gap_that_closes_because_somebody_may_now():
    problem = full_house()
    roomier = {**problem.persons, "vertretung": a_person(permit=Permit(2))}
    kinds, texts = changed(problem, replace(problem, persons=roomier))
    assert kinds == [ChangeOf.NEW]
    assert "an anderer Stelle" in texts[1]


def test_without_time_reasons_are_not_invented():
    old = two_persons()
    known_now = replace(
        old,
        familiarity=(
            known(person="eins"),
            known(person="zwei", state=Familiarity.SETTLED),
        ),
    )
    no_time = SolveLimits(seconds=0.0, workers=1)
    found = differences(planned(old), planned(known_now), no_time)
    kinds = {statement.kind for one in found for statement in one.statements}
    assert RuleId("keeping-worse") not in kinds or all(
        one.cost is None or one.cost.first_difference.proven for one in found
    )


SAMPLE = {
    **dict.fromkeys(("person", "chosen", "child", "place"), "x1"),
    "day": "2026-08-03",
    "start": 480,
    "end": 720,
    "tier": "uncovered",
    "unit": "child-minutes",
    "planned_value": 1,
    "forced_value": 2,
    "bound_value": 1,
    "rank": 1,
    "size": 3,
    "required_familiarity": "familiar",
    "qualification": "ladder",
    "credential": "first_aid",
    "capability": "medication",
}


@pytest.mark.parametrize(
    "info", [*ANSWERS, *DIFFERENCE_ANSWERS], ids=lambda info: info.id
)
def test_every_answer_is_a_german_sentence_of_its_facts(info):
    gaps = {name for _, name, _, _ in Formatter().parse(info.sentence) if name}
    text = sentence(info.id, {gap: SAMPLE[gap] for gap in gaps})
    assert text.endswith(".")
    assert "{" not in text
    for code in ("2026-08-03", "uncovered", "first_aid", "ladder", "familiar."):
        assert code not in text


def test_every_tier_and_unit_has_its_word():
    for wish in WISHES:
        assert wish.info.id in WORDS["tier"], wish.info.id
        assert wish.unit in WORDS["unit"], wish.unit
