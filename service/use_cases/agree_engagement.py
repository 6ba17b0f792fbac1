"""A coordinator settles a pair by hand: it is asked for, and plans keep it."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.access import Action
from service.db.audit_trail import record
from service.db.store import Store
from service.db.tables.coaches import Coach
from service.db.tables.engagements import Engagement
from service.db.tables.kindergartens import Kindergarten
from service.domain.actor import Actor
from service.domain.kinds import EngagementState
from service.errors import Conflict, InputFault, InvalidInput, NotFound, RuleFinding
from service.matching.fees import Fee, fees_of_coaches
from service.matching.months import MONTHS_PER_YEAR, Period, first_day_of, period_of
from service.matching.names import programme_names
from service.matching.outbox import tell_engaged
from service.matching.sentences import findings_of
from service.matching.snapshot import take_matching
from service.matching.standing import LIVE
from service.planning.kinds import MATCHING
from solver.matching.audit import audit
from solver.matching.plan import MatchingPlan

Side = TypeVar("Side", Coach, Kindergarten)

#: More half-hours than a month of working days has.
MOST_HALF_HOURS = 320


@dataclass(frozen=True, slots=True)
class AgreeEngagement:
    """Who accompanies whom with how many half-hours, from a month to the year's end."""

    coach_id: UUID
    kindergarten_id: UUID
    half_hours: int
    year: int
    first_month: int = 1


@dataclass(frozen=True, slots=True)
class AgreedEngagement:
    """The engagement, and what the rules find about it; that blocks nothing."""

    engagement_id: UUID
    findings: tuple[RuleFinding, ...]


def agree_engagement(
    store: Store, actor: Actor, command: AgreeEngagement
) -> AgreedEngagement:
    """Coach and kindergarten are asked for this pair; no plan changes it.

    Raises
    ------
    NotPermitted, NotFound
        If the actor does not coordinate, or a side is not there.
    InvalidInput
        If hours or months are out of range.
    Conflict
        If the kindergarten has an engagement in one of the months.
    """
    period = period_of(command.year, command.first_month)
    _check_hours(command.half_hours)
    now = store.clock.now()
    with store.write(actor.tenant_id) as session:
        MATCHING.require(session, actor, None, Action.AGREE)
        coach = _there(session, Coach, command.coach_id)
        kindergarten = _there(session, Kindergarten, command.kindergarten_id)
        _check_free(session, actor, kindergarten, period)
        fee = fees_of_coaches(session)[coach.id].since(period.days[0])
        row = _engagement(command, period, coach, kindergarten, now, fee)
        session.add(row)
        session.flush()
        record(
            session,
            actor=actor,
            action="agree_engagement",
            subject_kind="engagement",
            subject_id=row.id,
            detail={"half_hours": row.half_hours},
            at=now,
        )
        key = f"agree_engagement:{row.id.hex}:{row.version}"
        tell_engaged(session, "agree_engagement", key, None, [row], now)
        return AgreedEngagement(row.id, _findings(session, actor, period, row))


def _check_hours(half_hours: int) -> None:
    if not 1 <= half_hours <= MOST_HALF_HOURS:
        detail = f"Vereinbart werden 1 bis {MOST_HALF_HOURS} halbe Stunden im Monat."
        raise InvalidInput(detail, [InputFault("/half_hours", detail, "range")])


def _there(session: Session, table: type[Side], row_id: UUID) -> Side:
    row = session.scalars(select(table).where(table.id == row_id)).one_or_none()
    if row is None:
        raise NotFound
    return row


def _check_free(
    session: Session, actor: Actor, kindergarten: Kindergarten, period: Period
) -> None:
    other = session.scalars(
        select(Engagement).where(
            Engagement.kindergarten_id == kindergarten.id,
            Engagement.state.in_(LIVE),
            Engagement.last_month >= first_day_of(period.first),
            Engagement.first_month <= first_day_of(period.last),
        )
    ).first()
    if other is not None:
        names = programme_names(session, actor, [other.coach_id])
        raise Conflict(
            f"{kindergarten.name} wird in diesen Monaten schon begleitet, durch"
            f" {names[str(other.coach_id)]}. Bitte zuerst diese Begleitung"
            " zurücknehmen."
        )


def _engagement(
    command: AgreeEngagement,
    period: Period,
    coach: Coach,
    kindergarten: Kindergarten,
    now: datetime,
    fee: Fee,
) -> Engagement:
    return Engagement(
        id=uuid4(),
        uid=uuid4(),
        coach_id=coach.id,
        kindergarten_id=kindergarten.id,
        first_month=first_day_of(period.first),
        last_month=first_day_of(period.year * MONTHS_PER_YEAR + MONTHS_PER_YEAR - 1),
        half_hours=command.half_hours,
        visits_per_month=kindergarten.visits_per_month,
        fee_cents_per_hour=fee.cents,
        later_fees=fee.stored,
        state=EngagementState.PROPOSED,
        proposal_id=None,
        sequence=0,
        revised_at=now,
    )


def _findings(
    session: Session, actor: Actor, period: Period, row: Engagement
) -> tuple[RuleFinding, ...]:
    """What the rules say of the pair now that it stands."""
    snapshot = take_matching(session, period)
    codes = snapshot.codes
    own = {codes.coaches[row.coach_id], codes.kindergartens[row.kindergarten_id]}
    own.add(
        snapshot.problem.kindergartens[codes.kindergartens[row.kindergarten_id]].county
    )
    report = audit(snapshot.problem, snapshot.rules.profile, MatchingPlan(()))
    concerned = [f for f in report.findings if own.intersection(f.subjects)]
    return findings_of(session, actor, codes, concerned)
