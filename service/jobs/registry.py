"""Which handler does which kind of work.

An engine gets the registry by its address (``module:function``), because the work is
done in another process; tests name their own.
"""

from importlib import import_module
from typing import cast

from service.domain.kinds import JobKind
from service.jobs.contract import Handlers
from service.jobs.handling import PROPOSAL, SCHEDULING, STUDY, ComputingHandler
from service.jobs.plan_visits import PlanVisitsHandler
from service.jobs.refresh_feeds import RefreshFeedsHandler
from service.settings import Settings

REGISTRY = "service.jobs.registry:handlers"


def handlers(settings: Settings) -> Handlers:
    """The handlers of this product."""
    return {
        JobKind.PROPOSE: ComputingHandler(settings, PROPOSAL),
        JobKind.MATCH: ComputingHandler(settings, PROPOSAL),
        JobKind.SCHEDULE: ComputingHandler(settings, SCHEDULING),
        JobKind.STUDY: ComputingHandler(settings, STUDY),
        JobKind.VISITS: PlanVisitsHandler(settings),
        JobKind.REFRESH_FEEDS: RefreshFeedsHandler(),
    }


def load_handlers(registry: str, settings: Settings) -> Handlers:
    """The handlers that live at an address.

    Parameters
    ----------
    registry
        ``module:function``; the function takes the settings.
    """
    module, _, function = registry.partition(":")
    return cast("Handlers", getattr(import_module(module), function)(settings))
