"""The process that does the work of the local engine: ``python -m service.jobs.child``.

Its parent writes one JSON object per line: first how to work, then jobs it has claimed.
The child answers one line per job. When the parent is gone the child ends at once; so
a killed service leaves no worker behind, and what was not committed never happened.
"""

import json
import os
import signal
import sys
import threading
from collections.abc import Mapping
from queue import SimpleQueue
from typing import Any, TextIO
from uuid import UUID

from service.db.engine import make_engine
from service.db.store import Store
from service.domain.kinds import JobKind
from service.jobs.attempt import run_attempt
from service.jobs.contract import ClaimedJob
from service.jobs.limits import JobLimits
from service.jobs.registry import load_handlers
from service.jobs.restricted import restrict, take_stdout
from service.logs import configure_logs
from service.ports import SystemClock
from service.settings import Settings

OVERDUE_EXIT = 70
ORPHAN_EXIT = 71


def main() -> None:
    """Work until the parent closes the pipe."""
    answers = os.fdopen(take_stdout(), "w", encoding="utf-8")
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    orders: SimpleQueue[dict[str, Any]] = SimpleQueue()
    threading.Thread(target=_listen, args=(orders,), daemon=True).start()
    _work(orders, answers)


def _work(orders: SimpleQueue[dict[str, Any]], answers: TextIO) -> None:
    start = orders.get()
    limits = JobLimits(**start["limits"])
    settings = Settings(**start["settings"])
    configure_logs(settings.log_level)
    handlers = load_handlers(start["registry"], settings)
    store = Store(make_engine(settings.database_url), SystemClock())
    for handler in handlers.values():
        handler.warm_up()
    restrict(limits.memory_mib, limits.niceness)
    _answer(answers, {"ready": True})
    while True:
        job = read_job(orders.get())
        state = run_attempt(
            store, handlers, job, limits, lambda: os._exit(OVERDUE_EXIT)
        )
        _answer(answers, {"ended": str(job.id), "state": state and state.value})


def write_job(job: ClaimedJob) -> dict[str, Any]:
    """A claimed job as JSON."""
    return {
        "id": str(job.id),
        "kind": job.kind.value,
        "tenant_id": job.tenant_id and str(job.tenant_id),
        "payload": dict(job.payload),
        "attempt": job.attempt,
        "attempt_token": job.attempt_token,
    }


def read_job(order: Mapping[str, Any]) -> ClaimedJob:
    """A claimed job from JSON."""
    tenant = order["tenant_id"]
    return ClaimedJob(
        id=UUID(order["id"]),
        kind=JobKind(order["kind"]),
        tenant_id=tenant and UUID(tenant),
        payload=order["payload"],
        attempt=order["attempt"],
        attempt_token=order["attempt_token"],
    )


def _answer(answers: TextIO, message: dict[str, Any]) -> None:
    answers.write(json.dumps(message) + "\n")
    answers.flush()


def _listen(orders: SimpleQueue[dict[str, Any]]) -> None:
    for line in sys.stdin:
        orders.put(json.loads(line))
    os._exit(ORPHAN_EXIT)


if __name__ == "__main__":
    main()
