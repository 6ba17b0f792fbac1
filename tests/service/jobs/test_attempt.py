"""One attempt: how each way of ending arrives in the row."""

import pytest

from service.db.store import Store
from service.domain.kinds import JobKind, JobState
from service.jobs import ending, table
from service.jobs.attempt import run_attempt
from service.jobs.handling import MARGIN_SECONDS
from service.jobs.registry import handlers as product
from service.settings import Settings
from tests.clock import FixedClock
from tests.service.jobs.handlers import handlers
from tests.service.jobs.steps import QUICK, put, results, row, settled

HANDLERS = handlers(Settings())


def attempt(store: Store) -> JobState | None:
    job = table.claim_next(store, "w")
    assert job is not None
    return run_attempt(store, HANDLERS, job, QUICK, lambda: pytest.fail("overdue"))


def test_refusal_fails_at_once_with_its_own_sentence(store: Store) -> None:
    job = put(store, do="refuse")
    assert attempt(store) is JobState.FAILED
    assert row(store, job).failure == "Am 31. Februar wird niemand krank."
    assert settled(store, job) == [f"settled-failed-{job}"]


@pytest.mark.parametrize("fault", ["fault", "forget"])
def test_fault_is_tried_three_times_with_growing_pauses(
    store: Store, clock: FixedClock, fault: str
) -> None:
    job = put(store, do=fault)
    for pause in (2, 4):
        assert attempt(store) is JobState.QUEUED
        clock.advance(seconds=pause - 1)
        assert table.claim_next(store, "w") is None
        clock.advance(seconds=1)
    assert attempt(store) is JobState.FAILED
    assert row(store, job).failure == ending.FAULT


def test_busy_database_is_waited_for(store: Store) -> None:
    job = put(store, do="busy")
    assert attempt(store) is JobState.QUEUED
    assert attempt(store) is JobState.DONE
    assert results(store, job) == [f"result-{job}-2"]


def test_attempt_over_its_limit_is_told_to_stop_and_fails(store: Store) -> None:
    job = put(store, do="work", seconds=30, limit=0.2)
    assert attempt(store) is JobState.FAILED
    assert row(store, job).failure == ending.OVERDUE


def test_attempt_that_lost_its_job_stops_and_changes_nothing(store: Store) -> None:
    job_id = put(store, do="work", seconds=30)
    job = table.claim(store, job_id, "w")
    ending.release(store, job)
    again = table.claim(store, job_id, "another")
    stale = run_attempt(store, HANDLERS, job, QUICK, lambda: pytest.fail("overdue"))
    assert stale is None
    assert row(store, job_id).attempt_token == again.attempt_token
    assert row(store, job_id).state is JobState.RUNNING
    assert settled(store, job_id) == []


@pytest.mark.parametrize(("payload", "seconds"), [({}, 60), ({"seconds": 600}, 600)])
def test_net_below_a_proposal_is_wider_than_the_time_it_may_take(
    payload: dict[str, int], seconds: int
) -> None:
    limit = product(Settings())[JobKind.PROPOSE].limit_seconds(payload)
    assert limit == seconds + MARGIN_SECONDS
