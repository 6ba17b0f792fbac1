"""Computing a matching."""

from dataclasses import dataclass
from functools import partial

from sqlalchemy.orm import Session

from service.db.tables.engagements import EngagementGap, EngagementItem
from service.db.tables.planning import Proposal
from service.matching.blobs import pack_matching_plan, pack_matching_problem
from service.matching.months import period_between
from service.matching.proposal_rows import plan_rows
from service.matching.snapshot import MatchingSnapshot, take_matching
from service.planning.work import Computed
from service.snapshot.codes import key_to_bytes
from solver import solve
from solver.matching.plan import MatchingPlan
from solver.result import (
    Contradiction,
    ProgressCallback,
    Solved,
    SolveLimits,
    StopCheck,
    Stopped,
)

#: Among a proposal's limits: whether what nobody answered yet was kept.
KEEP_PROPOSED = "keep_proposed"


@dataclass(frozen=True, slots=True)
class MatchingWork:
    """A programme year, or the rest of it."""

    snapshot: MatchingSnapshot

    def compute(
        self, limits: SolveLimits, progress: ProgressCallback, should_stop: StopCheck
    ) -> Computed | None:
        """The best matching; ``None`` if the run was stopped."""
        problem, profile = self.snapshot.problem, self.snapshot.rules.profile
        match solve(problem, profile, limits, progress, should_stop):
            case Solved(plan) | Contradiction(_, plan):
                return _computed(self.snapshot, plan)
            case Stopped():
                return None


def _computed(snapshot: MatchingSnapshot, plan: MatchingPlan) -> Computed:
    problem, digest = pack_matching_problem(snapshot.problem)
    return Computed(
        problem=problem,
        problem_digest=digest,
        plan=pack_matching_plan(plan),
        key=key_to_bytes(snapshot.codes),
        profile=snapshot.rules.profile,
        tiers=plan.tiers,
        not_checked=plan.not_checked,
        standing=snapshot.standing,
        tables=(EngagementItem, EngagementGap),
        rows=partial(plan_rows, snapshot, plan),
    )


def snapshot_for(session: Session, proposal: Proposal) -> MatchingSnapshot:
    """The state of now for the months of a proposal.

    Raises
    ------
    InvalidInput
        If the rules contradict themselves, or there is nobody to match.
    """
    period = period_between(proposal.first_day, proposal.last_day)
    keep = bool(proposal.limits.get(KEEP_PROPOSED, True))
    return take_matching(session, period, keep_proposed=keep)
