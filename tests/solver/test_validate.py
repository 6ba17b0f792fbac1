"""A problem that contradicts itself is refused with all its faults at once."""

from dataclasses import replace

import pytest

from solver.errors import ProblemError
from solver.slots import Day, Slot
from solver.substitution.problem import (
    Capacity,
    Credential,
    FormerSubstitute,
    Permit,
    PersonId,
    WorkedWeek,
)
from solver.substitution.validate import require_valid, validate
from tests.solver.build import (
    DAY,
    NEXT_DAY,
    a_child,
    a_fixed,
    a_link,
    a_person,
    a_place,
    a_presence,
    a_problem,
    hours,
)


def details(**changes) -> list[str]:
    return [fault.detail for fault in validate(a_problem(**changes))]


def test_a_sound_problem_passes():
    require_valid(a_problem())


@pytest.mark.parametrize(
    "changes",
    [
        {"capacities": (Capacity(0, DAY, hours(8, 9), "vertretung"),)},
        {"children": (a_child(capacity_weight=1),)},
        {"persons": (a_person(permit=Permit(0)),)},
        {"persons": (a_person(permit=Permit(5, DAY, DAY)),)},
        {"persons": (a_person(contract_minutes=0, history_minutes=0),)},
        {"persons": (a_person(weeks={DAY: WorkedWeek(0, 6)}),)},
        {"places": (a_place(max_children=0),)},
        {"links": (a_link(first_day=DAY, last_day=DAY),)},
        {"family_minutes": {("kind", "ort"): 0}},
        {"frozen_day": DAY, "frozen_minute": 1440},
        {"former_substitutes": (FormerSubstitute("kind", None, Day(DAY - 1)),)},
        {"needs": (), "last_day": DAY},
    ],
)
def test_what_is_just_possible_is_no_fault(changes):
    assert details(**changes) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"children": (a_child(capacity_weight=0),)}, "mindestens einen Platz"),
        ({"capacities": (Capacity(-1, DAY, hours(8, 9), "vertretung"),)}, "negativ"),
        ({"capacities": (Capacity(1, DAY, hours(8, 9)),)}, "entweder eine Person"),
        ({"capacities": (Capacity(1, DAY, hours(8, 9), "wer"),)}, "nicht angegeben"),
        ({"persons": (a_person(permit=Permit(-1)),)}, "nie negativ"),
        ({"persons": (a_person(permit=Permit(5, DAY, Day(DAY - 1))),)}, "vor ihrem"),
        ({"persons": (a_person(history_minutes=-1),)}, "nie negativ"),
        (
            {"persons": (a_person(credentials=(Credential("x", DAY, Day(1)),)),)},
            "vor seinem Beginn",
        ),
        ({"persons": (a_person(contract_minutes=-1),)}, "nie negativ"),
        ({"persons": (a_person(weeks={DAY: WorkedWeek(-1)}),)}, "nie negativ"),
        ({"persons": (a_person(weeks={DAY: WorkedWeek(0, 7)}),)}, "sechs Werktage"),
        ({"persons": (a_person(weeks={NEXT_DAY: WorkedWeek()}),)}, "am Montag"),
        ({"children": (a_child(siblings=frozenset({"kind"})),)}, "eigenes"),
        ({"children": (a_child(siblings=frozenset({"wer"})),)}, "nicht angegeben"),
        ({"former_substitutes": (FormerSubstitute("wer", None, Day(1)),)}, "wer"),
        (
            {"former_substitutes": (FormerSubstitute("kind", None, DAY),)},
            "vor dem ersten geplanten Tag",
        ),
        ({"places": (a_place(max_children=-1),)}, "nie negativ"),
        ({"places": (a_place(staff=(PersonId("niemand"),)),)}, "niemand"),
        ({"links": (a_link(first_day=DAY, last_day=Day(1)),)}, "letzte Tag"),
        ({"links": (a_link("niemand"),)}, "niemand"),
        ({"family_minutes": {("kind", "ort"): -1}}, "nie negativ"),
        ({"frozen_day": DAY, "frozen_minute": 1441}, "0 bis 1440"),
        ({"needs": (), "last_day": Day(DAY - 1)}, "vor dem ersten"),
        ({"presences": (a_presence("kind", hours(9, 10)),)}, "zugleich regulär"),
        (
            {
                "children": (a_child(), a_child("da")),
                "persons": (a_person(absent={DAY: (Slot(0, 1440),)}),),
                "presences": (a_presence("da", hours(9, 10)),),
            },
            "abwesend",
        ),
        (
            {
                "children": (a_child(), a_child("da")),
                "presences": (
                    a_presence("da", hours(9, 10)),
                    a_presence("da", hours(9.5, 11)),
                ),
            },
            "zur selben Zeit schon da",
        ),
        (
            {
                "children": (a_child(), a_child("da"), a_child("dort")),
                "presences": (
                    a_presence("da", hours(9, 10)),
                    a_presence("dort", hours(9.5, 11), place="zuhause"),
                ),
            },
            "am Ort „ort“",
        ),
    ],
)
def test_each_contradiction_is_said_once(changes, said):
    found = details(**changes)
    assert len([text for text in found if said in text]) == 1
    assert len(found) == 1


def test_all_faults_are_said_at_once():
    problem = a_problem(
        children=(a_child(capacity_weight=0),), family_minutes={("kind", "ort"): -5}
    )
    with pytest.raises(ProblemError) as caught:
        require_valid(problem)
    assert str(caught.value).startswith("Das Problem widerspricht sich (2):")
    assert "/content/children/kind/capacity_weight" in str(caught.value)
    assert "/content/family_minutes/kind/ort" in str(caught.value)


def test_contradicting_pins_are_no_fault_of_the_problem():
    pins = (a_fixed(), replace(a_fixed(), cover=a_fixed(place="zuhause").cover))
    assert details(fixed=pins) == []
