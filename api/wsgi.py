"""Entry for WSGI servers: ``gunicorn 'api.wsgi:create()'``."""

from flask import Flask

from api.app import create_app
from service.bootstrap import start
from service.jobs.backend import make_backend
from service.logs import configure_logs
from service.settings import read_settings


def create() -> Flask:
    """The application of the installation the environment describes.

    Long work is told to the workers where they listen to a broker; workers of the
    local engine find it in the database by themselves.
    """
    settings = read_settings()
    configure_logs(settings.log_level)
    application = start(settings)
    listening = settings.job_engine == "celery"
    backend = make_backend(settings, application.store) if listening else None
    return create_app(application, backend)
