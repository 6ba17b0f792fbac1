"""The states of a pair: each limit from both sides, and what brings a state back."""

from datetime import date, timedelta

import pytest

from service.domain.familiarity import Meeting, Stretch, Thresholds, state_on, stretches
from solver.substitution.problem import Familiarity

DAY = date(2026, 11, 2)
RULES = Thresholds(familiar_contacts=3, familiar_window_days=42, faded_after_days=42)


def met(*days_ago, settled=()):
    return [
        Meeting(DAY - timedelta(days=days), settled=days in settled)
        for days in days_ago
    ]


@pytest.mark.parametrize(
    ("meetings", "state"),
    [
        (met(), Familiarity.UNKNOWN),
        (met(1), Familiarity.MET),
        (met(41), Familiarity.MET),
        (met(42), Familiarity.FADED),
        (met(0), Familiarity.UNKNOWN),  # a contact on the day itself comes too late
        (met(1, 2), Familiarity.MET),
        (met(1, 2, 3), Familiarity.FAMILIAR),
        (met(1, 2, 42), Familiarity.FAMILIAR),  # the window holds six whole weeks
        (met(1, 2, 43), Familiarity.MET),
        (met(42, 43, 44), Familiarity.FADED),
        (met(1, settled=(1,)), Familiarity.SETTLED),
        (met(41, settled=(41,)), Familiarity.SETTLED),
        (met(42, settled=(42,)), Familiarity.FADED),
        (met(400, 5, settled=(400,)), Familiarity.SETTLED),  # renewed contact
    ],
)
def test_state_on_a_day(meetings, state):
    assert state_on(DAY, meetings, RULES) is state


def test_two_contacts_of_one_day_count_once():
    twice = [Meeting(DAY - timedelta(days=1)), Meeting(DAY - timedelta(days=1))]
    assert state_on(DAY, [*twice, *met(2)], RULES) is Familiarity.MET


def test_a_state_changes_within_the_days_of_a_plan():
    found = stretches(DAY, DAY + timedelta(days=4), met(40), RULES)
    assert found == (
        Stretch(Familiarity.MET, DAY, DAY + timedelta(days=1)),
        Stretch(Familiarity.FADED, DAY + timedelta(days=2), DAY + timedelta(days=4)),
    )


def test_days_on_which_the_pair_is_unknown_are_left_out():
    tomorrow = [Meeting(DAY + timedelta(days=1))]
    found = stretches(DAY, DAY + timedelta(days=3), tomorrow, RULES)
    two, three = DAY + timedelta(days=2), DAY + timedelta(days=3)
    assert found == (Stretch(Familiarity.MET, two, three),)


@pytest.mark.parametrize("field", Thresholds.__dataclass_fields__)
def test_thresholds_below_one_are_refused(field):
    with pytest.raises(ValueError, match="mindestens 1"):
        Thresholds(**{field: 0})
