"""The job table: claims, tokens, cancels and returns are compare-and-swap."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from service.db.store import Store
from service.db.tables.jobs import Job
from service.domain.kinds import JobKind, JobState
from service.jobs import ending, table
from service.jobs.contract import AttemptLost, ClaimedJob
from service.jobs.reaper import reap
from service.settings import Settings
from tests.clock import FixedClock
from tests.service.jobs.handlers import handlers
from tests.service.jobs.steps import QUICK, SYSTEM, put, row, settled

HANDLERS = handlers(Settings())


def claimed(store: Store) -> ClaimedJob:
    job = table.claim(store, put(store, do="work", seconds=1), "a worker")
    assert job is not None
    return job


def test_of_many_claimants_one_gets_the_job(store: Store) -> None:
    job_id = put(store, do="work", seconds=1)
    with ThreadPoolExecutor(8) as pool:
        claims = list(
            pool.map(lambda n: table.claim(store, job_id, f"worker {n}"), range(8))
        )
    assert sum(claim is not None for claim in claims) == 1


def test_oldest_waiting_job_is_claimed_first_and_a_later_one_not_yet(
    store: Store, clock: FixedClock
) -> None:
    first = put(store, do="work", seconds=1)
    clock.advance(seconds=1)
    second = put(store, do="work", seconds=1)
    with store.system_write() as session:
        session.get_one(Job, second).run_after = clock.now() + timedelta(seconds=5)
    assert table.claim_next(store, "w").id == first
    assert table.claim_next(store, "w") is None
    clock.advance(seconds=5)
    assert table.claim_next(store, "w").id == second


def enqueue_and_fail(store: Store) -> None:
    with store.system_write() as session:
        table.enqueue(session, JobKind.PROPOSE, {}, actor=SYSTEM, at=store.clock.now())
        raise ZeroDivisionError


def test_job_is_only_there_if_the_rows_of_its_work_are(store: Store) -> None:
    with pytest.raises(ZeroDivisionError):
        enqueue_and_fail(store)
    with store.system_read() as session:
        assert table.waiting(session, store.clock.now()) == []


def store_result_of(store: Store, job: ClaimedJob) -> None:
    with store.system_write() as session:
        session.get_one(Job, job.id).failure = f"result of attempt {job.attempt}"
        session.flush()
        table.finish(session, job, store.clock.now())


def test_result_of_a_lost_attempt_is_rolled_back_with_its_transaction(
    store: Store, clock: FixedClock
) -> None:
    first = claimed(store)
    clock.advance(seconds=QUICK.stale_seconds + 1)
    assert reap(store, HANDLERS, QUICK) == [first.id]
    second = table.claim_next(store, "another")
    assert second.attempt == 2
    with pytest.raises(AttemptLost):
        store_result_of(store, first)
    assert row(store, first.id).failure == ""
    store_result_of(store, second)
    done = row(store, first.id)
    assert (done.state, done.failure) == (JobState.DONE, "result of attempt 2")


def test_reaper_leaves_a_job_alone_whose_heart_beats(
    store: Store, clock: FixedClock
) -> None:
    job = claimed(store)
    clock.advance(seconds=QUICK.stale_seconds)
    table.beat(store, job, {"share": 0.5})
    clock.advance(seconds=QUICK.stale_seconds)
    assert reap(store, HANDLERS, QUICK) == []
    assert row(store, job.id).progress == {"share": 0.5}
    clock.advance(microseconds=1)
    assert reap(store, HANDLERS, QUICK) == [job.id]


def test_job_that_falls_silent_each_time_fails_after_its_attempts(
    store: Store, clock: FixedClock
) -> None:
    job = claimed(store)
    for _ in range(3):
        clock.advance(seconds=QUICK.stale_seconds + 1)
        reap(store, HANDLERS, QUICK)
        table.claim_next(store, "w")
    failed = row(store, job.id)
    assert (failed.state, failed.attempts) == (JobState.FAILED, 3)
    assert failed.failure == ending.LOST.format(attempts=3)
    assert settled(store, job.id) == [f"settled-failed-{job.id}"]


def test_cancel_ends_a_waiting_job_at_once_and_asks_a_running_one(
    store: Store, clock: FixedClock
) -> None:
    waiting = put(store, do="work", seconds=1)
    with store.system_write() as session:
        state = table.request_cancel(session, waiting, clock.now())
    assert state is JobState.CANCELLED
    assert table.claim(store, waiting, "w") is None

    running = claimed(store)
    with store.system_write() as session:
        state = table.request_cancel(session, running.id, clock.now())
    assert state is JobState.RUNNING
    assert table.look(store, running) == table.Look(mine=True, cancel_requested=True)


def test_cancelled_job_that_falls_silent_is_not_tried_again(
    store: Store, clock: FixedClock
) -> None:
    job = claimed(store)
    with store.system_write() as session:
        table.request_cancel(session, job.id, clock.now())
    clock.advance(seconds=QUICK.stale_seconds + 1)
    assert reap(store, HANDLERS, QUICK) == []
    assert row(store, job.id).state is JobState.CANCELLED


def test_done_job_can_not_be_cancelled_any_more(
    store: Store, clock: FixedClock
) -> None:
    job = claimed(store)
    with store.system_write() as session:
        table.finish(session, job, clock.now())
        assert table.request_cancel(session, job.id, clock.now()) is JobState.DONE


def test_released_job_keeps_its_attempts(store: Store) -> None:
    job = claimed(store)
    ending.release(store, job)
    assert (row(store, job.id).state, row(store, job.id).attempts) == (
        JobState.QUEUED,
        0,
    )


def test_work_of_a_kind_nobody_here_can_do_is_left_alone(
    store: Store, clock: FixedClock
) -> None:
    with store.system_write() as session:
        at = clock.now()
        foreign = table.enqueue(session, JobKind.IMPORT, {}, actor=SYSTEM, at=at)
    assert table.claim_next(store, "w", HANDLERS) is None
    assert table.claim(store, foreign, "a newer worker") is not None
    clock.advance(seconds=QUICK.stale_seconds + 1)
    assert reap(store, HANDLERS, QUICK) == []
    assert row(store, foreign).state is JobState.RUNNING
