"""PLAN.json from anywhere: what is left out, and every fault at its place."""

from typing import Any

import pytest

from solver.documents import DocumentError
from solver.exchange.plan_document import plan_from_document
from solver.exchange.translate import problem_from_document
from solver.slots import Slot
from solver.substitution.plan import Option
from solver.substitution.problem import Model
from tests.solver.exchange.documents import a_document, as_bytes

PLAN = {"format": "lueckenlos-plan", "version": 1}
TWO_PLACES = {
    "places": [{"id": "hier"}, {"id": "dort"}],
    "needs": [{"id": "n", "start": 480, "end": 600, "regular_place": "hier"}],
    "allowed": [{"persons": ["a"], "places": ["hier", "dort"], "model": "tandem"}],
}


def read(*rows: dict[str, Any], **changes: Any) -> tuple[Option, ...]:
    problem = problem_from_document(as_bytes(a_document(**changes))).problem
    document = as_bytes({**PLAN, "assignments": list(rows)})
    return plan_from_document(document, problem).assignments


def faults(*rows: dict[str, Any], **changes: Any) -> dict[str, str]:
    with pytest.raises(DocumentError) as caught:
        read(*rows, **changes)
    return {fault.pointer: fault.detail for fault in caught.value.faults}


def test_what_a_row_leaves_out_is_that_of_its_need():
    (option,) = read({"need": "n", "person": "a"})
    assert (option.child, option.slot, option.place) == ("n", Slot(480, 600), "ort")
    (option,) = read({"need": "n", "person": "a", "start": "08:30"})
    assert option.slot == Slot(510, 600)
    (option,) = read({"need": "n", "person": "a", "end": "09:00", "place": "x"})
    assert (option.slot, option.place) == (Slot(480, 540), "x")


def test_a_place_left_out_has_to_be_the_only_one():
    assert faults({"need": "n", "person": "a"}, **TWO_PLACES) == {
        "/assignments/0/place": "Bitte den Ort angeben."
    }
    (option,) = read({"need": "n", "person": "a", "place": "dort"}, **TWO_PLACES)
    assert (option.place, option.model) == ("dort", Model.TANDEM)


def test_sums_of_a_plan_may_be_as_large_as_what_they_add_up():
    tier = {"id": "uncovered", "unit": "child-minutes", "proven": False}
    tier |= {"value": 12_000_000, "bound": 2_000_000, "conditional": False}
    run = {"ended": "time", "milliseconds": 3_600_001, "seed": 2_000_000_000}
    document = {**PLAN, "assignments": [], "tiers": [tier], "run": run}
    problem = problem_from_document(as_bytes(a_document())).problem
    assert plan_from_document(as_bytes(document), problem).assignments == ()


def test_every_row_that_cannot_be_read_is_told_at_once():
    found = faults(
        {"need": "n", "person": "a"},
        {"need": "fremd", "person": "a"},
        {"need": "n", "person": "fremd"},
        {"need": "n", "person": "a", "start": "10:00"},
        {"need": "n", "person": "a", "start": "09:00", "end": "08:59"},
    )
    assert found == {
        "/assignments/1/need": "Den Bedarf „fremd“ gibt es nicht.",
        "/assignments/2/place": "Bitte den Ort angeben.",
        "/assignments/3/end": "Das Ende liegt nicht nach dem Beginn.",
        "/assignments/4/end": "Das Ende liegt nicht nach dem Beginn.",
    }


@pytest.mark.parametrize(
    ("document", "pointer"),
    [
        ([], "/format"),
        ({"format": "lueckenlos-problem", "version": 1}, "/format"),
        ({**PLAN, "version": 2, "assignments": []}, "/version"),
        (PLAN, ""),
    ],
    ids=["a list", "a problem", "another version", "no assignments"],
)
def test_what_is_no_plan_is_refused(document: Any, pointer: str):
    problem = problem_from_document(as_bytes(a_document())).problem
    with pytest.raises(DocumentError) as caught:
        plan_from_document(as_bytes(document), problem)
    assert [fault.pointer for fault in caught.value.faults] == [pointer]
