"""The engine at scale for real: Celery, Valkey, kills, a broker that goes away."""

import os
import signal
import time
from collections.abc import Callable, Iterator

import pytest

from service.db.store import Store
from service.domain.kinds import JobState
from service.jobs import ending
from service.jobs.celery_backend import CeleryBackend
from service.settings import Settings
from tests.service.jobs import steps
from tests.service.jobs.conftest import Services, World
from tests.service.jobs.handlers import REGISTRY
from tests.service.jobs.steps import (
    PATIENCE_SECONDS,
    QUICK,
    ended,
    put,
    results,
    row,
    running_at,
    until,
)
from tests.valkey import Valkey

pytestmark = pytest.mark.server


@pytest.fixture
def sender(
    live_store: Store, sqlite_url: str, valkey: Valkey
) -> Iterator[CeleryBackend]:
    settings = Settings(
        database_url=sqlite_url, job_engine="celery", broker_url=valkey.url
    )
    backend = CeleryBackend(live_store, settings, QUICK, REGISTRY)
    yield backend
    backend.stop()


def test_each_call_is_answered_once_even_if_it_comes_twice(
    live_store: Store, services: Services, valkey: Valkey, sender: CeleryBackend
) -> None:
    services.start(valkey.url)
    jobs = [put(live_store, do="work", seconds=0.05) for _ in range(5)]
    for job in [*jobs, *jobs]:
        sender.submit(job)
    for job in jobs:
        done = until(live_store, job, ended)
        assert (done.state, done.attempts) == (JobState.DONE, 1)
        assert len(results(live_store, job)) == 1


def test_killed_children_and_workers_lose_no_job_and_act_on_none_twice(
    in_three_worlds: Callable[[Callable[[World, float], None]], None],
) -> None:
    def scenario(world: World, share: float) -> None:
        world.valkey.start()
        settings = Settings(database_url=world.url, broker_url=world.valkey.url)
        sender = CeleryBackend(world.store, settings, QUICK, REGISTRY)
        worker = world.services.start(world.valkey.url)
        for victim in ("child", "worker"):
            job = put(world.store, do="work", seconds=2, held=share)
            sender.submit(job)
            claimed_by = until(world.store, job, running_at(share)).claimed_by
            if victim == "child":
                os.kill(int(claimed_by.split(":")[1]), signal.SIGKILL)
            else:
                os.killpg(worker.pid, signal.SIGKILL)
                worker.wait()
                world.services.start(world.valkey.url)
            done = until(world.store, job, ended)
            assert (done.state, done.attempts) == (JobState.DONE, 2)
            assert len(results(world.store, job)) == 1
        sender.stop()

    in_three_worlds(scenario)


def test_job_enqueued_without_a_broker_survives_and_is_picked_up_later(
    live_store: Store, services: Services, valkey: Valkey, sender: CeleryBackend
) -> None:
    valkey.stop()
    job = put(live_store, do="work", seconds=0.1)
    begin = time.monotonic()
    sender.submit(job)
    assert time.monotonic() - begin < 20, "a sender must not wait for the broker"
    assert row(live_store, job).state is JobState.QUEUED
    services.start(valkey.url)
    time.sleep(2.5)  # the worker is up by now and looks for its broker
    valkey.start()
    assert until(live_store, job, ended).state is JobState.DONE
    assert len(results(live_store, job)) == 1


def test_cancel_hang_memory_and_sigterm_on_a_worker(
    live_store: Store, services: Services, valkey: Valkey, sender: CeleryBackend
) -> None:
    worker = services.start(valkey.url)
    long = put(live_store, do="work", seconds=120)
    sender.submit(long)
    until(live_store, long, running_at(0.001))
    steps.cancel(live_store, long)
    assert until(live_store, long, ended).state is JobState.CANCELLED

    hung = put(live_store, do="stubborn", seconds=60, limit=0.3)
    sender.submit(hung)
    assert until(live_store, hung, ended).failure == ending.OVERDUE

    hog = put(live_store, do="hog", most_mib=QUICK.memory_mib)
    sender.submit(hog)
    assert until(live_store, hog, ended).failure == ending.MEMORY

    short = put(live_store, do="work", seconds=0.5, held=0.3)
    sender.submit(short)
    until(live_store, short, running_at(0.1))
    worker.send_signal(signal.SIGTERM)
    steps.release(live_store, short)
    worker.wait(timeout=PATIENCE_SECONDS)
    assert row(live_store, short).state is JobState.DONE
    assert len(results(live_store, short)) == 1
