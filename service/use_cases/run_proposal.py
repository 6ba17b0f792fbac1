"""A waiting proposal is computed, in the process that does long work."""

from datetime import datetime
from importlib.metadata import version
from uuid import UUID

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from service.db.audit_trail import record
from service.db.base import TenantTable
from service.db.store import Store
from service.db.tables.planning import Proposal, PseudonymKey
from service.domain.actor import system_actor
from service.domain.kinds import ProposalState
from service.errors import NotFound
from service.jobs.computing import compute, stored_tiers
from service.jobs.contract import ClaimedJob, JobControl
from service.planning.blobs import pack_profile
from service.planning.kinds import kind_of
from service.planning.work import Computed


def run_proposal(store: Store, job: ClaimedJob, control: JobControl) -> None:
    """Snapshot, solve, store: the proposal is ready if this attempt still counts.

    A run that was asked to stop stores nothing; the job's end settles the proposal.

    Raises
    ------
    InvalidInput
        If the stored state or the rules contradict themselves.
    NotFound
        If the proposal is no longer there.
    AttemptLost
        If another attempt owns the job by now; nothing is stored.
    """
    tenant_id = job.tenant_id
    if tenant_id is None:
        raise NotFound
    proposal_id = UUID(job.payload["proposal_id"])
    _begin(store, tenant_id, proposal_id)
    control.report(0.0, "snapshot", {})
    as_of = store.clock.now()
    with store.read(tenant_id) as session:
        proposal = _proposal(session, proposal_id)
        limits = proposal.limits
        work = kind_of(proposal).take(session, proposal, as_of)
    computed = compute(work, limits, control)
    if computed is None:
        return
    with store.write(tenant_id) as session:
        control.finish(session)
        proposal = _proposal(session, proposal_id)
        proposal.limits = {**proposal.limits, "as_of": as_of.isoformat()}
        _store(session, store.clock.now(), proposal, computed)


def _begin(store: Store, tenant_id: UUID, proposal_id: UUID) -> None:
    with store.write(tenant_id) as session:
        proposal = _proposal(session, proposal_id)
        if proposal.state is ProposalState.QUEUED:
            proposal.state = ProposalState.RUNNING


def _proposal(session: Session, proposal_id: UUID) -> Proposal:
    proposal = session.scalars(
        select(Proposal).where(Proposal.id == proposal_id)
    ).one_or_none()
    if proposal is None:
        raise NotFound
    return proposal


def _store(
    session: Session, now: datetime, proposal: Proposal, computed: Computed
) -> None:
    """Plan, provenance, key and rows, in place of any older ones of the proposal."""
    profile = computed.profile
    proposal.state = ProposalState.READY
    proposal.finished_at = now
    proposal.failure = ""
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
        at=now,
    )


def _proposal_of(table: type[TenantTable]) -> ColumnElement[UUID]:
    column: ColumnElement[UUID] = getattr(table, "proposal_id")  # noqa: B009 - not every table has it
    return column
