"""A service of its own for the kill tests: ``python -m … DATABASE_URL [BROKER_URL]``.

Without a broker it runs the local engine, with one a Celery worker.
"""

import signal
import sys
import threading

from service.db.engine import make_engine
from service.db.store import Store
from service.jobs.celery_worker import WorkerPlan, run_celery_worker
from service.jobs.local import LocalBackend
from service.ports import SystemClock
from service.settings import Settings
from tests.service.jobs.handlers import REGISTRY
from tests.service.jobs.steps import QUICK


def main() -> None:
    database_url, *broker = sys.argv[1:]
    if broker:
        settings = Settings(
            database_url=database_url, job_engine="celery", broker_url=broker[0]
        )
        run_celery_worker(WorkerPlan(settings, QUICK, REGISTRY))
        return
    store = Store(make_engine(database_url), SystemClock())
    backend = LocalBackend(store, Settings(database_url=database_url), QUICK, REGISTRY)
    ended = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: ended.set())
    backend.start()
    ended.wait()
    backend.stop()


if __name__ == "__main__":
    main()
