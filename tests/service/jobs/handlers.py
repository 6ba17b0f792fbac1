"""Handlers that work, hang, eat memory or die on order, for the engines' tests."""

import ctypes
import os
import signal
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from service.db.store import Store
from service.db.tables.jobs import Periodic
from service.domain.kinds import JobKind
from service.errors import Busy, InvalidInput
from service.jobs.contract import ClaimedJob, Ending, Handlers, JobControl
from service.settings import Settings

STEP_SECONDS = 0.05
REGISTRY = "tests.service.jobs.handlers:handlers"


class OrderedHandler:
    """Does what the payload says; a result is one row per attempt that got through."""

    def warm_up(self) -> None:
        """Nothing is slow to load here."""

    def limit_seconds(self, payload: Mapping[str, Any]) -> float:
        return float(payload.get("limit", 60))

    def run(self, store: Store, job: ClaimedJob, control: JobControl) -> None:
        getattr(self, "_" + job.payload["do"])(store, job, control)

    def settle(
        self, session: Session, job: ClaimedJob, ending: Ending, at: datetime
    ) -> None:
        del at
        self._note(session, f"settled-{ending.state.value}-{job.id}")

    def _work(self, store: Store, job: ClaimedJob, control: JobControl) -> None:
        """Works by the clock; the first attempt waits where it is ``held``."""
        seconds = job.payload["seconds"]
        held = job.payload.get("held") if job.attempt == 1 else None
        begin = time.monotonic()
        while (done := (time.monotonic() - begin) / seconds) < 1 or held is not None:
            if held is not None and done >= held:
                done = held
                if self._released(store, job):
                    held = None
            if control.should_stop():
                return
            control.report(done, "works", {})
            time.sleep(STEP_SECONDS)
        self._store_result(store, job, control)

    def _stubborn(self, store: Store, job: ClaimedJob, control: JobControl) -> None:
        """Never asks whether to stop."""
        del store, control
        time.sleep(job.payload["seconds"])

    def _deaf(self, store: Store, job: ClaimedJob, control: JobControl) -> None:
        """Hangs in native code that keeps the interpreter's lock: no thread runs."""
        del store, control
        ctypes.PyDLL(None).sleep(job.payload["seconds"])

    def _hog(self, store: Store, job: ClaimedJob, control: JobControl) -> None:
        del store, control
        hoard = []
        while True:
            hoard.append(bytearray(64 * 1024 * 1024))
            if len(hoard) * 64 > job.payload["most_mib"]:
                raise AssertionError("the memory was not bounded")

    def _fault(self, store: Store, job: ClaimedJob, control: JobControl) -> None:
        del store, control
        raise ValueError(f"attempt {job.attempt} of a handler with a fault")

    def _refuse(self, store: Store, job: ClaimedJob, control: JobControl) -> None:
        del store, job, control
        raise InvalidInput("Am 31. Februar wird niemand krank.")

    def _busy(self, store: Store, job: ClaimedJob, control: JobControl) -> None:
        if job.attempt == 1:
            raise Busy("Bitte gleich noch einmal.", retry_seconds=0)
        self._store_result(store, job, control)

    def _forget(self, store: Store, job: ClaimedJob, control: JobControl) -> None:
        """Returns without a result: a fault of the handler."""

    def _die_storing(self, store: Store, job: ClaimedJob, control: JobControl) -> None:
        """The first attempt is killed between its result and the commit."""
        with store.system_write() as session:
            self._note(session, f"result-{job.id}-{job.attempt}")
            control.finish(session)
            session.flush()
            if job.attempt == 1:
                os.kill(os.getpid(), signal.SIGKILL)

    def _store_result(self, store: Store, job: ClaimedJob, control: JobControl) -> None:
        with store.system_write() as session:
            self._note(session, f"result-{job.id}-{job.attempt}")
            control.finish(session)

    @staticmethod
    def _released(store: Store, job: ClaimedJob) -> bool:
        with store.system_read() as session:
            return session.get(Periodic, f"released-{job.id}") is not None

    @staticmethod
    def _note(session: Session, name: str) -> None:
        session.add(Periodic(name=name, next_run_at=datetime(2100, 1, 1, tzinfo=UTC)))


def handlers(settings: Settings) -> Handlers:
    """One handler that stands for all kinds."""
    del settings
    return {JobKind.PROPOSE: OrderedHandler()}
