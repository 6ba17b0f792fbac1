"""Handlers of long work that has a row of its own: its result, or why there is none.

The work is loaded only in the process that does it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.store import Store
from service.db.tables.planning import Proposal
from service.db.tables.scheduling import Scheduling
from service.db.tables.studies import Study
from service.domain.kinds import JobState, ProposalState, StudyState
from service.jobs.contract import ClaimedJob, Ending, JobControl
from service.settings import Settings

MARGIN_SECONDS = 60.0
"""For the snapshot, the last steps of the work and storing the result."""

ENGINE = "ortools.sat.python.cp_model"


@dataclass(frozen=True, slots=True)
class OwnRow:
    """How the work's own row is found, and the words for how it goes.

    ``address`` is ``module:function`` of what computes and stores it.
    """

    find: Callable[[Session, UUID], Proposal | Study | Scheduling | None]
    key: str
    address: str
    states: type[ProposalState] | type[StudyState] | type[JobState]


def _proposal(session: Session, row_id: UUID) -> Proposal | None:
    query = select(Proposal).where(Proposal.id == row_id)
    return session.scalars(query).one_or_none()


def _study(session: Session, row_id: UUID) -> Study | None:
    return session.scalars(select(Study).where(Study.id == row_id)).one_or_none()


def _scheduling(session: Session, row_id: UUID) -> Scheduling | None:
    query = select(Scheduling).where(Scheduling.id == row_id)
    return session.scalars(query).one_or_none()


PROPOSAL = OwnRow(
    _proposal,
    "proposal_id",
    "service.use_cases.run_proposal:run_proposal",
    ProposalState,
)
STUDY = OwnRow(_study, "study_id", "service.use_cases.run_study:run_study", StudyState)
SCHEDULING = OwnRow(
    _scheduling,
    "scheduling_id",
    "service.use_cases.find_dates:find_dates",
    JobState,
)


class ComputingHandler:
    """Snapshot, solve, store; the payload names the row and the seconds asked for."""

    def __init__(self, settings: Settings, row: OwnRow) -> None:
        self._settings = settings
        self._row = row

    def warm_up(self) -> None:
        """Load the solver."""
        import_module(ENGINE)
        import_module(self._row.address.partition(":")[0])

    def limit_seconds(self, payload: Mapping[str, Any]) -> float:
        """The solver ends itself at its own limit; this is the net below."""
        asked = payload.get("seconds", self._settings.solver_seconds)
        return float(asked) + MARGIN_SECONDS

    def run(self, store: Store, job: ClaimedJob, control: JobControl) -> None:
        """Compute the row's result and store it, once."""
        module, _, function = self._row.address.partition(":")
        getattr(import_module(module), function)(store, job, control)

    def settle(
        self, session: Session, job: ClaimedJob, ending: Ending, at: datetime
    ) -> None:
        """The row ends as its job did, unless it has ended before."""
        row = self._row.find(session, UUID(job.payload[self._row.key]))
        states = self._row.states
        if row is None or row.state not in (states.QUEUED, states.RUNNING):
            return
        ended = {
            JobState.FAILED: states.FAILED,
            JobState.CANCELLED: states.CANCELLED,
        }
        row.state = ended[ending.state]
        row.failure = ending.sentence
        row.finished_at = at
