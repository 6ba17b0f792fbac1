"""Celery on Valkey as wake-up call: the message carries an id, the row decides.

Delivered late, twice or never, a message does no harm: a claim that comes second is
refused, and waiting rows are sent again.
"""

from typing import Any

from celery import Celery

from service.settings import Settings

QUEUE = "lueckenlos"
RUN_JOB = "lueckenlos.run_job"
_SLOWEST_IMPORT_SECONDS = 60.0


def make_celery(settings: Settings) -> Celery:
    """The app for senders and workers; nothing is connected yet."""
    app = Celery("lueckenlos", broker=settings.broker_url)
    app.conf.update(_CONF | {"broker_transport_options": _transport(settings)})
    return app


def _transport(settings: Settings) -> dict[str, Any]:
    longest = max(settings.solver_seconds, settings.study_seconds)
    return {
        # longer than the longest job, or a live job's message comes again for nothing
        "visibility_timeout": 2 * longest + 600,
        # kombu looks for lost messages every 10 x 10 s unless told otherwise
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
        "socket_connect_timeout": 2,
        "socket_timeout": 5,
        # a sender gives up soon: the row is there and will be sent again
        "max_retries": 1,
        "interval_start": 0,
        "interval_step": 0.2,
        "interval_max": 0.2,
    }


_CONF: dict[str, Any] = {
    "task_default_queue": QUEUE,
    "task_acks_late": True,
    "task_reject_on_worker_lost": True,
    "task_ignore_result": True,
    "task_serializer": "json",
    "accept_content": ["json"],
    "worker_prefetch_multiplier": 1,
    "worker_redirect_stdouts": False,
    "worker_hijack_root_logger": False,
    # a new child imports the solver before it reports
    "worker_proc_alive_timeout": _SLOWEST_IMPORT_SECONDS,
    "broker_connection_retry_on_startup": True,
    "broker_connection_max_retries": None,
    "enable_utc": True,
}
