"""A waiting proposal is computed, in the process that does long work."""

from collections.abc import Callable
from datetime import datetime
from importlib.metadata import version
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.audit_trail import record
from service.db.store import Store
from service.db.tables.planning import Proposal
from service.domain.actor import system_actor
from service.domain.kinds import ProposalState
from service.errors import InvalidInput, NotFound
from service.jobs.contract import ClaimedJob, JobControl
from service.planning.blobs import pack_plan, pack_problem, pack_profile
from service.planning.proposal_rows import store_plan, stored_tiers
from service.snapshot import Snapshot, take_snapshot
from solver import solve
from solver.errors import EngineFault, SolverError
from solver.result import Contradiction, Progress, Solved, SolveLimits, Stopped
from solver.substitution.plan import Plan

_SNAPSHOT_SHARE = 0.05


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
        limits = _limits(proposal.limits)
        snapshot = take_snapshot(
            session,
            first_day=proposal.first_day,
            last_day=proposal.last_day,
            area=proposal.area_id,
            now=as_of,
        )
    plan = _plan(snapshot, limits, control)
    if plan is None:
        return
    with store.write(tenant_id) as session:
        control.finish(session)
        proposal = _proposal(session, proposal_id)
        proposal.limits = {**proposal.limits, "as_of": as_of.isoformat()}
        _store(session, store.clock.now(), proposal, snapshot, plan)


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


def _limits(stored: dict[str, Any]) -> SolveLimits:
    return SolveLimits(
        seconds=float(stored["seconds"]),
        workers=int(stored["workers"]),
        seed=int(stored["seed"]),
    )


def _plan(snapshot: Snapshot, limits: SolveLimits, control: JobControl) -> Plan | None:
    """The plan; ``None`` if the run was stopped."""
    try:
        result = solve(
            snapshot.problem,
            snapshot.rules.profile,
            limits,
            progress=_reporter(control),
            should_stop=control.should_stop,
        )
    except EngineFault:
        raise
    except SolverError as error:
        raise InvalidInput(str(error)) from error
    match result:
        case Solved(plan) | Contradiction(_, plan):
            return plan
        case Stopped():
            return None


def _reporter(control: JobControl) -> Callable[[Progress], None]:
    def report(progress: Progress) -> None:
        share = _SNAPSHOT_SHARE + (1 - _SNAPSHOT_SHARE) * progress.share
        detail = {"tiers": stored_tiers(progress.tiers)}
        control.report(share, progress.phase, detail)

    return report


def _store(
    session: Session, now: datetime, proposal: Proposal, snapshot: Snapshot, plan: Plan
) -> None:
    proposal.state = ProposalState.READY
    proposal.finished_at = now
    proposal.failure = ""
    proposal.problem, proposal.problem_digest = pack_problem(snapshot.problem)
    proposal.plan = pack_plan(plan)
    profile = snapshot.rules.profile
    proposal.rule_profile = pack_profile(profile)
    proposal.profile_id = profile.id
    proposal.profile_revision = profile.revision
    proposal.code_version = version("lueckenlos")
    proposal.tiers = stored_tiers(plan.tiers)
    proposal.not_checked = list(plan.not_checked)
    proposal.standing = dict(snapshot.standing)
    store_plan(session, proposal, snapshot, plan)
    record(
        session,
        actor=system_actor(proposal.tenant_id),
        action="finish_proposal",
        subject_kind="proposal",
        subject_id=proposal.id,
        detail={"problem_digest": proposal.problem_digest},
        at=now,
    )
