"""A plan without a model: admissible, what was published first, then what is long."""

from collections.abc import Callable

from solver.substitution.audit import audit
from solver.substitution.index import ProblemIndex
from solver.substitution.options import generate
from solver.substitution.plan import Option, Plan
from solver.substitution.problem import ChildId, Cover, Permit, PersonId, PlaceId
from solver.substitution.rules import load_rules
from solver.substitution.unmodelled import (
    LEAST_ASKED,
    TOGETHER,
    Unmodelled,
    unmodelled_plan,
)
from tests.solver.build import (
    DAY,
    NEXT_DAY,
    a_child,
    a_link,
    a_need,
    a_person,
    a_place,
    a_problem,
    a_profile,
    hours,
)


def taken(problem, give_up: Callable[[], bool] = lambda: False) -> tuple[Option, ...]:
    index, rules = ProblemIndex(problem), load_rules(a_profile())
    return unmodelled_plan(index, rules, generate(index, rules).options, give_up)


def children(*names: str):
    return tuple(a_child(name) for name in names)


def test_who_was_published_stays_though_somebody_else_is_asked_before():
    persons = (a_person("anna"), a_person("zoe"))
    (one,) = taken(a_problem(persons=persons))
    assert one.person == "anna"
    cover = Cover(ChildId("kind"), DAY, hours(8, 12), PersonId("zoe"), PlaceId("ort"))
    (one,) = taken(a_problem(persons=persons, published=(cover,)))
    assert one.person == "zoe"


def test_what_does_not_fit_is_passed_over_and_the_rest_goes_on():
    """Ben finds no place beside ada, nobody takes ada twice; cem comes after both."""
    persons = (a_person(permit=Permit(1)), a_person("zoe", available={NEXT_DAY: ()}))
    problem = a_problem(
        children=children("ada", "ben", "cem"),
        persons=persons,
        needs=(
            a_need("ada", hours(8, 14)),
            a_need("ben", hours(8, 13)),
            a_need("cem", hours(8, 11), day=NEXT_DAY),
        ),
    )
    assert {option.child for option in taken(problem)} == {"ada", "cem"}


def test_twice_the_same_child_is_passed_over_and_the_rest_goes_on():
    problem = a_problem(
        children=children("ada", "ben"),
        persons=(a_person("anna"), a_person("zoe")),
        needs=(a_need("ada", hours(8, 14)), a_need("ben", hours(8, 12))),
    )
    assert {option.child for option in taken(problem)} == {"ada", "ben"}


def test_without_time_only_the_first_few_are_asked():
    names = [f"{number:02}" for number in range(LEAST_ASKED + 8)]
    problem = a_problem(
        children=children(*names),
        persons=tuple(a_person(f"bei-{name}") for name in names),
        needs=tuple(a_need(name) for name in names),
        links=tuple(
            a_link(f"bei-{name}", f"ort-{name}", children=frozenset({ChildId(name)}))
            for name in names
        ),
        places=tuple(a_place(f"ort-{name}") for name in names),
    )
    assert len(taken(problem)) == len(names)
    assert len(taken(problem, lambda: True)) == LEAST_ASKED


def at_a_glance(
    problem, give_up: Callable[[], bool] = lambda: False
) -> tuple[Option, ...]:
    """What is taken for all needs, twice: nothing is taken twice."""
    found = Unmodelled(ProblemIndex(problem), load_rules(a_profile()))
    found.take_for(problem.needs, give_up)
    once = found.plan()
    found.take_for(problem.needs, give_up)
    assert found.plan() == once
    report = audit(problem, a_profile(), Plan(once))
    assert not [finding for finding in report.findings if finding.decided]
    return once


def test_at_a_glance_published_persons_stay_and_others_share_what_is_left():
    names = ("ada", "ben", "cem", "dia")
    cover = Cover(ChildId("dia"), DAY, hours(8, 12), PersonId("zoe"), PlaceId("ort"))
    problem = a_problem(
        children=children(*names),
        persons=(a_person("anna"), a_person("zoe")),
        needs=tuple(a_need(name) for name in names),
        published=(cover,),
    )
    found = {option.child: option.person for option in at_a_glance(problem)}
    assert found["dia"] == "zoe"
    assert sorted(found.values()) == ["anna", "anna", "zoe", "zoe"]


def test_at_a_glance_a_permit_holds_exactly_and_the_rest_goes_on():
    """Three at once with a permit for two, and more than are asked about together."""
    names = [f"{number:03}" for number in range(TOGETHER + 9)]
    problem = a_problem(
        children=children(*names),
        persons=tuple(a_person(f"bei-{n}", permit=Permit(2)) for n in range(TOGETHER)),
        needs=tuple(a_need(name) for name in names),
        links=tuple(
            # The first ten all know the same person only.
            a_link(f"bei-{max(0, at - 9)}", children=frozenset({ChildId(name)}))
            for at, name in enumerate(names)
        ),
    )
    found = [option.child for option in at_a_glance(problem)]
    assert sorted(found)[2:] == names[10:]
    assert len(found) == len(names) - 8


def test_at_a_glance_the_clock_is_looked_at_before_each_child():
    """Ten thousand excluded persons of each of 64 children once took 14 s of 1 s."""
    names = ("ada", "ben", "cem", "dia")
    problem = a_problem(
        children=children(*names),
        persons=tuple(a_person(f"bei-{name}") for name in names),
        needs=tuple(a_need(name) for name in names),
        links=tuple(
            a_link(f"bei-{name}", children=frozenset({ChildId(name)})) for name in names
        ),
    )
    asked = iter((False, False, False))  # all of them, ada, ben
    found = Unmodelled(ProblemIndex(problem), load_rules(a_profile()))
    found.take_for(problem.needs, lambda: next(asked, True))
    assert [option.child for option in found.plan()] == ["ada", "ben"]


def test_at_a_glance_somebody_else_is_asked_where_the_first_may_not():
    persons = (a_person("anna", permit=Permit(0)), a_person("zoe"))
    (one,) = at_a_glance(a_problem(persons=persons))
    assert one.person == "zoe"


def test_without_time_nobody_is_asked_at_a_glance():
    assert at_a_glance(a_problem(), lambda: True) == ()
