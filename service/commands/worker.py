"""``lueckenlos worker``: computes jobs and serves nobody."""

import signal
import socket
import threading

import click

from service.bootstrap import Application, start
from service.commands.common.exits import ExitCode
from service.commands.common.printing import print_json
from service.commands.common.words import command as make_command
from service.commands.common.words import json_option, option
from service.i18n import translate as _
from service.jobs.limits import JobLimits
from service.logs import configure_logs
from service.settings import Settings, read_settings
from service.use_cases.check_readiness import check_readiness

PING_SECONDS = 5.0


@make_command(
    "Rechnet Aufträge, ohne Anfragen zu bedienen.\n\nWomit, sagt die Einstellung"
    " job_engine: local rechnet in einem überwachten Kindprozess, celery nimmt Aufträge"
    " von Valkey. SIGTERM beendet geordnet: Laufendes wird fertig oder zurückgegeben."
)
@option("--check", is_flag=True, help="Nur prüfen, ob hier gerechnet werden kann.")
@option(
    "--processes",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="Rechenprozesse nebeneinander, nur für celery.",
)
@json_option
def command(processes: int, *, check: bool, as_json: bool) -> ExitCode:
    """Work until told to end."""
    settings = read_settings()
    configure_logs(settings.log_level)
    application = start(settings)
    if check:
        return _check(application, as_json=as_json)
    if settings.job_engine == "celery":
        _work_for_celery(settings, processes)
    else:
        _work_here(application)
    return ExitCode.DONE


def _work_for_celery(settings: Settings, processes: int) -> None:
    # Celery is an extra: installations without it never load it.
    from service.jobs.celery_worker import (  # noqa: PLC0415
        WorkerPlan,
        run_celery_worker,
    )

    limits = JobLimits.from_settings(settings)
    run_celery_worker(WorkerPlan(settings, limits, processes=processes))


def _work_here(application: Application) -> None:
    from service.jobs.local import LocalBackend  # noqa: PLC0415 - see above

    backend = LocalBackend(application.store, application.settings)
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    backend.start()
    ended.wait()
    backend.stop()


def _check(application: Application, *, as_json: bool) -> ExitCode:
    check_readiness(application.store)
    engine = application.settings.job_engine
    ready = engine != "celery" or _answers(application)
    if as_json:
        print_json({"ready": ready, "job_engine": engine})
        return ExitCode.DONE if ready else ExitCode.BUSY
    if not ready:
        click.echo(_("Auf diesem Rechner antwortet kein Rechenprozess."), err=True)
        return ExitCode.BUSY
    click.echo(_("Hier kann gerechnet werden."))
    return ExitCode.DONE


def _answers(application: Application) -> bool:
    from service.jobs.celery_app import make_celery  # noqa: PLC0415 - see above

    app = make_celery(application.settings)
    name = f"celery@{socket.gethostname()}"
    return bool(app.control.ping(destination=[name], timeout=PING_SECONDS))
