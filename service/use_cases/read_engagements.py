"""Engagements as each side may see them, and the budgets that pay for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.access import Action, granting_roles, load, visible
from service.db.paging import page_together
from service.db.store import Store
from service.db.tables.engagements import Engagement
from service.db.tables.kindergartens import Kindergarten
from service.db.tables.programme import CountyBudget
from service.db.tables.tenancy import Area
from service.domain.actor import Actor
from service.domain.kinds import EngagementState, Role
from service.domain.page import Page, PageRequest
from service.matching.costs import costs_of
from service.matching.months import Period, first_day_of, period_of
from service.matching.names import COORDINATING, programme_names
from service.matching.standing import load_engagements


@dataclass(frozen=True, slots=True)
class EngagementView:
    """An engagement; months are first days, both inclusive.

    Counties read no coach (``coach_id`` is ``None``), kindergartens no money
    (``year_cents`` is ``None``): fees and round trips of the months of the year.
    ``way_minutes`` is one way, ``None`` where a point on the map is missing.
    """

    id: UUID
    version: int
    coach_id: UUID | None
    coach: str
    kindergarten_id: UUID
    kindergarten: str
    county_id: UUID
    county: str
    first_month: date
    last_month: date
    half_hours: int
    visits_per_month: int
    state: EngagementState
    by_hand: bool
    way_minutes: int | None
    year_cents: int | None


@dataclass(frozen=True, slots=True)
class BudgetView:
    """A county's money in a calendar year [cents]; ``None`` is no limit.

    ``accepted_cents`` is agreed, sessions that were held as long as they were held;
    ``asked_cents`` waits for answers, ``left_cents`` is what neither takes; below 0
    where more was agreed by hand, or held, than there is.
    """

    county_id: UUID
    county: str
    year: int
    budget_cents: int | None
    accepted_cents: int
    asked_cents: int
    left_cents: int | None


def list_engagements(
    store: Store, actor: Actor, year: int, wanted: PageRequest
) -> Page[EngagementView]:
    """One page of the engagements of a calendar year within reach, by kindergarten.

    Raises
    ------
    NotPermitted
        If the actor takes no part in a programme.
    InvalidInput
        If there is no such programme year.
    """
    period = period_of(year)
    query = (
        visible(actor, Engagement, Action.READ_ENGAGEMENTS)
        .join(Kindergarten, Kindergarten.id == Engagement.kindergarten_id)
        .where(
            Engagement.last_month >= first_day_of(period.first),
            Engagement.first_month <= first_day_of(period.last),
        )
        .order_by(Kindergarten.sort_key, Engagement.first_month, Engagement.id)
    )
    with store.read(actor.tenant_id) as session:
        views = partial(_views, session, actor, period)
        return page_together(session, query, wanted, views)


def read_engagement(store: Store, actor: Actor, engagement_id: UUID) -> EngagementView:
    """One engagement; its money is that of the year it begins in.

    Raises
    ------
    NotPermitted, NotFound
        If it is not the actor's to read.
    """
    with store.read(actor.tenant_id) as session:
        row = load(session, actor, Engagement, engagement_id, Action.READ_ENGAGEMENTS)
        (view,) = _views(session, actor, period_of(row.first_month.year), [row])
        return view


def read_budgets(store: Store, actor: Actor, year: int) -> Sequence[BudgetView]:
    """What counties within reach have, what is agreed and asked for, what is left.

    Raises
    ------
    NotPermitted
        If the actor is neither of a county nor coordinates.
    InvalidInput
        If there is no such programme year.
    """
    period = period_of(year)
    with store.read(actor.tenant_id) as session:
        areas = session.scalars(
            visible(actor, Area, Action.READ_BUDGETS).order_by(Area.name)
        ).all()
        budgets = session.execute(
            select(CountyBudget.area_id, CountyBudget.budget_cents).where(
                CountyBudget.year == year
            )
        )
        known = dict(budgets.all())
        spent = _spent(session, period)
        houses = set(session.scalars(select(Kindergarten.area_id)))
        return [
            _budget(area, year, known.get(area.id), spent)
            for area in areas
            if area.id in known or area.id in houses
        ]


def _spent(session: Session, period: Period) -> dict[tuple[UUID, bool], int]:
    """Cents of each county, and whether they only wait for an answer.

    Of what has ended what took place of it stays spent.
    """
    year = period.year_months
    rows = load_engagements(session, period, months_before=0).rows
    costs = costs_of(session, rows, period)
    counties = dict(
        session.execute(select(Kindergarten.id, Kindergarten.area_id)).all()
    )
    found: dict[tuple[UUID, bool], int] = {}
    for row in rows:
        if row.state is EngagementState.DECLINED:
            continue
        asked = row.state is EngagementState.PROPOSED
        key = counties[row.kindergarten_id], asked
        cents = costs.spent_cents(row, year)
        found[key] = found.get(key, 0) + cents
    return found


def _budget(
    area: Area,
    year: int,
    budget: int | None,
    spent: dict[tuple[UUID, bool], int],
) -> BudgetView:
    accepted, asked = (spent.get((area.id, waits), 0) for waits in (False, True))
    return BudgetView(
        county_id=area.id,
        county=area.name,
        year=year,
        budget_cents=budget,
        accepted_cents=accepted,
        asked_cents=asked,
        left_cents=None if budget is None else budget - accepted - asked,
    )


def _views(
    session: Session, actor: Actor, period: Period, rows: Sequence[Engagement]
) -> Sequence[EngagementView]:
    roles = granting_roles(actor, Action.READ_ENGAGEMENTS)
    bound = set(actor.coach_ids)
    if Role.KINDERGARTEN in roles:
        own = [row for row in rows if row.kindergarten_id in actor.kindergarten_ids]
        bound |= {row.coach_id for row in own}
    areas = dict(
        session.execute(
            select(Kindergarten.id, Kindergarten.area_id).where(
                Kindergarten.id.in_({row.kindergarten_id for row in rows})
            )
        ).all()
    )
    ids = [i for row in rows for i in (row.coach_id, row.kindergarten_id)]
    names = programme_names(session, actor, [*ids, *areas.values()], bound)
    costs = costs_of(session, rows, period)
    coordinates = not roles.isdisjoint(COORDINATING)
    found = []
    for row in rows:
        knows_coach = coordinates or row.coach_id in bound
        knows_money = (
            coordinates or Role.COUNTY in roles or row.coach_id in actor.coach_ids
        )
        area = areas[row.kindergarten_id]
        found.append(
            EngagementView(
                id=row.id,
                version=row.version,
                coach_id=row.coach_id if knows_coach else None,
                coach=names[str(row.coach_id)],
                kindergarten_id=row.kindergarten_id,
                kindergarten=names[str(row.kindergarten_id)],
                county_id=area,
                county=names[str(area)],
                first_month=row.first_month,
                last_month=row.last_month,
                half_hours=row.half_hours,
                visits_per_month=row.visits_per_month,
                state=row.state,
                by_hand=row.proposal_id is None,
                way_minutes=costs.way_minutes(row, period) if knows_coach else None,
                year_cents=costs.cents(row, period) if knows_money else None,
            )
        )
    return found
