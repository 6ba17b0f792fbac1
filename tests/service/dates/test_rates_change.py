"""Numbers that change in July: nothing before July is planned or paid by them."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from service.db.tables.engagements import CoachingSession
from service.db.tables.kindergartens import Kindergarten
from service.db.tables.tenancy import RuleOverride
from service.db.tables.visits import ConsultationHost
from service.domain.kinds import SchedulingKind
from service.use_cases.log_session import LogSession, log_session
from service.use_cases.move_session import MoveSession, move_session
from service.use_cases.read_engagements import list_engagements, read_budgets
from service.use_cases.read_sessions import read_accounts, read_statement
from service.use_cases.request_dates import RequestDates
from tests.service.dates import run
from tests.service.dates.test_workshops import ALL
from tests.service.matching.build import GERA, YEAR

WHOLE_YEAR = RequestDates(YEAR, workers=1)


@pytest.fixture
def rates(store, programme):
    """35 cents as in the profile, 50 from July on; nobody lives at the hill.

    What the year of each kindergarten costs without the change.
    """
    with store.write(programme.tenant_id) as session:
        hill = session.scalars(
            select(Kindergarten).where(Kindergarten.id == programme.hill)
        ).one()
        hill.latitude, hill.longitude = GERA
    plain = list_engagements(store, programme.actor, YEAR, ALL).items
    values = {"rule": "trips", "parameter": "cents_per_km", "source": "Beschluss"}
    with store.write(programme.tenant_id) as session:
        session.add(RuleOverride(**values, value=50, valid_from=date(YEAR, 7, 1)))
    return {view.kindergarten_id: view.year_cents for view in plain}


@pytest.mark.usefixtures("rates")
def test_each_trip_is_paid_as_trips_are_on_its_day(store, programme):
    assert run.plan(store, programme.actor, WHOLE_YEAR).without_date == []
    with store.read(programme.tenant_id) as session:
        found = session.scalars(
            select(CoachingSession).where(
                CoachingSession.kindergarten_id == programme.hill
            )
        ).all()
    for row in found:
        at = datetime(row.day.year, row.day.month, row.day.day, 20, tzinfo=UTC)
        store.clock.set(at)
        log_session(store, programme.actor, LogSession(row.id, 60))
    paid = [
        sum(v.cents for v in read_statement(store, programme.actor, date(YEAR, m, 1)))
        for m in range(1, 13)
    ]
    before, after = paid[0], paid[-1]
    assert paid == [before] * 6 + [after] * 6
    assert (after - 6000) * 35 == (before - 6000) * 50 > 0  # an hour, and the way
    accounts = read_accounts(store, programme.actor, YEAR).kindergartens
    (held,) = (each for each in accounts if each.id == programme.hill)
    assert held.held_cents == sum(paid)


def test_what_a_year_costs_counts_both_rates(store, programme, rates):
    views = list_engagements(store, programme.actor, YEAR, ALL).items
    for view in views:
        fee = 12 * 3000 * view.half_hours
        trips = rates[view.kindergarten_id] - fee
        assert view.year_cents - fee == trips // 2 + trips * 50 // 35 // 2
    budgets = read_budgets(store, programme.actor, YEAR)
    assert sum(each.accepted_cents for each in budgets) == sum(
        view.year_cents for view in views
    )


@pytest.mark.parametrize(
    "kind", [SchedulingKind.SESSIONS, SchedulingKind.CONSULTATIONS]
)
def test_rules_that_change_in_july_do_not_keep_anybody_from_planning(
    store, programme, kind
):
    key, value = ("days-apart", "least_days"), 9
    if kind is SchedulingKind.CONSULTATIONS:
        key, value = ("visiting-time", "minutes"), 200
        with store.write(programme.tenant_id) as session:
            session.add(
                ConsultationHost(kindergarten_id=programme.river, visits_per_month=9)
            )
    rule, parameter = key
    own = {"rule": rule, "parameter": parameter, "value": value, "source": "Beschluss"}
    with store.write(programme.tenant_id) as session:
        session.add(RuleOverride(**own, valid_from=date(YEAR, 7, 1)))
    done = run.plan(store, programme.actor, RequestDates(YEAR, kind=kind, workers=1))
    (assumed,) = done.assumed
    assert assumed.startswith("Ab dem 01.07.2027 gelten andere Regeln")
    store.clock.set(datetime(YEAR, 7, 2, 9, tzinfo=UTC))
    again = run.plan(store, programme.actor, RequestDates(YEAR, kind=kind, workers=1))
    assert again.assumed == []


def test_a_session_before_rules_change_can_be_moved(store, programme):
    run.plan(store, programme.actor, WHOLE_YEAR)
    own = {"rule": "days-apart", "parameter": "least_days", "source": "Beschluss"}
    with store.write(programme.tenant_id) as session:
        session.add(RuleOverride(**own, value=9, valid_from=date(YEAR, 7, 1)))
        first = session.scalars(
            select(CoachingSession).order_by(CoachingSession.day)
        ).first()
    moved = move_session(store, programme.actor, MoveSession(first.id))
    assert moved.day != first.day
