"""A waiting proposal is computed, in the process that does long work."""

from datetime import datetime
from importlib.metadata import version
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, delete
from sqlalchemy.orm import Session

from service.db.audit_trail import record
from service.db.base import TenantTable
from service.db.store import Store
from service.db.tables.planning import Proposal, PseudonymKey
from service.domain.actor import system_actor
from service.domain.kinds import ProposalState
from service.jobs.computed_row import RowKind, Times, run_row
from service.jobs.computing import Work, stored_tiers
from service.jobs.contract import ClaimedJob, JobControl
from service.planning.blobs import pack_profile
from service.planning.kinds import kind_of
from service.planning.work import Computed


def run_proposal(store: Store, job: ClaimedJob, control: JobControl) -> None:
    """Snapshot, solve, store: the proposal is ready; raises as ``run_row``."""
    run_row(_PROPOSAL, store, job, control)


def _take(session: Session, proposal: Proposal, as_of: datetime) -> Work[Computed]:
    """What the proposal is made for."""
    return kind_of(proposal).take(session, proposal, as_of)


def _keep(
    session: Session, proposal: Proposal, computed: Computed, times: Times
) -> None:
    """Plan, provenance, key and rows, in place of any older ones of the proposal."""
    profile = computed.profile
    proposal.state = ProposalState.READY
    proposal.finished_at = times.now
    proposal.failure = ""
    proposal.limits = {**proposal.limits, "as_of": times.as_of.isoformat()}
    proposal.problem = computed.problem
    proposal.problem_digest = computed.problem_digest
    proposal.plan = computed.plan
    proposal.rule_profile = pack_profile(profile)
    proposal.profile_id = profile.id
    proposal.profile_revision = profile.revision
    proposal.code_version = version("lueckenlos")
    proposal.tiers = stored_tiers(computed.tiers)
    proposal.not_checked = list(computed.not_checked)
    proposal.standing = dict(computed.standing)
    tables: list[type[TenantTable]] = [*computed.tables, PseudonymKey]
    for table in tables:
        session.execute(delete(table).where(_proposal_of(table) == proposal.id))
    session.add_all(computed.rows(proposal.id))
    session.add(PseudonymKey(proposal_id=proposal.id, key=computed.key))
    record(
        session,
        actor=system_actor(proposal.tenant_id),
        action="finish_proposal",
        subject_kind="proposal",
        subject_id=proposal.id,
        detail={"problem_digest": proposal.problem_digest},
        at=times.now,
    )


def _proposal_of(table: type[TenantTable]) -> ColumnElement[UUID]:
    column: ColumnElement[UUID] = getattr(table, "proposal_id")  # noqa: B009 - not every table has it
    return column


_PROPOSAL: Final = RowKind(Proposal, "proposal_id", _take, _keep)
