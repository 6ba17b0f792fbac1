"""Computing a proposal of substitution."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from service.db.tables.planning import Proposal, ProposalGap, ProposalItem
from service.planning.blobs import pack_plan, pack_problem
from service.planning.proposal_rows import plan_rows
from service.planning.work import Computed
from service.snapshot import Snapshot, take_snapshot
from solver import solve
from solver.result import (
    Contradiction,
    ProgressCallback,
    Solved,
    SolveLimits,
    StopCheck,
    Stopped,
)
from solver.substitution.plan import Plan


@dataclass(frozen=True, slots=True)
class SubstitutionWork:
    """Days of a tenant or an area."""

    snapshot: Snapshot

    def compute(
        self, limits: SolveLimits, progress: ProgressCallback, should_stop: StopCheck
    ) -> Computed | None:
        """The best plan; ``None`` if the run was stopped."""
        snapshot = self.snapshot
        result = solve(
            snapshot.problem,
            snapshot.rules.profile,
            limits,
            progress=progress,
            should_stop=should_stop,
        )
        match result:
            case Solved(plan) | Contradiction(_, plan):
                return _computed(snapshot, plan)
            case Stopped():
                return None


def _computed(snapshot: Snapshot, plan: Plan) -> Computed:
    problem, digest = pack_problem(snapshot.problem)
    return Computed(
        problem=problem,
        problem_digest=digest,
        plan=pack_plan(plan),
        key=snapshot.pseudonyms.to_bytes(),
        profile=snapshot.rules.profile,
        tiers=plan.tiers,
        not_checked=plan.not_checked,
        standing=snapshot.standing,
        tables=(ProposalItem, ProposalGap),
        rows=partial(plan_rows, snapshot, plan),
    )


def take_substitution(
    session: Session, proposal: Proposal, now: datetime
) -> SubstitutionWork:
    """Read the state that a proposal of substitution is made for.

    Raises
    ------
    InvalidInput
        If the stored state or the rules contradict themselves.
    """
    snapshot = take_snapshot(
        session,
        first_day=proposal.first_day,
        last_day=proposal.last_day,
        area=proposal.area_id,
        now=now,
    )
    return SubstitutionWork(snapshot)
