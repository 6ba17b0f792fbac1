"""Every kind of question is asked and timed, and a slow one misses its bar."""

from tests.benchmarks.questions import (
    ALL_GAPS,
    ALL_GAPS_BAR_SECONDS,
    EACH_BAR_SECONDS,
    Times,
    ask_week,
    say_kind,
)
from tests.benchmarks.report import Report
from tests.benchmarks.weeks import fresh_store, stored_week


def test_every_kind_is_asked_of_a_small_town():
    times = Times()
    with fresh_store() as store:
        ask_week(times, stored_week(store, 20, 3, 1))
    assert len(times.of_kind) == 6
    assert all(times.of_kind.values())
    alone = times.of_kind["which single change closes it"]
    assert len(alone) == len(times.of_kind["why is there a gap"])


def took(kind, *seconds):
    return Times({kind: list(seconds)})


def test_no_answer_of_any_week_is_beyond_the_bar():
    report, most = Report(), EACH_BAR_SECONDS
    assert say_kind(report, "why", [took("why", 0.1, most)])
    assert not say_kind(report, "why", [took("why", 0.1, most + 0.001)])
    assert say_kind(report, "why", [took("why", 0.2), took("why", most, 0.1)])
    assert not say_kind(report, "why", [took("why", 0.1, 9.0), took("why", 0.1)])
    assert not say_kind(report, "why", [took("why")])
    assert say_kind(report, ALL_GAPS, [took(ALL_GAPS, ALL_GAPS_BAR_SECONDS)])
    assert [row[2].split(": ")[1] for row in report.rows].count("FAILED") == 2
