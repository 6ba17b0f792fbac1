"""A plan as rows of its proposal, and those rows as a plan of today's problem."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.tables.planning import ProposalGap, ProposalItem
from service.planning.facts import stored_facts
from service.snapshot import Snapshot
from service.snapshot.attendance import NeedRow
from solver.slots import Day, Slot
from solver.substitution.plan import Gap, Option, Plan


def plan_rows(
    snapshot: Snapshot, plan: Plan, proposal_id: UUID
) -> Iterator[ProposalItem | ProposalGap]:
    """Items and gaps of a plan."""
    rows = snapshot.pseudonyms.rows
    needs = {need.id: need for need in snapshot.problem.needs}
    reasons = {reason.option: reason.facts for reason in plan.reasons}
    for option in plan.assignments:
        yield ProposalItem(
            id=uuid4(),
            proposal_id=proposal_id,
            child_id=rows[option.child],
            day=_date(option.day),
            start_minute=option.slot.start,
            end_minute=option.slot.end,
            person_id=rows[option.person],
            place_id=rows[option.place],
            absent_person_id=rows[needs[option.need].absent],
            model=option.model,
            facts=stored_facts(reasons.get(option, {}), snapshot.pseudonyms),
        )
    for gap in plan.gaps:
        yield ProposalGap(
            id=uuid4(),
            proposal_id=proposal_id,
            child_id=rows[gap.child],
            absent_person_id=rows[needs[gap.need].absent],
            day=_date(gap.day),
            start_minute=gap.slot.start,
            end_minute=gap.slot.end,
            refusals=_refusals(gap, snapshot),
        )


def _refusals(gap: Gap, snapshot: Snapshot) -> list[dict[str, Any]]:
    rows = snapshot.pseudonyms.rows
    return [
        {
            "person": str(rows[refusal.person]),
            "place": str(rows[refusal.place]) if refusal.place else None,
            "rule": refusal.rule,
            "facts": stored_facts(refusal.facts, snapshot.pseudonyms),
        }
        for refusal in gap.refusals
    ]


def items_of(session: Session, proposal_id: UUID) -> Sequence[ProposalItem]:
    """Proposed assignments in the order of day, child and start."""
    return session.scalars(
        select(ProposalItem)
        .where(ProposalItem.proposal_id == proposal_id)
        .order_by(ProposalItem.day, ProposalItem.child_id, ProposalItem.start_minute)
    ).all()


def gaps_of(session: Session, proposal_id: UUID) -> Sequence[ProposalGap]:
    """Gaps in the order of day, child and start."""
    return session.scalars(
        select(ProposalGap)
        .where(ProposalGap.proposal_id == proposal_id)
        .order_by(ProposalGap.day, ProposalGap.child_id, ProposalGap.start_minute)
    ).all()


def as_option(item: ProposalItem, snapshot: Snapshot) -> Option | None:
    """The item as an option of today's problem; ``None`` where its need is gone."""
    need = need_of(item, snapshot.needs)
    codes = snapshot.pseudonyms
    if need is None or item.person_id not in codes.persons:
        return None
    if item.place_id not in codes.places:
        return None
    day = Day(item.day.toordinal())
    return Option(
        need=codes.need(need.child_id, day, need.slot.start),
        child=codes.children[item.child_id],
        day=day,
        slot=Slot(item.start_minute, item.end_minute),
        person=codes.persons[item.person_id],
        place=codes.places[item.place_id],
        model=item.model,
    )


def need_of(item: ProposalItem, needs: Sequence[NeedRow]) -> NeedRow | None:
    """The need that contains the item: same child, day and absent person."""
    slot = Slot(item.start_minute, item.end_minute)
    return next(
        (
            need
            for need in needs
            if need.child_id == item.child_id
            and need.day == item.day
            and need.absent_id == item.absent_person_id
            and need.slot.contains(slot)
        ),
        None,
    )


def _date(day: Day) -> date:
    return date.fromordinal(day)
