"""The built-in server: ``lueckenlos serve`` runs ``python -m api.serve``.

One process answers requests by threads and keeps the engine of long work beside it.
SIGTERM and Ctrl-C end in order: no new requests, running work finished or given back.
"""

import signal
import sys
from types import FrameType

import structlog
from waitress import create_server  # type: ignore[import-untyped]  # ships no types

from api.app import create_app
from service.bootstrap import start
from service.errors import ServiceError
from service.jobs.backend import make_backend
from service.logs import configure_logs
from service.settings import read_settings

log = structlog.get_logger()


def main() -> None:
    """Serve until told to end."""
    settings = read_settings()
    configure_logs(settings.log_level)
    application = start(settings)
    backend = make_backend(settings, application.store)
    server = create_server(
        create_app(application, backend),
        host=settings.host,
        port=settings.port,
        threads=settings.threads,
        clear_untrusted_proxy_headers=False,  # the application decides whom to trust
    )
    signal.signal(signal.SIGTERM, _end)
    backend.start()
    log.info("serving", host=settings.host, port=server.effective_port)
    try:
        server.run()
    finally:
        server.close()
        backend.stop()


def _end(_number: int, _frame: FrameType | None) -> None:
    sys.exit(0)


if __name__ == "__main__":
    try:
        main()
    except ServiceError as refusal:
        sys.exit(str(refusal))
