"""What a programme's state becomes: months, hours, money and ways spoken for."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from sqlalchemy import select

from service.db.tables.coaches import Coach, CoachMonth
from service.db.tables.engagements import Engagement
from service.db.tables.kindergartens import Kindergarten
from service.db.tables.tenancy import RuleOverride
from service.domain.kinds import EngagementState as State
from service.domain.kinds import TravelMode
from service.matching.months import Period, first_day_of, month_of, period_of
from service.matching.snapshot import take_matching
from solver.matching.problem import RefusalOrigin
from tests.service.matching.build import YEAR, make_programme

WHOLE = (date(YEAR, 1, 1), date(YEAR, 12, 1))
#: Anna lives next door to both houses in Weimar: five minutes, nothing to pay.
MINUTES = 6 * 30 + 2 * 5
CENTS = 6 * 3000
BUDGET = 2_000_000


@pytest.fixture
def programme(store):
    """Without the doctor: rows are written past the use cases here."""
    return make_programme(store)


def engage(store, programme, coach, house, months=WHOLE, **more):
    values = {
        "half_hours": 6,
        "fee_cents_per_hour": 6000,
        "state": State.ACCEPTED,
        "revised_at": datetime(2026, 11, 2, tzinfo=UTC),
    }
    with store.write(programme.tenant_id) as session:
        session.add(
            Engagement(
                id=uuid4(),
                coach_id=coach,
                kindergarten_id=house,
                first_month=months[0],
                last_month=months[1],
                **{**values, **more},
            )
        )


def change(store, programme, table, row_id, **values):
    with store.write(programme.tenant_id) as session:
        row = session.get_one(table, (programme.tenant_id, row_id))
        for name, value in values.items():
            setattr(row, name, value)


class Seen:
    """A snapshot by the rows it was made of."""

    def __init__(self, store, programme, first_month=1, **more):
        with store.read(programme.tenant_id) as session:
            self.snapshot = take_matching(session, period_of(YEAR, first_month), **more)
        self.problem, self.codes = self.snapshot.problem, self.snapshot.codes

    def coach(self, row):
        return self.problem.coaches[self.codes.coaches[row]]

    def house(self, row):
        return self.problem.kindergartens[self.codes.kindergartens[row]]

    def budget(self, row):
        return self.problem.counties[self.codes.counties[row]].budget_cents

    def way(self, coach, house):
        pair = self.codes.coaches[coach], self.codes.kindergartens[house]
        return self.problem.ways.get(pair)


def test_the_same_state_gives_the_same_problem(store, programme):
    assert Seen(store, programme).problem == Seen(store, programme).problem


def test_what_stands_is_fixed_with_its_own_months_and_hours(store, programme):
    months = date(YEAR, 3, 1), date(YEAR, 6, 1)
    engage(store, programme, programme.anna, programme.sun, months, half_hours=9)
    with store.write(programme.tenant_id) as session:
        wanting = session.get(Kindergarten, (programme.tenant_id, programme.sun))
        wanting.first_month, wanting.last_month = months
    seen = Seen(store, programme)
    (fixed,) = seen.problem.fixed
    assert (fixed.coach, fixed.half_hours) == (seen.codes.coaches[programme.anna], 9)
    house = seen.house(programme.sun)
    assert [first_day_of(house.first_month), first_day_of(house.last_month)] == list(
        months
    )
    assert seen.budget(programme.weimar) == BUDGET  # the problem counts it itself


def test_only_accepted_ones_are_fixed_where_the_rest_is_planned_anew(store, programme):
    engage(store, programme, programme.anna, programme.sun)
    engage(store, programme, programme.anna, programme.river, state=State.PROPOSED)
    assert len(Seen(store, programme).problem.fixed) == 2
    anew = Seen(store, programme, keep_proposed=False)
    assert len(anew.problem.fixed) == 1
    assert anew.budget(programme.weimar) == BUDGET


@pytest.mark.parametrize("state", [State.DECLINED, State.ENDED])
def test_what_stands_no_longer_and_never_began_takes_nothing(store, programme, state):
    engage(store, programme, programme.anna, programme.sun, state=state)
    seen = Seen(store, programme)
    assert seen.problem.fixed == ()
    assert seen.budget(programme.weimar) == BUDGET


def test_who_declined_is_not_asked_again_in_these_months(store, programme):
    engage(store, programme, programme.anna, programme.sun, state=State.DECLINED)
    (refused,) = Seen(store, programme).problem.refused
    assert refused.origin is RefusalOrigin.COACH
    past = (date(YEAR - 1, 1, 1), date(YEAR - 1, 12, 1))
    engage(store, programme, programme.berta, programme.sun, past, state=State.DECLINED)
    assert len(Seen(store, programme).problem.refused) == 1


def test_an_older_fee_is_paid_as_it_was_agreed(store, programme):
    engage(store, programme, programme.anna, programme.sun, fee_cents_per_hour=7000)
    # half an hour costs 500 cents more than the coach takes today
    assert Seen(store, programme).budget(programme.weimar) == BUDGET - 12 * 6 * 500


def test_months_before_the_plan_are_paid_from_the_same_budget(store, programme):
    spring = date(YEAR, 1, 1), date(YEAR, 6, 1)
    engage(store, programme, programme.anna, programme.sun, spring)
    seen = Seen(store, programme, first_month=7)
    assert seen.problem.fixed == ()
    assert seen.budget(programme.weimar) == BUDGET - 6 * CENTS


def test_what_was_ended_in_march_is_paid_until_march(store, programme):
    engage(
        store,
        programme,
        programme.anna,
        programme.sun,
        state=State.ENDED,
        revised_at=datetime(YEAR, 3, 15, tzinfo=UTC),
    )
    seen = Seen(store, programme, first_month=4)
    assert seen.problem.fixed == ()
    assert seen.budget(programme.weimar) == BUDGET - 3 * CENTS


def test_a_second_coach_of_a_house_uses_hours_and_money_unseen(store, programme):
    spring = date(YEAR, 1, 1), date(YEAR, 6, 1)
    autumn = date(YEAR, 7, 1), date(YEAR, 12, 1)
    engage(store, programme, programme.berta, programme.sun, spring)
    engage(store, programme, programme.anna, programme.sun, autumn)
    seen = Seen(store, programme)
    assert len(seen.problem.fixed) == 1
    minutes = seen.coach(programme.anna).minutes_by_month
    assert minutes == dict.fromkeys(
        range(YEAR * 12 + 6, YEAR * 12 + 12), 1200 - MINUTES
    )
    assert seen.budget(programme.weimar) == BUDGET - 6 * CENTS


def test_a_budget_that_is_overspent_is_empty_not_less(store, programme):
    engage(store, programme, programme.anna, programme.sun, fee_cents_per_hour=900_000)
    assert Seen(store, programme).budget(programme.weimar) == 0


def test_last_year_counts_for_an_even_load_and_for_going_on(store, programme):
    last = date(YEAR - 1, 7, 1), date(YEAR - 1, 12, 1)
    engage(store, programme, programme.anna, programme.hill, last)
    seen = Seen(store, programme)
    way = seen.way(programme.anna, programme.hill).minutes
    assert seen.coach(programme.anna).history_minutes == 6 * (180 + 2 * way)
    assert seen.coach(programme.berta).history_minutes == 0
    assert seen.house(programme.hill).last_coach == seen.codes.coaches[programme.anna]


def test_months_of_a_coach_differ_and_end(store, programme):
    change(store, programme, Coach, programme.anna, active_until=date(YEAR, 10, 31))
    with store.write(programme.tenant_id) as session:
        session.add(
            CoachMonth(
                id=uuid4(),
                coach_id=programme.anna,
                month=date(YEAR, 2, 1),
                minutes=60,
            )
        )
    year = YEAR * 12
    minutes = Seen(store, programme).coach(programme.anna).minutes_by_month
    assert minutes == {year + 1: 60, year + 10: 0, year + 11: 0}


def test_who_has_no_hours_has_none_in_any_month_planned(store, programme):
    change(store, programme, Coach, programme.anna, monthly_minutes=0)
    coach = Seen(store, programme).coach(programme.anna)
    assert list(coach.minutes_by_month.values()) == [0] * 12


def test_ways_cost_by_the_kilometre_for_those_who_drive(store, programme):
    seen = Seen(store, programme)
    way = seen.way(programme.anna, programme.hill)
    # 19.1 km beeline, 24.8 km road: 25 minutes at 60 km/h, five to park
    assert (way.minutes, way.round_trip_cents) == (30, 2 * 25 * 35)
    change(store, programme, Coach, programme.anna, travel_mode=TravelMode.BICYCLE)
    way = Seen(store, programme).way(programme.anna, programme.hill)
    assert (way.minutes, way.round_trip_cents) == (105, 0)


def test_a_programmes_own_number_counts(store, programme):
    with store.write(programme.tenant_id) as session:
        session.add(
            RuleOverride(
                id=uuid4(),
                rule="trips",
                parameter="cents_per_km",
                value=20,
                source="Beschluss",
                valid_from=date(2026, 1, 1),
            )
        )
    way = Seen(store, programme).way(programme.anna, programme.hill)
    assert way.round_trip_cents == 2 * 25 * 20


def test_nobody_named_is_limited_to_the_profiles_number(store, programme):
    change(store, programme, Coach, programme.berta, max_kindergartens=2)
    seen = Seen(store, programme)
    assert seen.coach(programme.anna).max_kindergartens == 10
    assert seen.coach(programme.berta).max_kindergartens == 2


def test_codes_tell_nothing_of_names(store, programme):
    with store.read(programme.tenant_id) as session:
        names = set(session.scalars(select(Kindergarten.name)))
        names |= set(session.scalars(select(Coach.family_name)))
    told = repr(Seen(store, programme).problem)
    assert not [name for name in names if name in told]


def test_a_month_is_its_first_day():
    assert first_day_of(month_of(date(2027, 2, 28))) == date(2027, 2, 1)
    assert period_of(2027, 5).days == (date(2027, 5, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("first", "last", "overlaps"),
    [(0, 4, False), (0, 5, True), (9, 20, True), (10, 20, False)],
)
def test_periods_overlap_exactly_at_their_edges(first, last, overlaps):
    assert Period(5, 9).overlaps(first, last) is overlaps
