"""The feeds' window moves every night: re-assemble what it touches, as a job."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from service.calendars.refresh import refresh_window
from service.db.store import Store
from service.jobs.contract import ClaimedJob, Ending, JobControl

LIMIT_SECONDS = 600.0


class RefreshFeedsHandler:
    """Re-assemble one tenant's feeds."""

    def warm_up(self) -> None:
        """Nothing here is slow to load."""

    def limit_seconds(self, payload: Mapping[str, Any]) -> float:
        """Ten minutes for the largest tenant."""
        del payload
        return LIMIT_SECONDS

    def run(self, store: Store, job: ClaimedJob, control: JobControl) -> None:
        """Re-assemble; running it twice gives the same bytes."""
        if job.tenant_id is None:
            raise ValueError("feeds belong to a tenant")
        refresh_window(store, job.tenant_id)
        with store.system_write() as session:
            control.finish(session)

    def settle(
        self, session: Session, job: ClaimedJob, ending: Ending, at: datetime
    ) -> None:
        """There are no rows of its own: the next night does it again."""
        del session, job, ending, at
