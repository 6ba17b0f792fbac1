"""The whole service dies: another one takes its jobs up, and acts on each once."""

import signal
import time
from collections.abc import Callable
from uuid import UUID

import pytest

from service.db.store import Store
from service.domain.kinds import JobState
from tests.service.jobs.conftest import Services, World
from tests.service.jobs.steps import (
    PATIENCE_SECONDS,
    QUICK,
    ended,
    put,
    release,
    results,
    row,
    running_at,
    until,
)

pytestmark = pytest.mark.server


def test_jobs_of_a_killed_service_are_taken_up_by_the_next(
    in_three_worlds: Callable[[Callable[[World, float], None]], None],
) -> None:
    def scenario(world: World, share: float) -> None:
        job = put(world.store, do="work", seconds=2, held=share)
        waiting = put(world.store, do="work", seconds=0.05)
        first = world.services.start()
        until(world.store, job, running_at(share))
        world.services.kill(first)
        world.services.start()
        taken_up = until(world.store, job, ended)
        assert (taken_up.state, taken_up.attempts) == (JobState.DONE, 2)
        assert len(results(world.store, job)) == 1
        assert until(world.store, waiting, ended).attempts == 1
        assert len(results(world.store, waiting)) == 1

    in_three_worlds(scenario)


def test_children_of_a_killed_service_do_not_work_on(
    live_store: Store, services: Services
) -> None:
    job = put(live_store, do="work", seconds=1.0, held=0.5)
    service = services.start()
    until(live_store, job, running_at(0.1))
    services.kill(service)
    assert any(_is_silent(live_store, job) for _ in range(20))
    assert row(live_store, job).state is JobState.RUNNING
    assert results(live_store, job) == []


def _is_silent(store: Store, job: UUID) -> bool:
    """Whether nobody said for four heartbeats that the job is worked on."""
    before = row(store, job).heartbeat_at
    time.sleep(4 * QUICK.heartbeat_seconds)
    return row(store, job).heartbeat_at == before


def test_sigterm_drains_and_ends_in_order(
    live_store: Store, services: Services
) -> None:
    short = put(live_store, do="work", seconds=0.5, held=0.3)
    service = services.start()
    until(live_store, short, running_at(0.1))
    waiting = put(live_store, do="work", seconds=0.1)
    service.send_signal(signal.SIGTERM)
    release(live_store, short)
    assert service.wait(timeout=PATIENCE_SECONDS) == 0
    assert row(live_store, short).state is JobState.DONE
    assert row(live_store, waiting).state is JobState.QUEUED
