"""Which months there are, and where they begin and end."""

from datetime import UTC, date, datetime

import pytest

from service.errors import InvalidInput
from service.reports.month import read_month
from service.use_cases.read_coverage import read_coverage
from service.use_cases.read_statements import read_statements
from tests.service.planning.run import counsellor

TODAY = date(2026, 11, 2)


@pytest.mark.parametrize(
    "text",
    [
        *("", "2026", "2026-1", "2026-00", "2026-13", "2026-11-02", "11.2026", "26-11"),
        *("1999-12", "0000-01", "٢٠٢٦-١١", "2026-11 ", "-2026-11", "2026−11", "=1+1"),
    ],
)
def test_what_is_no_month_is_refused(text):
    with pytest.raises(InvalidInput, match="ist kein Monat") as refusal:
        read_month(text, TODAY)
    assert [fault.pointer for fault in refusal.value.faults] == ["/month"]


@pytest.mark.parametrize("text", ["2026-12", "2027-01", "9999-12"])
def test_a_month_that_has_not_begun_is_refused(text):
    with pytest.raises(InvalidInput, match="noch nicht begonnen"):
        read_month(text, TODAY)


def test_a_past_month_is_counted_whole_and_a_running_one_until_today():
    past = read_month("2024-02", TODAY)
    assert (past.first_day, past.through) == (date(2024, 2, 1), date(2024, 2, 29))
    assert (len(past.days), past.is_running) == (29, False)
    running = read_month("2026-11", TODAY)
    assert (running.through, len(running.days)) == (TODAY, 2)
    assert running.is_running
    assert running.title == "November 2026"
    last = read_month("2026-11", date(2026, 11, 30))
    assert (last.through, last.is_running) == (date(2026, 11, 30), False)
    assert read_month("2000-01", TODAY).first_day == date(2000, 1, 1)


def test_a_month_begins_at_midnight_where_the_tenant_is(store, tenant):
    actor = counsellor(tenant.id)
    # 23:59 on 31 October in Berlin, where summer time has ended
    store.clock.set(datetime(2026, 10, 31, 22, 59, tzinfo=UTC))
    for read in (read_coverage, read_statements):
        with pytest.raises(InvalidInput):
            read(store, actor, "2026-11")
    store.clock.set(datetime(2026, 10, 31, 23, 0, tzinfo=UTC))
    for read in (read_coverage, read_statements):
        assert read(store, actor, "2026-11").through == date(2026, 11, 1)
