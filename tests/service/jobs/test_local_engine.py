"""The local engine for real: child processes, kills, limits, cancel, drain."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from queue import SimpleQueue

import pytest

from service.db.store import Store
from service.domain.kinds import JobState
from service.jobs import ending, local
from service.jobs.limits import JobLimits
from service.jobs.local import LocalBackend
from service.jobs.table import request_cancel
from service.jobs.worker_process import ChildPlan, Message, WorkerProcess
from tests.quickest import quickest
from tests.service.jobs import steps
from tests.service.jobs.steps import QUICK, ended, put, results, running_at, until

Engines = Callable[..., LocalBackend]
pytestmark = [pytest.mark.server, pytest.mark.xdist_group("local-engine")]


@pytest.mark.usefixtures("shared_engine")
def test_work_is_done_once_and_its_progress_is_seen(shared_store: Store) -> None:
    job = put(shared_store, do="work", seconds=0.5, held=0.3)
    until(shared_store, job, running_at(0.3))
    steps.release(shared_store, job)
    row = until(shared_store, job, ended)
    assert row.state is JobState.DONE
    assert row.attempts == 1
    assert len(results(shared_store, job)) == 1


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_killed_child_is_replaced_and_the_job_is_done_once(
    shared_store: Store, shared_engine: LocalBackend, share: float
) -> None:
    job = put(shared_store, do="work", seconds=1.0, held=share)
    until(shared_store, job, running_at(share))
    killed = shared_engine.child_pid
    os.kill(killed, signal.SIGKILL)
    row = until(shared_store, job, ended)
    assert (row.state, row.attempts) == (JobState.DONE, 2)
    assert len(results(shared_store, job)) == 1
    assert shared_engine.child_pid != killed


@pytest.mark.usefixtures("shared_engine")
def test_child_killed_before_its_commit_leaves_nothing_and_is_repeated(
    shared_store: Store,
) -> None:
    job = put(shared_store, do="die_storing")
    row = until(shared_store, job, ended)
    assert (row.state, row.attempts) == (JobState.DONE, 2)
    assert results(shared_store, job) == [f"result-{job}-2"]


def test_child_that_dies_each_time_fails_with_a_sentence_after_three_attempts(
    shared_store: Store, shared_engine: LocalBackend
) -> None:
    job = put(shared_store, do="work", seconds=30)
    for attempt in (1, 2, 3):
        until(
            shared_store,
            job,
            lambda row, attempt=attempt: (
                row.state is JobState.RUNNING and row.attempts == attempt
            ),
        )
        os.kill(shared_engine.child_pid, signal.SIGKILL)
    row = until(shared_store, job, ended)
    assert row.state is JobState.FAILED
    assert row.failure == ending.LOST.format(attempts=3)
    assert steps.settled(shared_store, job) == [f"settled-failed-{job}"]
    assert results(shared_store, job) == []


def test_child_that_hangs_before_it_is_ready_is_replaced_and_the_job_is_done(
    live_store: Store, engine_of: Engines, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every job waited for it for good."""
    begun: list[int] = []

    class FirstHangs(WorkerProcess):
        def __init__(self, plan: ChildPlan, inbox: SimpleQueue[Message | None]) -> None:
            super().__init__(plan, inbox)
            begun.append(self.pid)
            if len(begun) == 1:
                os.kill(self.pid, signal.SIGSTOP)

    monkeypatch.setattr(local, "WorkerProcess", FirstHangs)
    waiting = put(live_store, do="work", seconds=0.1)
    engine_of(JobLimits(**QUICK.as_numbers() | {"start_seconds": 8.0}))
    row = until(live_store, waiting, ended, seconds=60)
    assert (row.state, row.attempts) == (JobState.DONE, 1)
    assert len(begun) >= 2


@pytest.mark.parametrize("kind", ["stubborn", "deaf"])
def test_hung_job_is_killed_at_its_limit_and_the_next_one_runs(
    live_store: Store, engine_of: Engines, kind: str
) -> None:
    limits = JobLimits(**QUICK.as_numbers() | {"grace_seconds": 0.3})
    hung = put(live_store, do=kind, seconds=60, limit=0.5)
    following = put(live_store, do="work", seconds=0.1)
    engine_of(limits)
    until(live_store, hung, lambda row: row.state is JobState.RUNNING)
    row = until(live_store, hung, ended, seconds=30)  # by itself it takes a minute
    assert row.state is JobState.FAILED
    assert row.failure == ending.OVERDUE
    assert until(live_store, following, ended).state is JobState.DONE


@pytest.mark.usefixtures("shared_engine")
def test_memory_hog_fails_with_a_sentence_and_the_next_job_runs(
    shared_store: Store,
) -> None:
    hog = put(shared_store, do="hog", most_mib=QUICK.memory_mib)
    following = put(shared_store, do="work", seconds=0.1)
    row = until(shared_store, hog, ended)
    assert (row.state, row.failure) == (JobState.FAILED, ending.MEMORY)
    assert until(shared_store, following, ended).state is JobState.DONE


@pytest.mark.usefixtures("shared_engine")
def test_cancel_is_answered_within_three_tenths_of_a_second(
    shared_store: Store,
) -> None:
    def cancel() -> float:
        job = put(shared_store, do="work", seconds=30, held=0.9)
        until(shared_store, job, running_at(0.001))
        with shared_store.system_write() as session:
            state = request_cancel(session, job, shared_store.clock.now())
        asked = time.monotonic()
        assert state is JobState.RUNNING
        row = until(shared_store, job, ended)
        took = time.monotonic() - asked
        assert row.state is JobState.CANCELLED
        assert steps.settled(shared_store, job) == [f"settled-cancelled-{job}"]
        return took

    assert quickest(cancel, within=0.3) <= 0.3


@pytest.mark.usefixtures("shared_engine")
def test_job_that_ignores_a_cancel_is_killed(shared_store: Store) -> None:
    job = put(shared_store, do="stubborn", seconds=60)
    until(shared_store, job, lambda row: row.state is JobState.RUNNING)
    steps.cancel(shared_store, job)
    assert until(shared_store, job, ended, seconds=30).state is JobState.CANCELLED


def test_cancel_is_answered_at_once_though_the_child_is_deaf(
    live_store: Store, engine_of: Engines
) -> None:
    """As while a large model is built in native code: no thread of the child runs."""
    engine = engine_of()

    def cancel() -> float:
        job = put(live_store, do="deaf", seconds=60)
        until(live_store, job, lambda row: row.state is JobState.RUNNING)
        pid = engine.child_pid
        with live_store.system_write() as session:
            request_cancel(session, job, live_store.clock.now())
        asked = time.monotonic()
        row = until(live_store, job, ended)
        took = time.monotonic() - asked
        assert row.state is JobState.CANCELLED
        while engine.child_pid == pid:
            assert time.monotonic() - asked < 30
            time.sleep(0.02)
        return took

    assert quickest(cancel, within=0.3) <= 0.3


def test_stop_gives_a_long_job_back_without_counting_the_attempt(
    live_store: Store, engine_of: Engines
) -> None:
    job = put(live_store, do="work", seconds=60)
    engine = engine_of(JobLimits(**QUICK.as_numbers() | {"drain_seconds": 0.5}))
    until(live_store, job, running_at(0.001))
    engine.stop()
    row = steps.row(live_store, job)
    assert (row.state, row.attempts) == (JobState.QUEUED, 0)


def test_stop_lets_a_short_job_finish(live_store: Store, engine_of: Engines) -> None:
    job = put(live_store, do="work", seconds=0.5, held=0.3)
    engine = engine_of()
    until(live_store, job, running_at(0.3))
    later = threading.Timer(0.5, steps.release, (live_store, job))
    later.start()
    engine.stop()
    later.join()
    assert steps.row(live_store, job).state is JobState.DONE
    assert len(results(live_store, job)) == 1


def test_two_engines_on_one_table_do_each_job_once(
    live_store: Store, engine_of: Engines
) -> None:
    jobs = [put(live_store, do="work", seconds=0.05) for _ in range(12)]
    engine_of()
    engine_of()
    for job in jobs:
        assert until(live_store, job, ended).state is JobState.DONE
        assert len(results(live_store, job)) == 1


def test_the_process_with_the_supervisor_never_loads_the_solver() -> None:
    program = (
        "import sys; import service.jobs.local; from service.settings import Settings;"
        "from service.jobs.registry import handlers; handlers(Settings());"
        "sys.exit('ortools' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
