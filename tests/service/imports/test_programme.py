"""A programme's file: what is stored of it, what is refused, what is only told."""

from datetime import date

import pytest
from sqlalchemy import func, select

from service.db.tables.coaches import (
    Coach,
    CoachConflict,
    CoachLanguage,
    CoachStage,
    CoachTopic,
    CoachWindow,
)
from service.db.tables.engagements import Engagement
from service.db.tables.kindergartens import (
    Kindergarten,
    KindergartenClosure,
    KindergartenTopic,
    PairRefusal,
)
from service.db.tables.programme import (
    CountyBudget,
    FeeBand,
    FeeBandPrice,
    ProgrammeDay,
)
from service.db.tables.tenancy import Area
from service.db.tables.visits import ConsultationHost, ConsultationHostTopic
from service.db.tables.workshops import ClusterMember
from service.domain.actor import system_actor
from service.domain.kinds import (
    AreaKind,
    ConflictKind,
    CoordinatesSource,
    DayAudience,
    EngagementState,
    RefusalOrigin,
    Stage,
    TenantKind,
)
from service.matching.fees import Fee, fees_of_coaches
from service.use_cases.check_import import check_sheets
from service.use_cases.store_import import store_sheets
from tests.service.imports import build
from tests.service.imports import programme as small
from tests.service.imports.programme import programme_sheets
from tests.tenants import make_tenant

TOWN_ONLY = "ein Blatt zur Kindertagespflege; dieses Blatt gehört zur Prozess"


@pytest.fixture
def programme(any_store):
    return make_tenant(any_store, "ThEKiZ", "TH", TenantKind.PROGRAMME)


@pytest.fixture
def here(store):
    return make_tenant(store, "ThEKiZ", "TH", TenantKind.PROGRAMME)


@pytest.fixture
def check(store, here):
    return lambda tables: check_sheets(store, system_actor(here.id), tables, "x.xlsx")


def faults(report):
    return [(fault.sheet, fault.row, fault.code) for fault in report.faults]


def notices(report):
    return {(notice.sheet, notice.row, notice.code) for notice in report.notices}


def test_a_sound_file_is_stored_whole_and_again_changes_nothing(any_store, programme):
    actor = system_actor(programme.id)
    report = store_sheets(any_store, actor, programme_sheets(), "x.xlsx")
    assert report.stored
    again = check_sheets(any_store, actor, programme_sheets(), "x.xlsx")
    assert again.faults == ()
    assert not again.changes_something, again.differences
    with any_store.read(programme.id) as session:
        coaches = {c.code: c for c in session.scalars(select(Coach))}
        kitas = {k.code: k for k in session.scalars(select(Kindergarten))}
        areas = {a.id: a for a in session.scalars(select(Area))}
        anja, kita = coaches["P-1"], kitas["K-1"]
        assert {a.kind for a in areas.values()} == {AreaKind.COUNTY}
        assert (anja.monthly_minutes, anja.radius_km) == (1200, 60)
        assert anja.coordinates_source is CoordinatesSource.POSTCODE
        assert areas[kita.area_id].name == "Weimarer Land"
        assert areas[kitas["K-2"].area_id].name == "Landkreis Gotha"
        assert (kita.min_half_hours, kita.wished_half_hours) == (4, 9)
        assert (kita.stage, kita.preferred_weekdays) == (Stage.START, 0b110)
        assert kita.last_coach_id == anja.id
        budgets = session.scalars(select(CountyBudget.budget_cents))
        assert sorted(budgets) == [900_000, 1_250_000]


def test_what_belongs_to_somebody_is_stored_with_them(store, here):
    store_sheets(store, system_actor(here.id), programme_sheets(), "x.xlsx")
    with store.read(here.id) as session:
        assert session.scalar(select(CoachLanguage.language)) == "prs"
        stages = session.scalars(select(CoachStage.stage))
        assert set(stages) == {Stage.START, Stage.BUILDING}
        known = session.execute(select(CoachTopic.topic, CoachTopic.level))
        assert {tuple(row) for row in known} == {("TEAM", 3), ("NETZ", 1)}
        slots = select(CoachWindow.weekday, CoachWindow.start_minute)
        assert {tuple(row) for row in session.execute(slots)} == {
            (0, 480),
            (0, 780),
            (1, 480),
        }
        wanted = select(KindergartenTopic.topic, KindergartenTopic.weight)
        assert {tuple(row) for row in session.execute(wanted)} == {
            ("TEAM", 3),
            ("NETZ", 1),
        }
        closure = session.scalars(select(KindergartenClosure)).one()
        assert closure.last_day == date(2027, 7, 30)
        assert session.scalars(select(CoachConflict)).one().kind is (
            ConflictKind.EMPLOYED
        )
        assert session.scalars(select(PairRefusal)).one().origin is (
            RefusalOrigin.KINDERGARTEN
        )
        days = session.scalars(select(ProgrammeDay).order_by(ProgrammeDay.day))
        assert [day.audience for day in days] == [
            DayAudience.EVERYBODY,
            DayAudience.COACHES,
        ]
        host = session.scalars(select(ConsultationHost)).one()
        assert (host.visits_per_month, host.weekdays) == (2, 0b1111)
        shown = session.scalars(select(ConsultationHostTopic.topic))
        assert set(shown) == {"TEAM", "NETZ"}
        lands = session.scalars(select(ClusterMember.land))
        assert sorted(lands) == ["SN", "TH", "TH", "TH"]


def test_an_agreed_engagement_keeps_its_fee_and_its_moment(store, here, clock):
    store_sheets(store, system_actor(here.id), programme_sheets(), "x.xlsx")
    with store.read(here.id) as session:
        engagement = session.scalars(select(Engagement)).one()
        assert engagement.state is EngagementState.ACCEPTED
        assert engagement.first_month == date(2026, 1, 1)
        assert engagement.half_hours == 7
        assert engagement.fee_cents_per_hour == 5_000
        assert engagement.revised_at == clock.now()
        assert engagement.sequence == 0


def test_a_fee_comes_from_the_step_unless_it_is_said(store, here):
    actor = system_actor(here.id)
    store_sheets(store, actor, programme_sheets(), "x.xlsx")
    fees = select(Coach.code, Coach.fee_cents_per_hour)
    with store.read(here.id) as session:
        assert dict(iter(session.execute(fees))) == {
            "P-1": 5_500,
            "P-2": 7_000,
        }
    rows = [*small.COACHES[:1], ("P-3", "Cem", "Ulme", "99510", 9, 9, "", "I")]
    store_sheets(store, actor, [build.raw("Prozessbegleitungen", rows)], "x.xlsx")
    with store.read(here.id) as session:
        assert dict(iter(session.execute(fees)))["P-3"] == 4_000


def test_a_step_may_have_another_price_from_a_day_on(store, here):
    actor = system_actor(here.id)
    store_sheets(store, actor, programme_sheets(), "x.xlsx")
    later = [("Stufe", "ab", "Stundensatz"), ("II", "01.07.2027", "60,00")]
    store_sheets(store, actor, [build.raw("Honorare ab", later)], "x.xlsx")
    with store.read(here.id) as session:
        (price,) = session.scalars(select(FeeBandPrice)).all()
        assert (price.valid_from, price.cents_per_hour) == (date(2027, 7, 1), 6_000)
        names = select(FeeBand.name).where(FeeBand.id == price.fee_band_id)
        assert session.scalar(names) == "II"
        fees = fees_of_coaches(session)
        (anna,) = session.scalars(select(Coach.id).where(Coach.code == "P-1"))
        assert fees[anna] == Fee(5_500, ((date(2027, 7, 1), 6_000),))


def test_a_step_that_changes_takes_its_coaches_along_when_read_again(store, here):
    actor = system_actor(here.id)
    store_sheets(store, actor, programme_sheets(), "x.xlsx")
    bands = [small.FEE_BANDS[0], ("II", 60)]
    store_sheets(store, actor, programme_sheets(Honorarstufen=bands), "x.xlsx")
    with store.read(here.id) as session:
        fee = select(Coach.fee_cents_per_hour).where(Coach.code == "P-1")
        assert session.scalar(fee) == 6_000


@pytest.mark.parametrize(
    ("sheet", "row", "field", "value", "code"),
    [
        ("Budgets", 1, 2, 0, "no-budget"),
        ("Prozessbegleitungen", 1, 5, 0, "no-hours"),
        ("Kitas", 1, 6, 6, "unusual-hours"),
        ("Kitas", 2, 8, "P-2", "in-conflict"),
    ],
)
def test_some_things_are_told_but_allowed(check, sheet, row, field, value, code):
    rows = [list(each) + [""] * 3 for each in small.SMALL[sheet]]
    rows[row][field] = value
    report = check(programme_sheets(**{sheet: [rows[0][:-3], *rows[1:]]}))
    assert report.faults == ()
    assert (sheet, row + 1, code) in notices(report)


def test_a_sound_file_has_no_notice_of_what_is_usual(check):
    assert notices(check(programme_sheets())) == set()


@pytest.mark.parametrize(
    ("first", "last", "allowed"),
    [
        ("01.01.2027", "30.12.2027", True),
        ("01.01.2027", "31.12.2027", False),
        ("01.01.2028", "30.12.2028", False),
    ],
)
def test_a_kindergarten_is_open_sometimes(check, first, last, allowed):
    rows = [small.CLOSURES[0], ("K-1", first, last)]
    report = check(programme_sheets(Schließzeiten=rows))
    assert report.is_sound is allowed


def test_closures_side_by_side_make_a_year_too(check):
    rows = [
        small.CLOSURES[0],
        ("K-1", "01.07.2027", "31.12.2027"),
        ("K-1", "01.01.2027", "30.06.2027"),
    ]
    expected = [("Schließzeiten", 2, "closed-all-year")]
    assert faults(check(programme_sheets(Schließzeiten=rows))) == expected


@pytest.mark.parametrize(("wished", "allowed"), [(2, True), ("1,5", False)])
def test_the_wish_is_not_below_the_minimum(check, wished, allowed):
    rows = [list(row) for row in small.KINDERGARTENS]
    rows[2][6] = wished
    assert check(programme_sheets(Kitas=rows)).is_sound is allowed


def test_a_programme_refuses_a_town_and_a_town_a_programme(store, tenant, check):
    report = check(build.sheets())
    assert {code for _, _, code in faults(report)} == {"other-kind"}
    assert len(report.faults) == len(build.SMALL)
    assert (
        "Kindertagespflege, die dieser Träger nicht plant" in report.faults[0].expected
    )
    actor = system_actor(tenant.id)
    report = check_sheets(store, actor, programme_sheets(), "x.xlsx")
    assert {fault.code for fault in report.faults} == {"other-kind"}
    assert report.faults[0].expected.startswith(TOWN_ONLY)


def test_one_sheet_of_the_wrong_kind_keeps_the_whole_file_out(store, here, check):
    tables = [*programme_sheets(), build.raw("Kinder", build.CHILDREN)]
    assert faults(check(tables)) == [("Kinder", None, "other-kind")]
    with store.read(here.id) as session:
        assert session.scalar(select(func.count()).select_from(Kindergarten)) == 0
