"""A matching becomes engagements: coaches and kindergartens are asked."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.dates.appointments import revise
from service.dates.renumbering import renumber
from service.db.tables.engagements import Engagement, EngagementItem
from service.domain.kinds import EngagementState
from service.matching.ending import leave
from service.matching.fees import Fee, fees_of_coaches
from service.matching.months import first_day_of
from service.matching.snapshot import MatchingSnapshot
from service.matching.standing import LIVE

#: Kindergarten, coach, first month: what an engagement is.
Identity = tuple[UUID, UUID, date]


@dataclass(slots=True)
class EngagementChanges:
    """Rows that are new, changed or ended, for messages and calendars."""

    added: list[Engagement] = field(default_factory=list)
    changed: list[Engagement] = field(default_factory=list)
    ended: list[Engagement] = field(default_factory=list)

    @property
    def rows(self) -> Sequence[Engagement]:
        """All of them."""
        return (*self.added, *self.changed, *self.ended)


def agree_items(
    session: Session,
    snapshot: MatchingSnapshot,
    items: Sequence[EngagementItem],
    proposal_id: UUID,
    now: datetime,
) -> EngagementChanges:
    """Ask for exactly these, on top of what the plan kept.

    What nobody had answered and the plan did not keep ends. The row of an identity is
    kept for ever: asking again takes the same row and UID.
    """
    wanted = {_of_item(item): item for item in items}
    known = _known(session, snapshot)
    changes = EngagementChanges()
    for key, row in known.items():
        free = row.state is EngagementState.PROPOSED and row.id not in snapshot.kept
        if free and key not in wanted:
            leave(session, row, EngagementState.ENDED, now)
            changes.ended.append(row)
    session.flush()
    fees = fees_of_coaches(session)
    for key, item in wanted.items():
        fee = fees[item.coach_id].since(item.first_month)
        if key not in known:
            row = _new(item, fee, proposal_id, now)
            session.add(row)
            changes.added.append(row)
        elif _differs(known[key], item):
            changes.changed.append(_asked_again(known[key], item, fee, now))
            renumber(session, known[key])
            known[key].proposal_id = proposal_id
    session.flush()
    return changes


def _of_item(item: EngagementItem) -> Identity:
    return item.kindergarten_id, item.coach_id, item.first_month


def _known(session: Session, snapshot: MatchingSnapshot) -> dict[Identity, Engagement]:
    """All rows of the period, those that ended included; what stands wins."""
    period = snapshot.period
    rows = session.scalars(
        select(Engagement)
        .where(
            Engagement.last_month >= first_day_of(period.first),
            Engagement.first_month <= first_day_of(period.last),
        )
        .order_by(Engagement.revised_at, Engagement.id)
    ).all()
    ordered = sorted(rows, key=lambda row: row.state in LIVE)
    return {(r.kindergarten_id, r.coach_id, r.first_month): r for r in ordered}


def _differs(row: Engagement, item: EngagementItem) -> bool:
    asked = row.last_month, row.half_hours, row.visits_per_month
    wanted = item.last_month, item.half_hours, item.visits_per_month
    return row.state not in LIVE or asked != wanted


def _asked_again(
    row: Engagement, item: EngagementItem, fee: Fee, now: datetime
) -> Engagement:
    row.state = EngagementState.PROPOSED
    row.last_month = item.last_month
    row.half_hours = item.half_hours
    row.visits_per_month = item.visits_per_month
    row.fee_cents_per_hour, row.later_fees = fee.cents, fee.stored
    row.sequence += 1
    revise(row, now)
    return row


def _new(
    item: EngagementItem, fee: Fee, proposal_id: UUID, now: datetime
) -> Engagement:
    return Engagement(
        id=uuid4(),
        uid=uuid4(),
        coach_id=item.coach_id,
        kindergarten_id=item.kindergarten_id,
        first_month=item.first_month,
        last_month=item.last_month,
        half_hours=item.half_hours,
        visits_per_month=item.visits_per_month,
        fee_cents_per_hour=fee.cents,
        later_fees=fee.stored,
        state=EngagementState.PROPOSED,
        proposal_id=proposal_id,
        sequence=0,
        revised_at=now,
    )
