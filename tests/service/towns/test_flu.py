"""Who calls in sick on a flu morning."""

import pytest

from service.domain.actor import system_actor
from service.errors import InvalidInput
from service.towns.flu import flu_morning
from service.towns.make import make_town
from service.towns.workbook import town_sheets
from service.use_cases.store_import import store_sheets


@pytest.fixture(scope="module")
def town():
    return make_town(47)


def test_as_many_as_asked_call_from_monday_on(town):
    calls = flu_morning(town, 10, seed=3, floaters=1)
    assert len({call.person for call in calls}) == 11
    assert sum(call.person.startswith("T-") for call in calls) == 10
    assert {call.first_day for call in calls} == {town.monday}
    assert all(
        (call.last_day is None) == (call.expected_return is not None) for call in calls
    )


def test_the_same_seed_is_the_same_morning(town):
    assert flu_morning(town, 5, 1) == flu_morning(town, 5, 1)
    assert flu_morning(town, 5, 1) != flu_morning(town, 5, 2)


def test_more_than_there_are_cannot_be_absent(town):
    assert len(flu_morning(town, 47)) == 47
    with pytest.raises(InvalidInput):
        flu_morning(town, 48)
    with pytest.raises(InvalidInput):
        flu_morning(town, -1)


def test_calls_can_be_imported_with_the_town(town, store, tenant):
    calls = flu_morning(town, 3)
    sheets = town_sheets(town, calls)
    report = store_sheets(store, system_actor(tenant.id), sheets, "Ort")
    (absences,) = (item for item in report.differences if item.noun == "absence")
    assert len(absences.new) == 3
