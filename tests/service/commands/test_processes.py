"""``serve`` and ``worker`` as processes: they answer, compute, and end in order."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from service.commands.common.exits import ExitCode
from service.db.engine import make_engine
from service.db.store import Store
from service.db.tables.jobs import Job
from service.db.tables.tenancy import Tenant
from service.domain.actor import system_actor
from service.domain.kinds import JobKind, JobState
from service.jobs.table import enqueue
from service.ports import SystemClock
from tests.service.commands.conftest import call

pytestmark = [
    pytest.mark.server,
    pytest.mark.usefixtures("office"),
    pytest.mark.xdist_group("cli-processes"),
]
#: Guards against hanging only: a busy machine takes its time.
PATIENCE_SECONDS = 60.0
PROGRAM = Path(sys.executable).with_name("lueckenlos")


@contextmanager
def running(
    folder: Path, *arguments: str
) -> Iterator[tuple[subprocess.Popen[bytes], Path]]:
    log = folder / f"{arguments[0]}.log"
    with log.open("wb") as out:
        process = subprocess.Popen([PROGRAM, *arguments], stdout=out, stderr=out)
    try:
        yield process, log
    finally:
        process.kill()
        process.wait()


def until(path: Path, pattern: str, seconds: float = PATIENCE_SECONDS) -> re.Match[str]:
    deadline = time.monotonic() + seconds
    while not (found := re.search(pattern, path.read_text())):
        assert time.monotonic() < deadline, path.read_text()
        time.sleep(0.05)
    return found


def children_of(pid: int) -> list[int]:
    threads = Path(f"/proc/{pid}/task").iterdir()
    lines = [(thread / "children").read_text() for thread in threads]
    return [int(child) for line in lines for child in line.split()]


def worker_of(pid: int, seconds: float = PATIENCE_SECONDS) -> list[int]:
    """The child that works for a service; it is started beside the server."""
    deadline = time.monotonic() + seconds
    while not (found := children_of(pid)):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert len(found) == 1
    return found


def is_gone(pid: int, seconds: float = PATIENCE_SECONDS) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if not Path(f"/proc/{pid}").exists():
            return True
        time.sleep(0.05)
    return False


def test_serve_answers_without_the_solver_and_ends_on_sigterm(
    environment: Path,
) -> None:
    with running(environment, "serve", "--port", "0") as (process, log):
        port = until(log, r'"port": "?(\d+)').group(1)
        answer = urllib.request.urlopen(
            f"http://127.0.0.1:{port}/readyz", timeout=PATIENCE_SECONDS
        )
        with answer:
            assert answer.status == 200
        assert "ortools" not in Path(f"/proc/{process.pid}/maps").read_text()
        children = worker_of(process.pid)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=PATIENCE_SECONDS) == 0
        assert all(is_gone(child) for child in children)


def test_worker_computes_what_others_enqueue_and_ends_on_sigterm(
    environment: Path,
) -> None:
    assert call("worker", "--check").code == 0
    store = Store(make_engine(os.environ["LUECKENLOS_DATABASE_URL"]), SystemClock())
    with store.system_write() as session:
        tenant_id = session.scalars(select(Tenant.id)).one()
    with store.write(tenant_id) as session:
        actor = system_actor(tenant_id)
        at = store.clock.now()
        job = enqueue(session, JobKind.REFRESH_FEEDS, {}, actor=actor, at=at)
    with running(environment, "worker") as (process, _log):
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            with store.system_read() as session:
                state = session.get_one(Job, job).state
            if state is JobState.DONE:
                break
            assert time.monotonic() < deadline, state
            time.sleep(0.1)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=PATIENCE_SECONDS) == 0
    store.engine.dispose()


def test_serve_says_what_is_missing(
    environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LUECKENLOS_DATABASE_URL", f"sqlite:///{environment}/no.sqlite")
    with running(environment, "serve", "--port", "0") as (process, log):
        assert process.wait(timeout=PATIENCE_SECONDS) != 0
        assert "lueckenlos init" in log.read_text()
        assert "Traceback" not in log.read_text()


def test_ctrl_c_while_planning_cancels_the_proposal(environment: Path) -> None:
    store = Store(make_engine(os.environ["LUECKENLOS_DATABASE_URL"]), SystemClock())
    arguments = ("plan", "--from", "2027-05-03", "--to", "2027-05-07")
    with running(environment, *arguments) as (process, log):
        job = newest_job(store)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=PATIENCE_SECONDS) == ExitCode.INTERRUPTED
    assert "Abgebrochen." in log.read_text()
    with store.system_read() as session:
        assert session.get_one(Job, job).state is JobState.CANCELLED
    store.engine.dispose()


def newest_job(store: Store, seconds: float = PATIENCE_SECONDS) -> UUID:
    """The job of a proposal, as soon as it is there."""
    deadline = time.monotonic() + seconds
    waiting = select(Job.id).where(Job.kind == JobKind.PROPOSE)
    while True:
        with store.system_read() as session:
            found = session.scalar(waiting)
        if found is not None:
            return found
        assert time.monotonic() < deadline
        time.sleep(0.02)
