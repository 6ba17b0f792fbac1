"""Of many moves three are told and the rest counted, on the terminal only."""

from datetime import date
from types import SimpleNamespace

import pytest

from service.commands.common.explain_question import part_lines
from service.commands.common.few_told import FEW_TOLD, MOST_TOLD, few_told
from service.i18n import use_locale
from solver.consultations.explanation import cost as consultations
from solver.sessions.explanation import cost as sessions
from solver.workshops.explanation import cost as workshops


def said(rule: str, *texts: str) -> list[SimpleNamespace]:
    return [SimpleNamespace(rule=rule, text=text) for text in texts]


WORSE = said("forced-worse", "Schlechter.")
MOVED = said("moved-other", *(f"Kind {number} wechselt." for number in range(6)))
OPEN = said("left-open", "Ein Kind bliebe allein.")


def test_few_moves_are_all_told():
    few = [*WORSE, *MOVED[:MOST_TOLD]]
    assert few_told(few) == [one.text for one in few]


def test_of_dozens_of_moves_all_were_told_bug():
    """Forty lines hid the one child that would be with nobody."""
    assert few_told([*WORSE, *MOVED, *OPEN, *said("not-smallest", "Ungewiss.")]) == [
        "Schlechter.",
        "Ein Kind bliebe allein.",
        "Kind 0 wechselt.",
        "Kind 1 wechselt.",
        "Dazu kommen 4 Änderungen bei anderen; --json nennt alle.",
        "Ungewiss.",
    ]


def test_the_same_sentence_is_told_and_counted_once():
    again = [*MOVED[:MOST_TOLD], *MOVED[:MOST_TOLD]]
    assert few_told(again) == [one.text for one in MOVED[:MOST_TOLD]]


@pytest.mark.parametrize("problem", [sessions, consultations, workshops])
def test_dates_visits_and_events_that_move_are_drawn_together(problem):
    kinds = problem._KINDS
    many = [
        *said(kinds.gained, *"abc"),
        *said(kinds.moved, *"def"),
        *said(kinds.lost, *"ghi"),
    ]
    told = few_told(many)
    assert told[:FEW_TOLD] == ["g", "h", "i"]
    assert told[FEW_TOLD:] == [
        "Dazu kommen 6 Änderungen bei anderen; --json nennt alle."
    ]


def test_an_answer_about_a_plan_is_drawn_together_and_counted_in_english():
    use_locale("en")
    try:
        part = SimpleNamespace(
            child="K-1",
            day=date(2026, 11, 23),
            time="8–12",
            sentences=MOVED,
            proven=True,
        )
        lines = part_lines((part,))
    finally:
        use_locale("de")
    assert lines[-1] == "  Besides, 3 changes of others; --json lists all of them."
    assert len(lines) == 1 + FEW_TOLD + 1
