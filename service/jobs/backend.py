"""Which engine this installation uses."""

from service.db.store import Store
from service.jobs.contract import JobBackend
from service.settings import Settings


def make_backend(settings: Settings, store: Store) -> JobBackend:
    """The engine the settings name; nothing is started yet.

    The engines are loaded here and not above: the local one needs no Celery.
    """
    if settings.job_engine == "celery":
        from service.jobs.celery_backend import CeleryBackend  # noqa: PLC0415 - extra

        return CeleryBackend(store, settings)
    from service.jobs.local import LocalBackend  # noqa: PLC0415 - only where it works

    return LocalBackend(store, settings)
