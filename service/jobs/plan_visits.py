"""Contact visits are planned as a job: they have no row of their own to wait in."""

from collections.abc import Mapping
from datetime import datetime
from importlib import import_module
from typing import Any

from sqlalchemy.orm import Session

from service.db.store import Store
from service.jobs.contract import ClaimedJob, Ending, JobControl
from service.jobs.handling import ENGINE, MARGIN_SECONDS
from service.settings import Settings

WORK = "service.use_cases.find_visits"


class PlanVisitsHandler:
    """Read, solve, write; the payload says how many weeks and for how long."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def warm_up(self) -> None:
        """Load the solver."""
        import_module(ENGINE)
        import_module(WORK)

    def limit_seconds(self, payload: Mapping[str, Any]) -> float:
        """The solver ends itself at its own limit; this is the net below."""
        asked = payload.get("seconds", self._settings.solver_seconds)
        return float(asked) + MARGIN_SECONDS

    def run(self, store: Store, job: ClaimedJob, control: JobControl) -> None:
        """Plan visits and let them stand, once."""
        import_module(WORK).find_visits(store, job, control)

    def settle(
        self, session: Session, job: ClaimedJob, ending: Ending, at: datetime
    ) -> None:
        """There are no rows of its own: everything stays as it was."""
        del session, job, ending, at
