"""States that should not be, and the right answer to each."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from service.db.tables.contracts import CareContract
from service.db.tables.people import Permit
from service.db.tables.planning import ProposalGap, ProposalItem
from service.db.tables.publications import Assignment
from service.doctor import doctor
from service.domain.kinds import PersonKind
from tests.service.planning.build import (
    FRIDAY,
    MONDAY,
    TUESDAY,
    a_tandem_town,
    built,
)
from tests.service.planning.run import counsellor, propose, publish


@pytest.fixture(autouse=True)
def whole(store):
    yield
    assert doctor(store) == ()


def plan(store, tenant, make, first=MONDAY, last=FRIDAY):
    """Items and gaps of a plan for what was built."""
    made = built(store, tenant, make)
    propose(store, counsellor(tenant.id), first, last)
    with store.read(tenant.id) as session:
        items = session.scalars(select(ProposalItem).order_by(ProposalItem.day)).all()
        gaps = session.scalars(select(ProposalGap).order_by(ProposalGap.day)).all()
    return made, items, gaps


def test_a_town_without_anybody(store, tenant):
    _, items, gaps = plan(store, tenant, lambda _: None)
    assert (items, gaps) == ([], [])


def test_a_town_without_substitutes_has_a_gap_for_every_need(store, tenant):
    def town(build):
        anna = build.a_childminder()
        build.a_contract(build.a_child(), anna)
        build.an_absence(anna, MONDAY, TUESDAY)

        return anna

    anna, items, gaps = plan(store, tenant, town)
    assert items == []
    assert [(gap.day, gap.start_minute, gap.end_minute) for gap in gaps] == [
        (MONDAY, 480, 900),
        (TUESDAY, 480, 900),
    ]
    for gap in gaps:
        (refusal,) = gap.refusals
        assert (refusal["rule"], refusal["person"]) == ("nobody-linked", str(anna.id))


def test_everybody_absent(store, tenant):
    def town(build):
        anna, birte, kids = a_tandem_town(build)
        for person in (anna, birte):
            build.an_absence(person, MONDAY, FRIDAY)
        guest = build.a_child()
        build.a_contract(guest, birte)
        return [*kids, guest]

    kids, items, gaps = plan(store, tenant, town)
    assert items == []
    assert {gap.child_id for gap in gaps} == {kid.id for kid in kids}
    assert len(gaps) == 15


def test_a_child_that_is_absent_too_is_not_planned(store, tenant):
    def town(build):
        anna, _, kids = a_tandem_town(build)
        build.an_absence(anna)
        build.a_child_absence(kids[0])
        return kids

    kids, items, gaps = plan(store, tenant, town)
    assert ([item.child_id for item in items], gaps) == ([kids[1].id], [])


def test_a_contract_with_somebody_who_takes_no_children_any_more(store, tenant):
    def town(build):
        anna = build.a_childminder(active_until=date(2025, 7, 31))
        kid = build.a_child()
        build.a_contract(kid, anna)
        build.an_absence(anna)

    _, items, gaps = plan(store, tenant, town)
    assert (len(items), len(gaps)) == (0, 1)


def test_an_expired_permit_is_a_reason_with_its_word(store, tenant):
    def town(build):
        anna, birte, _ = a_tandem_town(build, children=1)
        build.an_absence(anna)
        permit = build.session.scalars(
            select(Permit).where(Permit.person_id == birte.id)
        ).one()
        permit.valid_until = MONDAY - timedelta(days=1)

    _, items, (gap,) = plan(store, tenant, town)
    assert items == []
    assert gap.refusals[0]["facts"]["permit_fault"] == "expired"


@pytest.mark.parametrize(
    ("valid_until", "covered"), [(MONDAY - timedelta(days=1), 0), (MONDAY, 1)]
)
def test_the_last_day_of_a_permit_counts(store, tenant, valid_until, covered):
    def town(build):
        anna, birte, _ = a_tandem_town(build, children=1)
        build.an_absence(anna)
        permit = build.session.scalars(
            select(Permit).where(Permit.person_id == birte.id)
        ).one()
        permit.valid_until = valid_until

    _, items, _ = plan(store, tenant, town)
    assert len(items) == covered


def test_an_absence_in_the_past_is_not_planned_any_more(store, tenant):
    past = MONDAY - timedelta(days=7)

    def town(build):
        anna, _, _ = a_tandem_town(build)
        build.an_absence(anna, past, past)

    _, items, gaps = plan(store, tenant, town, past, past)
    assert (items, gaps) == ([], [])


def test_an_absence_that_begins_while_the_children_are_there(store, tenant, clock):
    clock.set(datetime(2026, 11, 2, 9, 7, tzinfo=UTC))  # 10:07

    def town(build):
        anna, _, _ = a_tandem_town(build, children=1)
        build.an_absence(anna, start_minute=615)  # from 10:15

    _, (item,), gaps = plan(store, tenant, town)
    assert (item.start_minute, item.end_minute, gaps) == (615, 900, [])


def test_a_day_that_has_begun_is_planned_from_now_on(store, tenant, clock):
    clock.set(datetime(2026, 11, 2, 9, 0, tzinfo=UTC))  # 10:00

    def town(build):
        anna, _, _ = a_tandem_town(build, children=1)
        build.an_absence(anna)

    _, (item,), _ = plan(store, tenant, town)
    assert item.start_minute == 600


@pytest.mark.parametrize(
    ("saturday", "sunday"),
    [
        (date(2026, 10, 24), date(2026, 10, 25)),
        (date(2027, 3, 27), date(2027, 3, 28)),
    ],
)
def test_the_rest_of_an_employed_person_over_a_night_of_clock_change(
    store, tenant, clock, saturday, sunday
):
    clock.set(datetime(2026, 10, 1, 6, tzinfo=UTC))

    def town(build):
        # eleven hours by the clock: ten in spring, twelve in autumn
        anna = build.a_childminder()
        floater = build.a_person(PersonKind.FLOATER, employed=True, may_extend_day=True)
        place = build.a_place(usable=True)
        kid = build.a_child()
        for weekday, hours in ((5, (960, 1200)), (6, (420, 600))):
            build.a_contract(kid, anna, place=place, hours=hours, weekdays=[weekday])
        build.always_available(floater)
        build.works_at(floater, place)
        build.a_floater_for(anna, floater)
        build.they_know_each_other(kid, floater, before=saturday)
        build.an_absence(anna, saturday, sunday)

    _, items, _ = plan(store, tenant, town, saturday, sunday)
    evening, morning = sorted(items, key=lambda item: item.day)
    assert (evening.start_minute, morning.end_minute) == (960, 600)
    autumn = saturday.month == 10
    # In spring an hour is missing: somebody comes an hour later, or went before.
    enough = {(1200, 420)} if autumn else {(1140, 420), (1200, 480)}
    assert (evening.end_minute, morning.start_minute) in enough


def test_contracts_that_end_within_the_days(store, tenant):
    def town(build):
        anna, _, (kid,) = a_tandem_town(build, children=1)
        build.an_absence(anna, MONDAY, FRIDAY)
        contract = build.session.scalars(
            select(CareContract).where(CareContract.child_id == kid.id)
        ).one()
        contract.valid_until = TUESDAY

    _, items, _ = plan(store, tenant, town)
    assert {item.day for item in items} == {MONDAY, TUESDAY}


def test_days_held_before_count_for_continuity(store, tenant, clock):
    def town(build):
        anna, birte, (kid,) = a_tandem_town(build, children=1)
        carla = build.a_childminder(north=0.005)
        build.a_tandem(anna, carla)
        build.they_know_each_other(kid, carla)
        build.an_absence(anna, MONDAY, FRIDAY)
        return birte, carla

    built(store, tenant, town)
    actor = counsellor(tenant.id)
    publish(store, actor, MONDAY, MONDAY)
    with store.read(tenant.id) as session:
        held = session.scalars(select(Assignment.person_id)).one()
    clock.advance(days=1)
    propose(store, actor, TUESDAY, FRIDAY)
    with store.read(tenant.id) as session:
        people = set(
            session.scalars(
                select(ProposalItem.person_id).where(ProposalItem.day >= TUESDAY)
            )
        )
    assert people == {held}
