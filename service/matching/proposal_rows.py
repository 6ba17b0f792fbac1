"""A matching as rows of its proposal, and those rows as a plan of today's problem."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.tables.engagements import EngagementGap, EngagementItem
from service.matching.months import first_day_of
from service.matching.snapshot import MatchingSnapshot
from service.planning.facts import stored_facts
from solver.matching.plan import MatchingPlan, Unserved
from solver.matching.problem import Engagement


def plan_rows(
    snapshot: MatchingSnapshot, plan: MatchingPlan, proposal_id: UUID
) -> Iterator[EngagementItem | EngagementGap]:
    """Engagements proposed, and kindergartens without one."""
    rows = snapshot.codes.rows
    reasons = {reason.engagement: reason.facts for reason in plan.reasons}
    for engagement in plan.assignments:
        kindergarten = snapshot.problem.kindergartens[engagement.kindergarten]
        yield EngagementItem(
            id=uuid4(),
            proposal_id=proposal_id,
            coach_id=rows[engagement.coach],
            kindergarten_id=rows[engagement.kindergarten],
            first_month=first_day_of(kindergarten.first_month),
            last_month=first_day_of(kindergarten.last_month),
            half_hours=engagement.half_hours,
            visits_per_month=kindergarten.visits_per_month,
            facts=stored_facts(reasons.get(engagement, {}), snapshot.codes),
        )
    for unserved in plan.unserved:
        yield EngagementGap(
            id=uuid4(),
            proposal_id=proposal_id,
            kindergarten_id=rows[unserved.kindergarten],
            refusals=_refusals(unserved, snapshot),
        )


def _refusals(unserved: Unserved, snapshot: MatchingSnapshot) -> list[dict[str, Any]]:
    rows = snapshot.codes.rows
    return [
        {
            "coach": str(rows[refusal.coach]) if refusal.coach else None,
            "rule": refusal.rule,
            "facts": stored_facts(refusal.facts, snapshot.codes),
        }
        for refusal in unserved.refusals
    ]


def items_of(session: Session, proposal_id: UUID) -> Sequence[EngagementItem]:
    """Proposed engagements in a stable order."""
    return session.scalars(
        select(EngagementItem)
        .where(EngagementItem.proposal_id == proposal_id)
        .order_by(EngagementItem.kindergarten_id)
    ).all()


def gaps_of(session: Session, proposal_id: UUID) -> Sequence[EngagementGap]:
    """Kindergartens without a coach in a stable order."""
    return session.scalars(
        select(EngagementGap)
        .where(EngagementGap.proposal_id == proposal_id)
        .order_by(EngagementGap.kindergarten_id)
    ).all()


def as_engagement(
    item: EngagementItem, snapshot: MatchingSnapshot
) -> Engagement | None:
    """The item in today's problem; ``None`` where it no longer fits at all.

    That is where coach or kindergarten are gone, or months or visits are others.
    """
    codes, problem = snapshot.codes, snapshot.problem
    coach = codes.coaches.get(item.coach_id)
    code = codes.kindergartens.get(item.kindergarten_id)
    if coach is None or code is None or code not in problem.kindergartens:
        return None
    kindergarten = problem.kindergartens[code]
    wanted = (
        first_day_of(kindergarten.first_month),
        first_day_of(kindergarten.last_month),
        kindergarten.visits_per_month,
    )
    if wanted != (item.first_month, item.last_month, item.visits_per_month):
        return None
    return Engagement(kindergarten=code, coach=coach, half_hours=item.half_hours)
