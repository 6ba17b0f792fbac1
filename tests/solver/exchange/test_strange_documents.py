"""Strange documents that once crashed the reader, passed it, or were told wrongly."""

from typing import Any

import pytest

from solver.documents import DocumentError
from solver.exchange.translate import problem_from_document
from tests.solver.exchange.documents import a_document, as_bytes


def told(document: dict[str, Any]) -> list[tuple[str, str]]:
    """Pointer and detail of every fault, in order."""
    with pytest.raises(DocumentError) as refused:
        problem_from_document(as_bytes(document))
    return [(fault.pointer, fault.detail) for fault in refused.value.faults]


@pytest.mark.parametrize("sign", [1, -1])
def test_a_whole_number_beyond_all_floats_crashed_the_reader(sign: int):
    person = {"id": "a", "history_minutes": sign * 10**400}
    ((pointer, detail),) = told(a_document(persons=[person]))
    assert pointer == "/persons/0/history_minutes"
    assert detail.endswith("gegeben ist eine Zahl mit 401 Stellen.")


def test_a_number_that_is_only_too_large_is_shown():
    person = {"id": "a", "history_minutes": 10_000_000}
    ((_, detail),) = told(a_document(persons=[person]))
    assert detail.endswith("gegeben ist die Zahl 10000000.")


def test_a_first_day_that_is_missing_was_hidden_by_an_hour_that_is_wrong():
    document = a_document(needs=[{"id": "n", "start": "8 Uhr", "end": 600}])
    del document["first_day"]
    assert [pointer for pointer, _ in told(document)] == [
        "/needs/0/start",
        "/first_day",
    ]


def test_a_first_day_may_be_in_a_day_that_cannot_be_read():
    need = {"id": "n", "start": 480, "end": 600, "day": "morgen"}
    document = a_document(needs=[need])
    del document["first_day"]
    assert [pointer for pointer, _ in told(document)] == ["/needs/0/day"]


def test_somebody_called_niemand_was_told_to_be_there_twice():
    ((pointer, detail),) = told(a_document(persons=[{"id": "niemand"}]))
    assert pointer == "/persons/0/id"
    assert "ist vergeben" in detail


def test_a_row_for_many_pairs_told_its_fault_once_for_each():
    row = {"persons": ["a", "b"], "first_day": "2026-12-02", "last_day": "2026-12-01"}
    document = a_document(persons=[{"id": "a"}, {"id": "b"}], allowed=[row])
    assert told(document) == [("/allowed/0", "Der letzte Tag liegt vor dem ersten.")]


def test_names_below_a_name_that_nobody_has_were_not_looked_at():
    document = a_document(pair_costs={"k": {"wer": 1}}, place_minutes={"x": {"y": 1}})
    assert {pointer for pointer, _ in told(document)} == {
        "/pair_costs/k",
        "/pair_costs/k/wer",
        "/place_minutes/x",
        "/place_minutes/x/y",
    }


def test_a_clock_was_moved_twice_a_day_and_by_weeks():
    change = {"day": "2026-10-25", "time": "03:00", "shift_minutes": 60}
    assert told(a_document(clock_changes=[change, change])) == [
        ("/clock_changes/1/day", "An einem Tag wird die Uhr nur einmal umgestellt.")
    ]
    for shift in (180, -180):
        moved = a_document(clock_changes=[change | {"shift_minutes": shift}])
        problem_from_document(as_bytes(moved))
    for shift in (181, -181):
        moved = a_document(clock_changes=[change | {"shift_minutes": shift}])
        ((pointer, _),) = told(moved)
        assert pointer == "/clock_changes/0/shift_minutes"
