"""Sessions as each side may see them, accounts of hours, and the statement."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from service.access import Action, granting_roles, may, visible
from service.dates.accounts import (
    Account,
    account_of,
    of_engagement,
    session_cents,
    summed,
)
from service.dates.answers import open_sides, refusals_of
from service.db.paging import page_together
from service.db.store import Store
from service.db.tables.engagements import CoachingSession, Engagement
from service.db.tables.kindergartens import Kindergarten
from service.db.tables.programme import CountyBudget
from service.domain.actor import Actor
from service.domain.kinds import AppointmentState, RefusalOrigin, Role
from service.domain.page import Page, PageRequest
from service.matching.costs import Costs, costs_of
from service.matching.months import Period, first_day_of, period_of
from service.matching.names import programme_names
from service.reports.month import first_day_named


@dataclass(frozen=True, slots=True)
class SessionView:
    """A session; counties read of no coach, kindergartens of no money.

    ``cents`` is what it cost, ``None`` until it is held or where it is not told.
    ``open_sides`` have not confirmed the date, ``refused_by`` have asked for another.
    """

    id: UUID
    version: int
    engagement_id: UUID
    coach_id: UUID | None
    kindergarten_id: UUID
    county_id: UUID
    coach: str
    kindergarten: str
    county: str
    number: int
    day: date
    start_minute: int
    end_minute: int
    state: AppointmentState
    held_minutes: int | None
    cents: int | None
    open_sides: tuple[RefusalOrigin, ...] = ()
    refused_by: tuple[RefusalOrigin, ...] = ()


@dataclass(frozen=True, slots=True)
class AccountView:
    """Hours of one coach, kindergarten or county; ``cents`` where they are told.

    ``budget_cents`` is ``None`` without limit, for everybody but counties, and for
    readers who may not read budgets.
    """

    id: UUID
    name: str
    agreed_minutes: int
    planned_minutes: int
    held_minutes: int
    left_minutes: int
    planned_cents: int | None
    held_cents: int | None
    budget_cents: int | None = None

    @property
    def left_cents(self) -> int | None:
        """What sessions held and planned leave of the budget; below 0 if too much."""
        if self.budget_cents is None:
            return None
        return self.budget_cents - (self.planned_cents or 0) - (self.held_cents or 0)


@dataclass(frozen=True, slots=True)
class SessionAccounts:
    """Accounts of a year by kindergarten, coach and county, as far as within reach."""

    year: int
    kindergartens: Sequence[AccountView]
    coaches: Sequence[AccountView]
    counties: Sequence[AccountView]


def list_sessions(
    store: Store, actor: Actor, year: int, wanted: PageRequest
) -> Page[SessionView]:
    """One page of the sessions of a calendar year within reach, by time.

    Raises
    ------
    NotPermitted
        If the actor takes no part in a programme.
    InvalidInput
        If there is no such programme year.
    """
    period = period_of(year)
    with store.read(actor.tenant_id) as session:
        reader = _Reader(session, actor, period)
        query = reader.query().order_by(CoachingSession.starts_at, CoachingSession.id)
        return page_together(session, query, wanted, reader.views)


def month_named(text: str) -> date:
    """The first day of a month such as ``2027-03``.

    Raises
    ------
    InvalidInput
        If it is no month, or lies in no programme year.
    """
    day = first_day_named(text)
    return first_day_of(period_of(day.year, day.month).first)


def read_statement(store: Store, actor: Actor, month: date) -> Sequence[SessionView]:
    """Held sessions of a month within reach, by coach, kindergarten and day.

    Raises
    ------
    NotPermitted
        If the actor takes no part in a programme.
    InvalidInput
        If there is no such programme year.
    """
    period = period_of(month.year)
    last = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    with store.read(actor.tenant_id) as session:
        reader = _Reader(session, actor, period)
        query = reader.query().where(
            CoachingSession.state == AppointmentState.HELD,
            CoachingSession.day >= month.replace(day=1),
            CoachingSession.day < last,
        )
        views = reader.views(session.scalars(query).all())
    return sorted(views, key=lambda v: (v.coach, v.kindergarten, v.day, v.number))


def read_accounts(store: Store, actor: Actor, year: int) -> SessionAccounts:
    """Hours planned, held and left of a calendar year, and what was paid.

    Raises
    ------
    NotPermitted
        If the actor takes no part in a programme.
    InvalidInput
        If there is no such programme year.
    """
    period = period_of(year)
    with store.read(actor.tenant_id) as session:
        return _Reader(session, actor, period).accounts()


class _Reader:
    """One year of a programme, as one person may read it."""

    def __init__(self, session: Session, actor: Actor, period: Period) -> None:
        self._session = session
        self._actor = actor
        self._period = period
        roles = granting_roles(actor, Action.READ_ENGAGEMENTS)
        self._tells_coach = roles != {Role.COUNTY}
        self._tells_money = roles != {Role.KINDERGARTEN}

    def query(self) -> Select[CoachingSession]:
        """Sessions of the year within reach."""
        first, last = self._period.days
        return visible(self._actor, CoachingSession, Action.READ_ENGAGEMENTS).where(
            CoachingSession.day >= first.replace(month=1), CoachingSession.day <= last
        )

    def views(self, rows: Sequence[CoachingSession]) -> Sequence[SessionView]:
        """Sessions with names, as far as they are told."""
        engagements = self._engagements({row.engagement_id for row in rows})
        costs = self._costs(engagements.values())
        names, counties = self._names(engagements.values())
        refused = refusals_of(self._session, rows)
        return [
            SessionView(
                row.id,
                row.version,
                row.engagement_id,
                row.coach_id if self._tells_coach else None,
                row.kindergarten_id,
                counties[row.kindergarten_id],
                names[str(row.coach_id)],
                names[str(row.kindergarten_id)],
                names[str(counties[row.kindergarten_id])],
                row.number,
                row.day,
                row.start_minute,
                row.end_minute,
                row.state,
                row.held_minutes,
                self._cents(engagements[row.engagement_id], row, costs),
                open_sides(row),
                refused.get(row.id, ()),
            )
            for row in rows
        ]

    def _cents(
        self, row: Engagement, session: CoachingSession, costs: Costs
    ) -> int | None:
        if session.state is not AppointmentState.HELD or not self._tells_money:
            return None
        return session_cents(row, session, costs)

    def accounts(self) -> SessionAccounts:
        """Accounts of every engagement within reach, added up three times."""
        rows = self._session.scalars(
            visible(self._actor, Engagement, Action.READ_ENGAGEMENTS).where(
                Engagement.last_month >= first_day_of(self._period.first),
                Engagement.first_month <= first_day_of(self._period.last),
            )
        ).all()
        sessions = of_engagement(self._session.scalars(self.query()).all())
        costs = self._costs(rows)
        accounts = {
            row.id: account_of(
                row,
                sessions.get(row.id, ()),
                costs,
                self._period,
            )
            for row in rows
        }
        names, counties = self._names(rows)
        houses = {row.id: row.kindergarten_id for row in rows}
        paid = {row.id: counties[row.kindergarten_id] for row in rows}
        people = {row.id: row.coach_id for row in rows} if self._tells_coach else {}
        own = {id_: accounts[id_] for id_ in people}
        return SessionAccounts(
            self._period.year,
            self._account_views(summed(accounts, houses), names),
            self._account_views(summed(own, people), names),
            self._account_views(summed(accounts, paid), names, self._budgets()),
        )

    def _account_views(
        self,
        accounts: Mapping[UUID, Account],
        names: Mapping[str, str],
        budgets: Mapping[UUID, int] | None = None,
    ) -> Sequence[AccountView]:
        found = [
            AccountView(
                owner,
                names[str(owner)],
                account.agreed_minutes,
                account.planned_minutes,
                account.held_minutes,
                account.left_minutes,
                account.planned_cents if self._tells_money else None,
                account.held_cents if self._tells_money else None,
                (budgets or {}).get(owner),
            )
            for owner, account in accounts.items()
        ]
        return sorted(found, key=lambda view: (view.name, str(view.id)))

    def _budgets(self) -> Mapping[UUID, int]:
        """Those of counties whose budget this person may read."""
        if not may(self._actor, Action.READ_BUDGETS):
            return {}
        own = visible(self._actor, CountyBudget, Action.READ_BUDGETS)
        rows = self._session.scalars(own.where(CountyBudget.year == self._period.year))
        return {row.area_id: row.budget_cents for row in rows}

    def _engagements(self, ids: Iterable[UUID]) -> dict[UUID, Engagement]:
        rows = self._session.scalars(
            select(Engagement).where(Engagement.id.in_(list(ids)))
        )
        return {row.id: row for row in rows}

    def _costs(self, rows: Iterable[Engagement]) -> Costs:
        return costs_of(self._session, rows, self._period)

    def _names(
        self, rows: Iterable[Engagement]
    ) -> tuple[Mapping[str, str], Mapping[UUID, UUID]]:
        """Names by id, and the county of each kindergarten."""
        known = list(rows)
        houses = {row.kindergarten_id for row in known}
        counties = dict(
            self._session.execute(
                select(Kindergarten.id, Kindergarten.area_id).where(
                    Kindergarten.id.in_(houses)
                )
            ).all()
        )
        coaches = {row.coach_id for row in known}
        own = set(self._actor.coach_ids) | {
            row.coach_id
            for row in known
            if row.kindergarten_id in self._actor.kindergarten_ids
        }
        ids = [*coaches, *houses, *counties.values()]
        return programme_names(self._session, self._actor, ids, own), counties
