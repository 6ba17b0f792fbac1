"""Who moves and what else changes, each kind of it said in its own way."""

from dataclasses import replace

import pytest

from solver.slots import Slot
from solver.substitution.explanation.cost import Move, move_statements
from solver.substitution.explanation.difference import (
    ChangeOf,
    difference_statements,
    differences,
)
from solver.substitution.explanation.person_cost import person_cost
from solver.substitution.explanation.reasons import sentence
from solver.substitution.plan import Option
from solver.substitution.problem import ChildId, Familiarity, PersonId
from tests.solver.build import (
    DAY,
    NEXT_DAY,
    a_link,
    a_need,
    a_person,
    a_place,
    a_problem,
    an_option,
    hours,
    known,
)
from tests.solver.explanation.build import planned, said


def by(person: str, slot: Slot) -> Option:
    return an_option(a_problem(), slot, person=PersonId(person))


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ((), (by("eins", hours(8, 12)),), "bei eins, heute bei niemandem."),
        ((by("eins", hours(8, 12)),), (by("zwei", hours(8, 12)),), "statt bei eins."),
        (
            (by("eins", hours(8, 12)),),
            (by("eins", hours(8, 10)),),
            "von 10:00 bis 12:00 ohne eins und damit ohne Vertretung.",
        ),
        (
            (by("eins", hours(8, 10)),),
            (by("eins", hours(8, 12)),),
            "von 08:00 bis 12:00 bei eins zu anderer Zeit oder an anderem Ort.",
        ),
        ((by("eins", hours(8, 12)),), (), "ohne eins und damit ohne Vertretung."),
    ],
    ids=["newly covered", "somebody else", "fewer hours", "more hours", "left open"],
)
def test_a_move_is_said_for_what_it_is(
    before: tuple[Option, ...], after: tuple[Option, ...], says: str
):
    (statement,) = move_statements((Move(ChildId("kind"), DAY, before, after),))
    assert sentence(statement.kind, statement.facts).endswith(says)


def test_what_stays_in_a_move_is_not_said():
    early, late = by("eins", hours(8, 10)), by("zwei", hours(10, 12))
    (statement,) = move_statements(
        (Move(ChildId("kind"), DAY, (early,), (early, late)),)
    )
    assert statement.facts["person"] == "zwei"


def test_whoever_is_moved_and_has_less_of_it_is_told_both():
    old, new = by("eins", hours(8, 12)), by("zwei", hours(9, 11))
    told = [
        sentence(s.kind, s.facts)
        for s in move_statements((Move(ChildId("kind"), DAY, (old,), (new,)),))
    ]
    assert [text.split("2026 ")[1] for text in told] == [
        "von 09:00 bis 11:00 bei zwei statt bei eins.",
        "von 08:00 bis 09:00 ohne eins und damit ohne Vertretung.",
        "von 11:00 bis 12:00 ohne eins und damit ohne Vertretung.",
    ]


def test_the_same_person_at_another_place():
    old = a_problem(
        places=(a_place(), a_place("anderswo")),
        links=(a_link(), a_link(place="anderswo")),
    )
    before = planned(old)
    (option,) = before.plan.assignments
    shut = replace(old.places[option.place], usable_without_owner=False)
    after = planned(replace(old, places={**old.places, option.place: shut}))
    found = differences(before, after)
    assert [one.change for one in found] == [ChangeOf.PLACE]
    (other,) = after.plan.assignments
    assert other.place != option.place
    first = difference_statements(found)[0]
    assert first.facts["place"] == other.place
    assert "chosen" not in first.facts


def test_further_tiers_are_told_but_ranks_are_not():
    needs = (a_need(), a_need(id="bedarf-2", day=NEXT_DAY))
    basis = planned(
        a_problem(
            persons=(a_person("eins"), a_person("zwei")),
            familiarity=(
                known(person="eins", state=Familiarity.SETTLED),
                known(person="zwei"),
            ),
            needs=needs,
        )
    )
    answer = person_cost(basis, needs[:1], "zwei")
    assert {tier.id for tier in answer.cost.tiers if tier.amount} >= {"tie-break"}
    assert said(answer)[1:] == [
        "Bei „zusätzliche Personen je Kind“ wären es 1 statt 0 Personen."
    ]
