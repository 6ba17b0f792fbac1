"""What is fixed already speaks against somebody: that is the reason, not the plan."""

from solver.substitution.explanation.why_not import why_not
from solver.substitution.index import ProblemIndex
from solver.substitution.problem import Permit, PersonId, PlaceId
from solver.substitution.rules import load_rules
from tests.solver.build import (
    a_child,
    a_fixed,
    a_link,
    a_need,
    a_person,
    a_place,
    a_problem,
    a_profile,
    an_option,
    hours,
)


def _refusing(*, also_full: bool, fixed_until: int | None) -> list[str]:
    """Rules named against the second person, who is at another place than the first."""
    problem = a_problem(
        children=(a_child(), a_child("anderes")),
        persons=(a_person(), a_person("zweite", permit=Permit(1))),
        places=(a_place(), a_place("anderswo")),
        needs=(a_need(slot=hours(8, 15)), a_need("anderes", hours(10, 15))),
        links=(a_link(), a_link("zweite", "anderswo")),
        fixed=() if fixed_until is None else (a_fixed(slot=hours(8, fixed_until)),),
    )
    need, other = problem.needs
    full = an_option(
        problem,
        other.slot,
        need=other.id,
        child=other.child,
        person=PersonId("zweite"),
        place=PlaceId("anderswo"),
    )
    index = ProblemIndex(problem)
    planned = (full,) if also_full else ()
    rules = load_rules(a_profile())
    found = why_not(index, rules, planned, need, PersonId("zweite"))
    return [reason.rule for reason in found]


def test_a_full_place_was_named_where_no_place_would_have_helped_bug():
    """After a hand-over to another place is ruled out, free places change nothing."""
    handed_over = ["one-person-at-a-time"]
    assert _refusing(also_full=False, fixed_until=10) == handed_over
    assert _refusing(also_full=True, fixed_until=10) == handed_over
    assert _refusing(also_full=True, fixed_until=None) == ["present-at-once-person"]
