"""Planning as a job; the solver is loaded only in the process that works."""

from collections.abc import Mapping
from datetime import datetime
from importlib import import_module
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.store import Store
from service.db.tables.planning import Proposal
from service.domain.kinds import JobState, ProposalState
from service.jobs.contract import ClaimedJob, Ending, JobControl
from service.settings import Settings

MARGIN_SECONDS = 60.0
"""For the snapshot, the tiers' last steps and storing the result."""

_ENDED = {
    JobState.FAILED: ProposalState.FAILED,
    JobState.CANCELLED: ProposalState.CANCELLED,
}


class ProposeHandler:
    """Snapshot, solve, store; the payload names the proposal."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def warm_up(self) -> None:
        """Load the solver."""
        import_module("ortools.sat.python.cp_model")
        import_module("service.use_cases.run_proposal")

    def limit_seconds(self, payload: Mapping[str, Any]) -> float:
        """The solver ends itself at its own limit; this is the net below."""
        asked = payload.get("seconds", self._settings.solver_seconds)
        return float(asked) + MARGIN_SECONDS

    def run(self, store: Store, job: ClaimedJob, control: JobControl) -> None:
        """Compute the proposal and store it, once."""
        module = import_module("service.use_cases.run_proposal")
        module.run_proposal(store, job, control)

    def settle(
        self, session: Session, job: ClaimedJob, ending: Ending, at: datetime
    ) -> None:
        """The proposal ends as its job did, unless it has ended before."""
        proposal = session.scalars(
            select(Proposal).where(Proposal.id == UUID(job.payload["proposal_id"]))
        ).one_or_none()
        if proposal is None or proposal.state not in (
            ProposalState.QUEUED,
            ProposalState.RUNNING,
        ):
            return
        proposal.state = _ENDED[ending.state]
        proposal.failure = ending.sentence
        proposal.finished_at = at
